
"use strict";
(() => {
  const page = document.documentElement;
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find("reasons").textContent);
  const WIDTH = 5; // the numbers that tell of one difference
  // On a page of many texts a mark is a place where they part: several kinds and reasons, and no
  // difference's own number.
  const isMany = Boolean(data.many);
  const anchor = isMany ? "r" : "d";
  const [card, steps, position, keys] = ["card", "steps", "position", "keys"].map(find);
  const texts = find("texts");
  const search = document.querySelector("input[type=search]");
  const count = data.all.length / WIDTH;
  const severityOf = (i) => data.severities[data.all[WIDTH * i + 1]];
  let shown = [];
  let here = -1; // the difference stepped to, by its place in the data
  let pinned = false; // whether the card belongs to `here`, and stays when the mouse goes
  let timer = 0;

  const isTicked = (name) => find("f-" + name)?.checked ?? true;

  /** Which differences the boxes leave, in the order of the text. */
  function filter() {
    const severities = data.severities.map(([name]) => isTicked(name));
    const kinds = data.kinds.map(([, , boxes], k) => (boxes ?? ["k" + k]).some(isTicked));
    shown = [];
    for (let i = 0; i < count; i++) {
      if (severities[data.all[WIDTH * i + 1]] && kinds[data.all[WIDTH * i]]) shown.push(i);
    }
    tell();
  }

  function tell() {
    const at = shown.indexOf(here);
    position.textContent = at < 0
      ? `${shown.length.toLocaleString("en")} ${isMany ? "places" : "shown"}`
      : `${(at + 1).toLocaleString("en")} of ${shown.length.toLocaleString("en")}`;
  }

  function add(parent, tag, text, style) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (style) element.className = style;
    return parent.appendChild(element);
  }

  /** Readings stand between backticks; they are shown as quotations. */
  function addReason(parent, reason) {
    const parts = reason.split("`");
    const isPaired = parts.length % 2 && parts.every((part, i) => i % 2 === 0 || part);
    if (!isPaired) return parent.append(reason);
    parts.forEach((part, i) => {
      if (i % 2) add(parent, "q", part).dir = "auto"; else parent.append(part);
    });
  }

  function showCard(i, mark) {
    const [kind, , quoted, reason, cause] = data.all.slice(WIDTH * i, WIDTH * (i + 1));
    const [letter, says] = severityOf(i);
    card.replaceChildren();
    add(card, "b", data.kinds[kind][1]);
    const tags = add(card, "p", undefined, "tag");
    add(tags, "span", says, letter);
    tags.append(quoted ? " · inside a quotation" : "", isMany ? "" : ` · d${i + 1}`, ` · ${data.kinds[kind][0]}`);
    const told = isMany ? data.told[reason] : [-1, reason];
    for (let at = 0; at < told.length; at += 2) {
      const line = add(card, "p");
      for (const siglum of data.sigla?.[told[at]] ?? []) add(line, "b", siglum, "sg").after(" ");
      addReason(line, data.reasons[told[at + 1]]);
    }
    if (cause >= 0) add(card, "p", `One of many: ${data.causes[cause]}.`, "tag");
    card.hidden = false;
    const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const room = page.clientWidth - card.offsetWidth - 16;
    const below = box.bottom + 8 + card.offsetHeight < page.clientHeight - 60;
    card.style.left = Math.max(16, Math.min(box.left, room)) + scrollX + "px";
    card.style.top = scrollY + (below ? box.bottom + 8 : Math.max(8, box.top - card.offsetHeight - 8)) + "px";
  }

  function hideCard() {
    card.hidden = true;
    pinned = false;
  }

  /** The place of the difference a mark belongs to; only its first part bears the anchor. */
  const placeOf = (mark) => Number(mark.dataset.d ?? mark.id.slice(1)) - 1;

  /** The mark around an element; on a page of many texts the boxes leave unmarked places clickable. */
  function markOf(target) {
    const mark = target.closest?.(isMany ? ".flow .v" : "#texts td :is(.m, .s, .n)");
    return mark && (!isMany || shown.includes(placeOf(mark))) ? mark : null;
  }

  function go(i, moves = true) {
    const mark = find(anchor + (i + 1));
    if (!mark) return;
    texts.querySelectorAll(".here").forEach((old) => old.classList.remove("here"));
    document.querySelectorAll("#bar .here").forEach((old) => old.classList.remove("here"));
    here = i;
    mark.classList.add("here");
    find("e" + (i + 1))?.classList.add("here");
    const ticks = document.querySelectorAll(`#bar a[href="#${anchor}${i + 1}"]`);
    ticks.forEach((tick) => tick.classList.add("here"));
    try { history.replaceState(null, "", "#" + anchor + (i + 1)); } catch { /* not allowed here: no matter */ }
    if (!mark.hasAttribute("href")) mark.tabIndex = -1;
    if (moves) mark.scrollIntoView({ block: "center" });
    mark.setAttribute("aria-describedby", "card");
    mark.focus({ preventScroll: true });
    showCard(i, mark);
    pinned = true;
    tell();
  }

  /** The next difference shown, from where the reader is: the mark last gone to, or what is in view. */
  function step(by) {
    if (!shown.length) return;
    let from = here;
    if (from < 0 && by > 0) {
      // The first one not above the window's top, found by halves: marks lie in order.
      let [low, high] = [0, shown.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (find(anchor + (shown[middle] + 1)).getBoundingClientRect().bottom < 0) low = middle + 1; else high = middle;
      }
      return go(shown[low % shown.length]);
    }
    let at = shown.findIndex((i) => (by > 0 ? i > from : i >= from));
    if (at < 0) at = by > 0 ? 0 : shown.length;
    else if (from < 0) at = shown.length;
    if (by < 0) at = (at + shown.length - 1) % shown.length;
    go(shown[at]);
  }

  function followAddress() {
    const match = (isMany ? /^#r(\d+)$/ : /^#[de](\d+)$/).exec(location.hash);
    if (!match || match[1] < 1 || match[1] > count) return;
    const i = match[1] - 1;
    const kind = data.all[WIDTH * i];
    for (const name of [severityOf(i)[0], ...(data.kinds[kind]?.[2] ?? ["k" + kind])]) {
      const box = find("f-" + name);
      if (box) box.checked = true;
    }
    filter();
    go(i);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (keys.open) return;
    // Where the page stands in a site, its search is written in, and `/` leads there.
    if (event.target.matches?.("input[type=search], textarea, select")) return;
    if (event.key === "Escape") return hideCard();
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else if (event.key === "?") keys.showModal();
    else if (event.key === "/" && search) search.focus();
    else return;
    event.preventDefault();
  });
  find("next").addEventListener("click", () => step(1));
  find("previous").addEventListener("click", () => step(-1));
  find("help").addEventListener("click", () => keys.showModal());
  find("filters").addEventListener("change", () => {
    filter();
    // Another text, or other marks: what the card stood beside may have gone.
    hideCard();
  });

  let hereAtPress = -1;
  texts.addEventListener("pointerdown", () => { hereAtPress = here; }, true);
  texts.addEventListener("click", (event) => {
    const mark = markOf(event.target);
    if (!mark) return;
    // A click on the mark one is at, or Enter, follows the link to the list. Pressing the mouse moves
    // the focus first, so where one was counts.
    const at = event.detail === 0 ? here : hereAtPress;
    if (placeOf(mark) === at && mark.hasAttribute("href")) return;
    event.preventDefault();
    go(placeOf(mark), false);
  });
  texts.addEventListener("focusin", (event) => {
    const mark = markOf(event.target);
    if (!mark || placeOf(mark) === here) return;
    here = placeOf(mark);
    mark.setAttribute("aria-describedby", "card");
    showCard(here, mark);
    pinned = true;
    tell();
  });
  texts.addEventListener("pointerover", (event) => {
    const mark = markOf(event.target);
    clearTimeout(timer);
    if (!mark) return leave();
    timer = setTimeout(() => {
      showCard(placeOf(mark), mark);
      pinned = placeOf(mark) === here;
    }, 120);
  });
  function leave() {
    clearTimeout(timer);
    if (!pinned) timer = setTimeout(hideCard, 250);
  }
  texts.addEventListener("pointerleave", leave);
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", leave);

  // A tick is thin: a click anywhere on the bar goes to the nearest one shown.
  find("bar").addEventListener("click", (event) => {
    event.preventDefault();
    let [best, least] = [null, Infinity];
    const bar = event.target.closest(".lane") ?? find("bar");
    for (const tick of bar.querySelectorAll("a")) {
      const box = tick.firstChild.getBoundingClientRect();
      const distance = Math.abs((box.left + box.right) / 2 - event.clientX);
      if (getComputedStyle(tick.firstChild).display !== "none" && distance <= least) [best, least] = [tick, distance];
    }
    if (best) go(Number(best.getAttribute("href").slice(2)) - 1);
  });
  addEventListener("hashchange", followAddress);
  addEventListener("resize", hideCard);

  page.classList.add("js");
  steps.hidden = false;
  filter();
  followAddress();
})();
