"use strict";
// The reading page: one article, or two language versions side by side, as the address says.

(() => {
  const box = document.getElementById("article");
  const REVIEWING = "wipo-scraper-reviewing";
  const EVIDENCE = { title: "Title", date: "Date", place: "Place", reference: "Reference" };
  let shown = new Map(); // id -> article

  const isReviewing = () => localStorage.getItem(REVIEWING) === "yes";

  async function show() {
    const state = report.state();
    const [article, other] = await Promise.all([state.get("a"), state.get("with")].map((id) => id && report.article(id)));
    note.hide();
    if (!article) {
      document.title = "No article · Who said what";
      box.replaceChildren(report.make("h1", {}, "No such article"), report.make("p", {}, "The report holds no article under this address. ", report.make("a", { href: "find.html" }, "Find one")));
      return;
    }
    shown = new Map([article, other].filter(Boolean).map((each) => [each.id, each]));
    document.title = `${article.title || article.id} · Who said what`;
    document.body.classList.toggle("beside", Boolean(other));
    box.replaceChildren(...(other ? beside(article, other) : alone(article)));
    document.body.dataset.shown = article.id;
    follow(state.get("q"));
  }

  function alone(article) {
    return [
      head(article, null),
      report.make("div", { class: "reading" },
        report.make("div", { class: "body", ...report.spoken(article.language) }, ...text.blocks(article, article.blocks)),
        report.make("aside", { class: "margin", "aria-label": "About the article" }, ...margin(article))),
    ];
  }

  function beside(left, right) {
    const rows = align.rows(left, right).map((row) => report.make("div", { class: "row" },
      ...row.map((blocks, side) => {
        const article = [left, right][side];
        return report.make("div", { class: "body", ...report.spoken(article.language) }, ...text.blocks(article, blocks));
      })));
    const titles = [left, right].map((article) => report.make("h2", report.spoken(article.language), article.title || "(without a title)"));
    return [head(left, right), report.make("div", { class: "rows" }, report.make("div", { class: "row titles" }, ...titles), ...rows)];
  }

  function head(article, other) {
    const facts = [report.dateInWords(article.date), article.place, article.reference].filter(Boolean);
    return report.make("header", { class: "head" },
      report.make("p", { class: "facts" }, facts.join(" · "), " · ", report.outward(article.url, "the live page")),
      report.make("h1", report.spoken(article.language), article.title || "(without a title)"),
      article.authors.length ? report.make("p", { class: "authors", dir: "auto" }, article.authors.join(", ")) : null,
      versions(article, other));
  }

  function versions(article, other) {
    const others = article.versions.filter(([, id]) => id !== article.id);
    const known = new Set(article.versions.map(([language]) => language));
    const away = article.translations.filter(({ language }) => !known.has(language));
    const link = (values, label, isCurrent) => report.make("a", { href: report.address("", values), "aria-current": isCurrent ? "true" : null, class: "chip" }, label);
    const nav = report.make("nav", { class: "versions", "aria-label": "Language versions" });
    if (article.versions.length > 1) {
      nav.append(report.make("span", {}, "Read in "), ...article.versions.map(([language, id]) => link({ a: id }, report.languageName(language), id === article.id)));
      nav.append(report.make("span", { class: "sidelong" }, "side by side with "), ...others.map(([language, id]) => link(other?.id === id ? { a: article.id } : { a: article.id, with: id }, report.languageName(language), other?.id === id)));
    }
    if (away.length) nav.append(report.make("span", {}, "On the site also in "), ...away.map(({ language, url }) => report.outward(url, report.languageName(language))));
    return nav.childElementCount ? nav : null;
  }

  function margin(article) {
    const toggle = report.make("button", { type: "button", id: "reviewing", "aria-pressed": String(isReviewing()) }, "Review");
    toggle.addEventListener("click", () => {
      localStorage.setItem(REVIEWING, isReviewing() ? "no" : "yes");
      show();
    });
    return [
      ...part("Speakers", speakers(article)),
      ...(isReviewing() ? part("Review", [complete(article)]) : []),
      ...part("Where it was read", [evidence(article)]),
      ...(article.images.length ? part("Images", article.images.map((image) => picture(article, image))) : []),
      ...(article.links.length ? part("Links", [links(article)]) : []),
      report.make("p", { class: "actions" }, toggle, report.make("span", { class: "aside" }, isReviewing() ? " marking is on" : " mark what is right or wrong")),
    ];
  }

  function part(title, elements) {
    return elements.length ? [report.make("h2", {}, title), ...elements] : [];
  }

  function speakers(article) {
    return article.speakers.map((speaker, index) => {
      const count = article.quotes.filter((quote) => quote.speaker === index).length;
      const role = [speaker.role, speaker.affiliation].filter(Boolean).join(", ");
      const thing = { article: article.id, what: "speaker", key: speaker.id, words: speaker.name };
      return report.make("div", { class: `speaker tint-${index % 8}` },
        report.make("a", { href: report.address("source.html", { s: speaker.key }) }, report.make("bdi", {}, speaker.name)),
        report.make("span", { class: "count" }, count ? report.plural(count, "quote", "quotes") : speaker.acts.join(", ")),
        role ? report.make("span", { class: "role", ...report.spoken(article.language) }, role) : null,
        isReviewing() ? marks.buttons(thing, "A speaker") : null);
    });
  }

  function complete(article) {
    const thing = { article: article.id, what: "complete", key: article.content_hash, words: article.title || "" };
    return marks.buttons(thing, "Nothing is missing: text, quotes, speakers, images");
  }

  function evidence(article) {
    const rows = Object.entries(EVIDENCE).filter(([key]) => article.evidence[key]).map(([key, label]) => {
      const { from, text: words } = article.evidence[key];
      return report.make("div", {}, report.make("dt", {}, label),
        report.make("dd", {}, report.make("q", report.spoken(article.language), words), report.make("small", {}, ` ${from.replaceAll("_", " ")}`)));
    });
    return report.make("dl", {}, ...rows);
  }

  function picture(article, image) {
    const label = image.alt || "image";
    const [before, after] = image.credit && image.credit_text ? image.credit_text.split(image.credit, 2) : [image.credit_text];
    const credit = image.credit_text && report.make("p", { class: "credit" }, before, ...(after === undefined ? [] : [report.make("mark", {}, image.credit), after]));
    return report.make("div", { class: "picture" },
      report.make("p", {}, report.outward(image.url, report.make("bdi", {}, label))),
      report.make("p", { class: "caption", ...report.spoken(article.language) }, ...text.pieces(article, image.caption)),
      credit);
  }

  function links(article) {
    return report.make("ul", {}, ...article.links.map(({ text: words, url }) => report.make("li", { dir: "auto" }, report.outward(url, words || url))));
  }

  const quoteAt = (target) => target instanceof Element && target.closest("a.quote");

  // What the note needs of a quote's element.
  function pointed(link) {
    const article = shown.get(link.dataset.article);
    const index = Number(link.dataset.quote);
    return [article, index, index + 1, isReviewing()];
  }

  function light(link) {
    const [left, right] = [...shown.values()];
    for (const each of box.querySelectorAll("a.lit")) each.classList.remove("lit");
    const same = [[link.dataset.article, Number(link.dataset.quote)]];
    if (right) {
      const isLeft = link.dataset.article === left.id;
      const pair = align.pairs(left, right).find(([a, b]) => (isLeft ? a : b).quote === same[0][1]);
      if (pair) same.push(isLeft ? [right.id, pair[1].quote] : [left.id, pair[0].quote]);
    }
    for (const [id, index] of same) for (const each of elements(id, index)) each.classList.add("lit");
  }

  function elements(id, index) {
    return [...box.querySelectorAll("a.quote")].filter((each) => each.dataset.article === id && Number(each.dataset.quote) === index);
  }

  // Goes to the quote that the address names.
  function follow(key) {
    for (const article of shown.values()) {
      const index = article.quotes.findIndex((quote) => quote.id === key);
      const [link] = index < 0 ? [] : elements(article.id, index);
      if (link) {
        light(link);
        note.pin(...pointed(link));
        link.scrollIntoView({ block: "center" });
        link.focus({ preventScroll: true });
        return;
      }
    }
    window.scrollTo(0, 0);
  }

  for (const kind of ["mouseover", "focusin"]) {
    box.addEventListener(kind, ({ target }) => {
      const link = quoteAt(target);
      if (!link) return;
      light(link);
      note.point(...pointed(link));
    });
  }
  box.addEventListener("click", (event) => {
    const link = quoteAt(event.target);
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    light(link);
    note.pin(...pointed(link));
  });
  window.addEventListener("hashchange", show);
  show();
})();
