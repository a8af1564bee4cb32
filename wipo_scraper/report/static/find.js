"use strict";
// The finder: a query and filters in, counts and a page of results out. All of it stands in the address.

(async () => {
  const PAGE = 20;
  const MANY = 12; // choices shown at once
  const data = columns.read();
  const by = (id) => document.getElementById(id);
  const BITS = { q: 1, date: 2, stream: 4, lang: 8, speaker: 16 };
  let sources = new Map(); // by key; loaded after the first results
  let asked = 0;

  const lists = {
    stream: { box: by("streams"), choices: data.streams },
    lang: { box: by("languages"), choices: data.languages.map(([tag, name]) => [tag, name]) },
  };

  // What the address asks for. Filters with several values are separated by commas.
  function wanted() {
    const state = report.state();
    const several = (name) => (state.has(name) ? state.get(name).split(",") : []);
    return {
      q: state.get("q") || "",
      from: state.get("from") || "",
      to: state.get("to") || "",
      speaker: state.get("speaker") || "",
      stream: several("stream"),
      lang: several("lang"),
      page: Number(state.get("page")) || 1,
    };
  }

  function go(changes) {
    const { stream, lang, page, ...rest } = { ...wanted(), page: 1, ...changes };
    const next = report.address("", { ...rest, stream: joined(stream), lang: joined(lang), page: page > 1 ? page : null });
    history.replaceState(null, "", next);
    show();
  }

  const joined = (values) => (values.length ? values.join(",") : null);

  // For each article, the filters that it fails, as bits: so that the counts of a filter can leave that filter out.
  function failures(want, matches) {
    const from = columns.span(want.from)?.[0] ?? -Infinity;
    const to = columns.span(want.to)?.[1] ?? Infinity;
    const isDated = want.from || want.to;
    const chosen = (values, choices) => new Set(values.map((value) => choices.findIndex(([key]) => key === value)));
    const streams = chosen(want.stream, data.streams);
    const tags = chosen(want.lang, data.languages);
    const spoken = want.speaker && new Set(sources.get(want.speaker)?.numbers());
    return Uint8Array.from(data.day, (day, number) =>
      (matches && !matches[number] ? BITS.q : 0)
      | (isDated && (day === null || day < from || day > to) ? BITS.date : 0)
      | (streams.size && !streams.has(data.stream[number]) ? BITS.stream : 0)
      | (tags.size && !tags.has(data.language[number]) ? BITS.lang : 0)
      | (spoken && !spoken.has(number) ? BITS.speaker : 0));
  }

  async function show() {
    const turn = (asked += 1);
    const want = wanted();
    if (want.speaker) await loadSources();
    const matches = await words.search(want.q, data.articles);
    if (turn !== asked) return; // a later question is on its way
    const failed = failures(want, matches);
    const without = (bit) => (number) => (failed[number] & ~bit) === 0;
    const found = [];
    failed.forEach((bits, number) => bits || found.push(number));
    fill(want);
    showChoices("stream", want.stream, columns.count(data.stream, data.streams.length, without(BITS.stream)));
    showChoices("lang", want.lang, columns.count(data.language, data.languages.length, without(BITS.lang)));
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    const page = Math.min(want.page, pages);
    await showResults(found.slice((page - 1) * PAGE, page * PAGE), want.q, turn);
    if (turn !== asked) return;
    by("count").textContent = report.plural(found.length, "article", "articles");
    showPager(page, pages);
    await loadSources();
    if (turn === asked) showSpeakers(want, without(BITS.speaker));
    document.body.dataset.shown = String(turn);
  }

  function fill(want) {
    for (const [id, value] of [["query", want.q], ["from", want.from], ["to", want.to]]) {
      if (by(id) !== document.activeElement) by(id).value = value;
    }
  }

  function showChoices(name, chosen, counts) {
    const { box, choices } = lists[name];
    const focused = box.contains(document.activeElement) ? document.activeElement.value : null;
    const order = choices.map((_, index) => index).sort((a, b) => counts[b] - counts[a]);
    box.replaceChildren(...order.filter((index) => counts[index] || chosen.includes(choices[index][0])).map((index) => {
      const [key, label] = choices[index];
      return choice("checkbox", name, key, label, counts[index], chosen.includes(key));
    }));
    refocus(box, focused);
  }

  function choice(type, name, key, label, count, checked) {
    const input = report.make("input", { type, name, value: key, checked });
    return report.make("label", {}, input, report.make("span", { dir: "auto" }, label), report.make("span", { class: "count" }, count.toLocaleString("en-GB")));
  }

  function refocus(box, value) {
    if (value !== null) [...box.querySelectorAll("input")].find((input) => input.value === value)?.focus();
  }

  async function loadSources() {
    if (sources.size) return;
    await report.load("sources");
    sources = new Map(report.get("sources", 0).map(([key, name, , , steps]) => {
      let numbers = null;
      return [key, { key, name, plain: words.plain(name), numbers: () => (numbers ??= report.fromSteps(steps)) }];
    }));
  }

  function showSpeakers(want, matches) {
    const box = by("speakers");
    const focused = box.contains(document.activeElement) ? document.activeElement.value : null;
    const typed = words.plain(by("speaker-name").value.trim());
    const counted = [];
    for (const source of sources.values()) {
      const isChosen = source.key === want.speaker;
      if (!isChosen && !source.plain.includes(typed)) continue;
      const count = source.numbers().filter(matches).length;
      if (count || isChosen) counted.push({ ...source, count, isChosen });
    }
    counted.sort((a, b) => b.isChosen - a.isChosen || b.count - a.count);
    box.replaceChildren(...counted.slice(0, MANY).map(({ key, name, count, isChosen }) => choice("checkbox", "speaker", key, name, count, isChosen)));
    refocus(box, focused);
  }

  async function showResults(numbers, query, turn) {
    const parts = [...new Set(numbers.map((number) => Math.floor(number / data.rows)))];
    await Promise.all(parts.map((part) => report.load(`rows/${part}`)));
    if (turn !== asked) return;
    const marked = marker(query);
    by("results").replaceChildren(...numbers.map((number) => result(number, marked)));
  }

  function result(number, marked) {
    const [id, title, language, date, opening, names, quotes] = report.get("rows", Math.floor(number / data.rows))[number % data.rows];
    const link = report.make("a", { href: report.address("read.html", { a: id }) }, ...marked(title || "(without a title)"));
    const facts = [report.dateInWords(date), report.languageName(language), data.streams[data.stream[number]][1]];
    if (quotes) facts.push(report.plural(quotes, "quote", "quotes"));
    return report.make("li", {},
      report.make("h2", report.spoken(language), link),
      report.make("p", { class: "facts" }, facts.join(" · ")),
      report.make("p", { class: "opening", ...report.spoken(language) }, ...marked(opening)),
      names.length ? report.make("p", { class: "voices" }, report.make("span", { dir: "auto" }, names.join(", "))) : null);
  }

  // Splits a text where a word of the query stands, and marks the word.
  function marker(query) {
    const typed = query.match(/[\p{L}\p{N}\p{M}]+/gu);
    if (!typed) return (text) => [text];
    const pattern = new RegExp(`(${typed.join("|")})`, "giu");
    return (text) => text.split(pattern).map((piece, index) => (index % 2 ? report.make("mark", {}, piece) : piece));
  }

  function showPager(page, pages) {
    const step = (to, label) => {
      const button = report.make("button", { type: "button", disabled: to < 1 || to > pages }, label);
      button.addEventListener("click", () => {
        go({ page: to });
        by("count").scrollIntoView();
      });
      return button;
    };
    by("pager").hidden = pages === 1;
    by("pager").replaceChildren(step(page - 1, "Newer"), report.make("span", {}, `${page} of ${pages}`), step(page + 1, "Older"));
  }

  for (const id of ["ask-form", "filters"]) by(id).addEventListener("submit", (event) => event.preventDefault());
  by("query").addEventListener("input", () => go({ q: by("query").value }));
  for (const id of ["from", "to"]) {
    by(id).addEventListener("input", () => {
      if (!by(id).value || columns.span(by(id).value)) go({ [id]: by(id).value });
    });
  }
  by("speaker-name").addEventListener("input", show);
  by("filters").addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox") return;
    const { name, value, checked } = target;
    if (name === "speaker") go({ speaker: checked ? value : "" });
    else go({ [name]: checked ? [...wanted()[name], value] : wanted()[name].filter((own) => own !== value) });
  });
  window.addEventListener("hashchange", show);
  by("facets").open = window.matchMedia("(min-width: 60rem)").matches;
  await show();
})();
