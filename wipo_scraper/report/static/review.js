"use strict";
// All marks of this browser, to look over, save and remove.

(() => {
  const WHAT = { quote: "quoted words", attribution: "who says them", speaker: "speaker", complete: "nothing is missing" };
  const by = (id) => document.getElementById(id);

  function entry(mark) {
    const undo = report.make("button", { type: "button" }, "Remove");
    undo.addEventListener("click", () => {
      marks.set(mark, null);
      show();
    });
    return report.make("tr", {},
      report.make("td", {}, WHAT[mark.what]),
      report.make("td", { dir: "auto" }, mark.words),
      report.make("td", { class: mark.right ? "right" : "wrong" }, mark.right ? "right" : "wrong", " ", undo),
      report.make("td", {}, report.make("a", { href: report.address("read.html", { a: mark.article, q: mark.key }) }, mark.article)));
  }

  function show() {
    const all = marks.all();
    by("marks").querySelector("tbody").replaceChildren(...all.map(entry));
    by("marks").hidden = !all.length;
    for (const id of ["save", "clear"]) by(id).disabled = !all.length;
    by("count").textContent = all.length ? `${report.plural(all.length, "mark", "marks")} in this browser` : "No marks yet.";
  }

  by("save").addEventListener("click", marks.save);
  by("clear").addEventListener("click", () => {
    if (!window.confirm("Remove all marks from this browser?")) return;
    marks.clear();
    show();
  });
  show();
})();
