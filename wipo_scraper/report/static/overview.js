"use strict";
// The search field of the overview leads to the finder.

document.querySelector(".ask").addEventListener("submit", (event) => {
  event.preventDefault();
  location.href = report.address("find.html", { q: document.getElementById("ask").value });
});
