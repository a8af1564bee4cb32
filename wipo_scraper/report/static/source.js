"use strict";
// The page of one person or organization: roles over time, quotes by date, languages, co-speakers.

(() => {
  const box = document.getElementById("source");
  const PAGE = 100; // stories shown at once
  const ORDER = ["en", "fr", "es", "ru", "zh", "ar", "ja", "pt"];

  async function show() {
    const key = report.state().get("s");
    const source = key && (await report.source(key));
    if (!source) {
      box.replaceChildren(report.make("h1", {}, "No such speaker"), report.make("p", {}, report.make("a", { href: "sources.html" }, "All speakers")));
      return;
    }
    document.title = `${source.name} · Who said what`;
    box.replaceChildren(head(source, key), report.make("div", { class: "reading" },
      quotes(source),
      report.make("aside", { class: "margin", "aria-label": "About the speaker" }, ...margin(source))));
    document.body.dataset.shown = key;
  }

  function head(source, key) {
    return report.make("header", { class: "head" },
      report.make("p", { class: "facts" }, source.kind === "organization" ? "Organization" : "Speaker"),
      report.make("h1", {}, report.make("bdi", {}, source.name)),
      report.make("p", { class: "lede" },
        `Quoted in ${report.plural(source.stories, "story", "stories")}; in ${report.plural(source.articles, "article", "articles")} of `,
        `${report.plural(source.languages.length, "language", "languages")}. `,
        report.make("a", { href: report.address("find.html", { speaker: key }) }, "Find these articles")));
  }

  // The language versions of each story with their quotes; an entry shows the first and leads to the others.
  function quotations(source) {
    const stories = new Map();
    for (const [date, story, article, title, language, quote, words] of source.quotations) {
      if (!stories.has(story)) stories.set(story, new Map());
      const versions = stories.get(story);
      if (!versions.has(article)) versions.set(article, { date, title, language, article, quotes: [] });
      versions.get(article).quotes.push([quote, words]);
    }
    return [...stories.values()].map((versions) => [...versions.values()].sort((a, b) => rank(a) - rank(b)));
  }

  function quotes(source) {
    const stories = quotations(source);
    const section = report.make("section", { "aria-label": "Quotes" });
    const more = report.make("button", { type: "button" }, "Show more");
    const show = () => {
      more.before(...stories.splice(0, PAGE).map(entry));
      more.hidden = !stories.length;
    };
    section.append(more);
    more.addEventListener("click", show);
    show();
    return section;
  }

  const rank = ({ language }) => (ORDER.includes(language) ? ORDER.indexOf(language) : ORDER.length);

  function entry([first, ...others]) {
    const link = (version, label, quote) => report.make("a", { href: report.address("read.html", { a: version.article, q: quote }) }, label);
    return report.make("article", { class: "story" },
      report.make("p", { class: "facts" }, report.dateInWords(first.date)),
      report.make("h2", report.spoken(first.language), link(first, first.title || "(without a title)", null)),
      ...first.quotes.map(([quote, words]) => report.make("blockquote", report.spoken(first.language),
        ...words.split("\n\n").map((part) => report.make("p", {}, link(first, part, quote))))),
      others.length ? report.make("p", { class: "facts" }, "Also in ", ...others.flatMap((version, index) => [index ? ", " : "", link(version, report.languageName(version.language), version.quotes[0][0])])) : null);
  }

  function margin(source) {
    return [
      ...part("Roles over time", source.terms.map(([role, affiliation, first, last, count]) => [
        report.make("bdi", {}, [role, affiliation].filter(Boolean).join(", ")),
        report.make("span", { class: "count" }, [years(first, last), report.plural(count, "article", "articles")].filter(Boolean).join(" · ")),
      ])),
      ...part("Languages", source.languages.map(([language, count]) => [report.languageName(language), report.make("span", { class: "count" }, report.plural(count, "article", "articles"))])),
      ...(source.names.length > 1 ? part("Printed as", source.names.map((name) => [report.make("bdi", {}, name)])) : []),
      ...part("Together with", source.beside.map(([key, name, count]) => [
        report.make("a", { href: report.address("source.html", { s: key }) }, report.make("bdi", {}, name)),
        report.make("span", { class: "count" }, report.plural(count, "story", "stories")),
      ])),
    ];
  }

  function years(first, last) {
    if (!first) return null;
    return first.slice(0, 4) === last.slice(0, 4) ? first.slice(0, 4) : `${first.slice(0, 4)}–${last.slice(0, 4)}`;
  }

  function part(title, rows) {
    return rows.length ? [report.make("h2", {}, title), report.make("ul", { class: "rows-of" }, ...rows.map((row) => report.make("li", {}, ...row)))] : [];
  }

  window.addEventListener("hashchange", show);
  show();
})();
