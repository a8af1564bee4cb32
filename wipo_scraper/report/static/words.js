"use strict";
// Cuts a query into words as search.py cuts a text, and finds the articles that hold them.

const words = (() => {
  const UNSPACED = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const RUN = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const WORD_PARTS = 256;
  const SHORT = 2; // signs of a word that must stand as it is; longer ones also begin words

  function plain(text) {
    return text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase();
  }

  function cut(query) {
    const found = [];
    for (const [run] of plain(query).matchAll(RUN)) {
      const signs = [...run];
      if (!IS_UNSPACED.test(run)) found.push({ word: run, begins: signs.length > SHORT });
      else if (signs.length === 1) found.push({ word: run, begins: true });
      else for (let at = 0; at < signs.length - 1; at += 1) found.push({ word: signs[at] + signs[at + 1], begins: false });
    }
    return found;
  }

  function partOfWord(word) {
    return report.partOf([...word].slice(0, IS_UNSPACED.test(word) ? 1 : 2).join(""), WORD_PARTS);
  }

  // Which of so many articles hold every word: a sign for each, 1 or 0; null for a query without words.
  async function search(query, articles) {
    const wanted = cut(query);
    if (!wanted.length) return null;
    const parts = wanted.map(({ word }) => partOfWord(word));
    await Promise.all(parts.map((part) => report.load(`words/${part}`).catch(() => {})));
    let all = null;
    wanted.forEach(({ word, begins }, index) => {
      const postings = report.get("words", parts[index]) || {};
      const one = new Uint8Array(articles);
      const matching = begins ? Object.keys(postings).filter((key) => key.startsWith(word)) : Object.hasOwn(postings, word) ? [word] : [];
      for (const key of matching) for (const number of report.fromSteps(postings[key])) one[number] = 1;
      all = all ? all.map((sign, number) => sign & one[number]) : one;
    });
    return all;
  }

  return { search, cut, plain };
})();
