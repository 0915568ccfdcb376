// Opens what a link or a cell points at in a panel; without it the same links jump within the page.
(function () {
  "use strict";
  const dialog = document.getElementById("panel");
  if (!dialog || typeof dialog.showModal !== "function") return;
  const body = dialog.querySelector(".body");
  const back = dialog.querySelector("[data-back]");
  const trail = [];

  function copyOf(id) {
    const found = document.getElementById(id);
    if (!found) return null;
    const copy = found.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    copy.querySelectorAll(":scope > details").forEach((part) => { part.open = true; });
    return copy;
  }

  function draw() {
    const copies = trail[trail.length - 1].map(copyOf).filter(Boolean);
    body.replaceChildren(...copies);
    back.hidden = trail.length < 2;
    dialog.scrollTop = 0;
  }

  function show(ids) {
    const known = ids.filter((id) => document.getElementById(id));
    if (!known.length) return false;
    trail.push(known);
    draw();
    if (!dialog.open) dialog.showModal();
    return true;
  }

  function codingsOf(part) {
    return (part.dataset.codings || "").split(" ").filter(Boolean).map((id) => "coding." + id);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const id = decodeURIComponent(link.getAttribute("href").slice(1));
      const opens = codingsOf(link);
      if (opens.length ? show(opens) : /^(score|coding|verdict|robustness)\./.test(id) && show([id])) event.preventDefault();
      return;
    }
    const cell = event.target.closest("td[data-ref]");
    if (!cell || dialog.contains(cell)) return;
    const codings = codingsOf(cell);
    show(codings.length ? codings : cell.dataset.ref.split(" "));
  });
  document.querySelectorAll("td[data-ref]").forEach((cell) => {
    if (!cell.querySelector("a")) cell.tabIndex = 0;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("td[data-ref]")) event.target.click();
  });
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
  });
  back.addEventListener("click", () => { trail.pop(); draw(); });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { trail.length = 0; });
})();
