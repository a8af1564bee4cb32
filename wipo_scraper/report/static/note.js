"use strict";
// The note beside the text: what is known of the quote that the reader points at.

const note = (() => {
  const RULES = {
    after: "a clause after the marks",
    split: "a clause that cuts the quotation in two",
    before: "a clause that leads to the marks",
    colon: "a clause and a colon before the marks",
    according_to: "“according to”",
    participle: "the subject of a participle",
    interview: "a label or question in an interview",
    block_after: "the paragraph after",
    block_before: "the paragraph before",
    caption: "the caption",
    continuation: "goes on from the paragraph before",
    same_block: "the sentence before",
    floating: "nothing names it: whoever spoke last",
    none: "no source found",
  };
  const box = document.getElementById("note");
  let pinned = null;

  function row(term, ...words) {
    return report.make("div", {}, report.make("dt", {}, term), report.make("dd", {}, ...words));
  }

  function name(article, quote) {
    const speaker = article.speakers[quote.speaker];
    const plain = report.make("bdi", {}, quote.source || "Source unknown");
    if (speaker) return report.make("a", { href: report.address("source.html", { s: speaker.key }) }, report.make("bdi", {}, speaker.name));
    if (quote.source_kind === "organization" && quote.source) return report.make("a", { href: report.address("source.html", { s: `organization:${quote.source}` }) }, plain);
    return plain;
  }

  function certainty(value) {
    const meter = report.make("meter", { min: 0, max: 1, low: 0.5, high: 0.8, optimum: 1, value, "aria-label": "confidence" });
    return [meter, ` ${value.toFixed(2)}`];
  }

  function show(article, index, number, isReview) {
    const quote = article.quotes[index];
    const speaker = article.speakers[quote.speaker];
    const close = report.make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", hide);
    const role = speaker && [speaker.honorific, speaker.role, speaker.affiliation].filter(Boolean).join(" · ");
    box.className = `note ${text.tint(quote)}`;
    box.replaceChildren(
      close,
      report.make("p", { class: "who" }, name(article, quote)),
      ...(role ? [report.make("p", { class: "role", dir: "auto" }, role)] : []),
      report.make("dl", {},
        row("Found by", RULES[quote.method] || quote.method),
        ...(quote.cue ? [row("Cue", report.make("q", report.spoken(article.language), quote.cue))] : []),
        ...(quote.mention ? [row("Named as", report.make("q", report.spoken(article.language), quote.mention))] : []),
        row("Confidence", ...certainty(quote.confidence)),
        row("Form", `${quote.kind}, ${quote.source_kind === "unknown" ? "source unknown" : `by a ${quote.source_kind}`}`)),
      report.make("p", { class: "ways" },
        report.outward(quote.link, "The words on the live page"), " ",
        report.make("a", { href: report.address("read.html", { a: article.id, q: quote.id }) }, `Link to quote ${number}`)),
      ...(isReview ? judgements(article, quote) : []));
    box.hidden = false;
  }

  function judgements(article, quote) {
    const thing = (what, words) => ({ article: article.id, what, key: quote.id, words });
    return [
      marks.buttons(thing("quote", quote.text), "The quoted words"),
      marks.buttons(thing("attribution", quote.source || ""), "Who says them"),
    ];
  }

  function hide() {
    box.hidden = true;
    pinned = null;
  }

  // Shows a note while the reader points at a quote; a pinned one stays.
  function point(...given) {
    if (!pinned) show(...given);
  }

  function pin(...given) {
    pinned = given;
    show(...given);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  return { point, pin, hide };
})();
