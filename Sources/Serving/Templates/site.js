"use strict";
// All of it is convenience: every page works without this file.
(() => {
  const search = document.querySelector("nav.site input");
  const isTyping = (at) => at && (at.matches("input, textarea, select") || at.isContentEditable);
  const marks = () => [...document.querySelectorAll("#changes > ol > li, .list tbody tr, .hits > li, .reports > li")];
  let place = -1;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(document.activeElement)) return;
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j" || event.key === "k") {
      const all = marks();
      if (!all.length) return;
      place = Math.min(Math.max(place + (event.key === "j" ? 1 : -1), 0), all.length - 1);
      const link = all[place].querySelector("a[href]");
      all[place].scrollIntoView({ block: "nearest" });
      if (link) link.focus();
    }
  });

  // Two texts: a file dropped on a box is read into it, here in the browser.
  const note = document.querySelector(".dropnote");
  if (note) note.hidden = false;
  for (const box of document.querySelectorAll("form.compare textarea")) {
    box.addEventListener("dragover", (event) => {
      event.preventDefault();
      box.classList.add("over");
    });
    box.addEventListener("dragleave", () => box.classList.remove("over"));
    box.addEventListener("drop", async (event) => {
      box.classList.remove("over");
      const file = event.dataTransfer.files[0];
      if (!file) return;
      event.preventDefault();
      box.value = await file.text();
    });
  }
})();
