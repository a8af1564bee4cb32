"use strict";
// What the reader marks as right or wrong. It stays in this browser until it is saved as a file.

const marks = (() => {
  const NAME = "wipo-scraper-marks";

  function all() {
    return JSON.parse(localStorage.getItem(NAME) || "[]");
  }

  const same = (a, b) => a.article === b.article && a.what === b.what && a.key === b.key;

  // The mark on a thing: true (right), false (wrong) or null.
  function find(thing) {
    const found = all().find((mark) => same(mark, thing) && mark.words === thing.words);
    return found ? found.right : null;
  }

  // Sets a mark; null takes it back.
  function set(thing, right) {
    const others = all().filter((mark) => !same(mark, thing));
    localStorage.setItem(NAME, JSON.stringify(right === null ? others : [...others, { ...thing, right }]));
  }

  function clear() {
    localStorage.removeItem(NAME);
  }

  // Offers the marks as a file.
  function save() {
    const text = JSON.stringify({ format: "wipo-scraper-marks", version: 1, marks: all() }, null, 2);
    const link = report.make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "marks.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // Two buttons for a thing: {article, what, key, words}.
  function buttons(thing, question) {
    const group = report.make("div", { class: "judge", role: "group", "aria-label": question }, report.make("span", {}, question));
    const press = (right, label) => {
      const button = report.make("button", { type: "button", "aria-pressed": String(find(thing) === right) }, label);
      button.addEventListener("click", () => {
        set(thing, find(thing) === right ? null : right);
        for (const each of group.querySelectorAll("button")) each.setAttribute("aria-pressed", String(find(thing) === (each.textContent === "Right")));
        document.dispatchEvent(new CustomEvent("marked"));
      });
      return button;
    };
    group.append(press(true, "Right"), press(false, "Wrong"));
    return group;
  }

  return { all, find, set, clear, save, buttons };
})();
