"use strict";
// The list of speakers and organizations, narrowed down by name.

(() => {
  const PAGE = 100;
  const sources = report.get("sources", 0).map(([key, name, stories, quotes]) => ({ key, name, stories, quotes, plain: words.plain(name) }));
  const by = (id) => document.getElementById(id);
  let shown = PAGE;

  function entry({ key, name, stories, quotes }) {
    const counts = stories ? `${report.plural(quotes, "quote", "quotes")} in ${report.plural(stories, "story", "stories")}` : "speaks, not quoted";
    return report.make("li", {},
      report.make("a", { href: report.address("source.html", { s: key }) }, report.make("bdi", {}, name)),
      report.make("span", { class: "count" }, key.startsWith("organization:") ? `organization, ${counts}` : counts));
  }

  function show() {
    const typed = words.plain(by("name").value.trim());
    const found = sources.filter(({ plain }) => plain.includes(typed));
    by("names").replaceChildren(...found.slice(0, shown).map(entry));
    by("count").textContent = report.plural(found.length, "name", "names");
    by("more").hidden = found.length <= shown;
  }

  by("name").addEventListener("input", () => {
    shown = PAGE;
    show();
  });
  by("more").addEventListener("click", () => {
    shown += PAGE;
    show();
  });
  by("name-form").addEventListener("submit", (event) => event.preventDefault());
  show();
})();
