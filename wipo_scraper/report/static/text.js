"use strict";
// An article's blocks as elements, with quotes, names and cues marked.

const text = (() => {
  const TINTS = 8;
  const TAGS = { heading: "h3", list_item: "li", block_quote: "blockquote", pull_quote: "blockquote" };

  // The colour of a quote: that of its speaker, or a neutral one.
  function tint(quote) {
    return quote.speaker === null ? "tint-none" : `tint-${quote.speaker % TINTS}`;
  }

  function pieces(article, given) {
    const made = [];
    let open = null; // the quote that the pieces before belong to
    for (const piece of given) {
      const index = typeof piece === "string" ? undefined : piece.quote;
      if (index === undefined) {
        made.push(inline(piece));
        open = null;
        continue;
      }
      if (!open || open.index !== index) {
        open = { index, link: quoteLink(article, index) };
        made.push(open.link);
      }
      open.link.append(inline(piece));
    }
    return made;
  }

  function quoteLink(article, index) {
    const quote = article.quotes[index];
    return report.make("a", {
      class: `quote ${tint(quote)}`,
      href: report.address("", { a: article.id, q: quote.id }),
      "data-article": article.id,
      "data-quote": index,
    });
  }

  function inline(piece) {
    if (typeof piece === "string") return piece;
    if (piece.cue !== undefined) return report.make("span", { class: "cue" }, piece.text);
    if (piece.speaker !== undefined) return report.make("span", { class: `person tint-${piece.speaker % TINTS}` }, piece.text);
    if (piece.names !== undefined) return report.make("span", { class: "named" }, piece.text);
    return piece.text;
  }

  function block(article, [kind, given]) {
    return report.make(TAGS[kind] || "p", { class: kind.replace("_", "-") }, ...pieces(article, given));
  }

  // Blocks as elements, list items in lists.
  function blocks(article, given) {
    const made = [];
    for (const each of given) {
      const element = block(article, each);
      if (each[0] !== "list_item") made.push(element);
      else if (made.at(-1)?.tagName === "UL") made.at(-1).append(element);
      else made.push(report.make("ul", {}, element));
    }
    return made;
  }

  // Where each quote begins: its block, and how far into the text, 0 to 1. Quotes in captions have no place.
  function places(article) {
    const found = new Map();
    let at = 0;
    article.blocks.forEach(([, given], number) => {
      for (const piece of given) {
        if (typeof piece !== "string" && piece.quote !== undefined && !found.has(piece.quote)) found.set(piece.quote, { block: number, at });
        at += (typeof piece === "string" ? piece : piece.text).length;
      }
    });
    return [...found].sort((a, b) => a[1].at - b[1].at).map(([quote, place]) => ({ quote, block: place.block, at: place.at / (at || 1) }));
  }

  return { tint, pieces, blocks, places };
})();
