"use strict";
// Which quote of one language version is which of another: the cheapest way to walk both texts side by side.

const align = (() => {
  const SKIPPED = 0.06; // the cost of a quote without a partner, in shares of the text
  const OTHER_SPEAKER = 0.05;

  // The speaker of each quote, numbered in order of appearance.
  function speakers(article, places) {
    const order = new Map();
    return places.map(({ quote }) => {
      const speaker = article.quotes[quote].speaker;
      if (speaker !== null && !order.has(speaker)) order.set(speaker, order.size);
      return speaker === null ? null : order.get(speaker);
    });
  }

  // Pairs of places, in order.
  function pairs(left, right) {
    const [a, b] = [text.places(left), text.places(right)];
    const [who, whom] = [speakers(left, a), speakers(right, b)];
    if (a.length === b.length && who.every((speaker, index) => speaker === whom[index])) return a.map((place, index) => [place, b[index]]);
    const cost = a.concat(null).map(() => new Array(b.length + 1).fill(0));
    const match = (i, j) => Math.abs(a[i].at - b[j].at) + (who[i] === whom[j] ? 0 : OTHER_SPEAKER) + cost[i + 1][j + 1];
    for (let i = a.length; i >= 0; i -= 1) {
      for (let j = b.length; j >= 0; j -= 1) {
        if (i === a.length || j === b.length) cost[i][j] = SKIPPED * (a.length - i + b.length - j);
        else cost[i][j] = Math.min(match(i, j), SKIPPED + cost[i + 1][j], SKIPPED + cost[i][j + 1]);
      }
    }
    const found = [];
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (cost[i][j] === match(i, j)) found.push([a[(i += 1) - 1], b[(j += 1) - 1]]);
      else if (cost[i][j] === SKIPPED + cost[i + 1][j]) i += 1;
      else j += 1;
    }
    return found;
  }

  // Both texts cut into rows that begin with the same quote.
  function rows(left, right) {
    const cuts = [[0, 0]];
    for (const [a, b] of pairs(left, right)) {
      const [i, j] = cuts.at(-1);
      if (a.block > i && b.block > j) cuts.push([a.block, b.block]);
    }
    const ends = [...cuts.slice(1), [left.blocks.length, right.blocks.length]];
    return cuts.map(([i, j], row) => [left.blocks.slice(i, ends[row][0]), right.blocks.slice(j, ends[row][1])]);
  }

  return { pairs, rows };
})();
