"use strict";
// What articles are filtered by: a sign or a number for each article, and counts over those that match.

const columns = (() => {
  const given = () => report.get("columns", 0);
  const signs = (column) => Uint16Array.from(column, (sign) => sign.charCodeAt(0) - 48);

  // The columns as arrays over all articles; `day` is null where an article has no date.
  function read() {
    const { articles, rows, streams, languages, stream, language, newest, days } = given();
    const first = newest && Date.parse(newest) / 86400000;
    const day = new Array(articles).fill(null);
    report.fromSteps(days).forEach((step, number) => {
      day[number] = first - step;
    });
    return { articles, rows, streams, languages, stream: signs(stream), language: signs(language), day };
  }

  // The first and last day that a date means, from 2024, 2024-03 or 2024-03-15; null for anything else.
  function span(date) {
    const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date || "");
    if (!found) return null;
    const [year, month, day] = found.slice(1).map((part) => part && Number(part));
    const first = Date.UTC(year, (month || 1) - 1, day || 1);
    const next = day ? Date.UTC(year, month - 1, day + 1) : month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
    return [first / 86400000, next / 86400000 - 1];
  }

  function count(column, size, matches) {
    const counts = new Array(size).fill(0);
    for (let number = 0; number < column.length; number += 1) if (matches(number)) counts[column[number]] += 1;
    return counts;
  }

  return { read, span, count };
})();
