/* The pages of results: evidence opens beside them, and they say when newer codings are there. */

import { ask } from "./api.js";
import { t } from "./words.js";

const view = document.getElementById("view");
const panel = document.getElementById("panel");
const panelBody = document.getElementById("panel-body");
const panelTitle = document.getElementById("panel-title");
const panelBack = document.getElementById("panel-back");
const newer = document.getElementById("newer");
const wide = matchMedia("(min-width: 64rem)");
const PANEL = /^#(verdict|robustness)\./;
const LOOKED_AT_EVERY = 5000;
const WAITS = 2000;

let opener = null;
let fetching = null;

/* Evidence */

/** Return the ids of the evidence that a link leads to; none for any other link. */
function evidenceOf(link) {
  if (link.dataset.codings) return link.dataset.codings.split(" ").map((id) => `coding.${id}`);
  const url = new URL(link.getAttribute("href"), location.href);
  if (url.origin !== location.origin || "page" in link.dataset) return [];
  const [, first, second] = url.pathname.split("/").map(decodeURIComponent);
  if (first === "scores" && second) return [second];
  if (first === "codings" && second) return [`coding.${second}`];
  if (first === "evidence") return url.searchParams.getAll("id");
  return PANEL.test(url.hash) ? [decodeURIComponent(url.hash.slice(1))] : [];
}

function openNow() {
  return (new URLSearchParams(location.search).get("open") ?? "").split(" ").filter(Boolean);
}

/** Return the address of the page with this evidence open, or with none. */
function addressWith(ids) {
  const url = new URL(location.href);
  if (ids.length) url.searchParams.set("open", ids.join(" "));
  else url.searchParams.delete("open");
  return url;
}

function place() {
  if (panel.open && panel.matches(":modal") === wide.matches) panel.close();
  if (!panel.open) wide.matches ? panel.show() : panel.showModal();
}

function hide() {
  fetching?.abort();
  if (panel.open) panel.close();
  panelBody.replaceChildren();
}

/** Fetch evidence and show it; false when something else was asked for meanwhile. */
async function fill(ids) {
  fetching?.abort();
  const mine = new AbortController();
  fetching = mine;
  const query = new URLSearchParams(view.dataset.query);
  ids.forEach((id) => query.append("id", id));
  query.set("fragment", "1");
  panelBody.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(`/evidence?${query}`, { signal: mine.signal });
    if (!response.ok) throw new Error(response.statusText);
    const said = await response.text();
    if (mine.signal.aborted) return false;
    panelBody.innerHTML = said;
  } catch (error) {
    if (mine.signal.aborted) return false;
    const said = document.createElement("p");
    said.className = "notice danger";
    said.textContent = t("views.unreachable");
    panelBody.replaceChildren(said);
  }
  panelBody.removeAttribute("aria-busy");
  panel.scrollTop = 0;
  dress();
  return true;
}

/** Unfold the evidence, and look again at what is still being made. */
function dress() {
  finish(panelBody);
  panelBody.querySelectorAll(".piece > .card > details").forEach((one) => { one.open = true; });
  if (!panelBody.querySelector("[data-waiting]")) return;
  const ids = openNow();
  setTimeout(() => { if (openNow().join() === ids.join()) fill(ids); }, WAITS);
}

/** Show what the address says is open. */
async function follow({ focus = true } = {}) {
  const ids = openNow();
  panelBack.hidden = !(history.state?.depth > 1);
  if (!ids.length) {
    hide();
    if (focus) opener?.focus({ preventScroll: true });
    return;
  }
  if (!(await fill(ids))) return;
  place();
  if (focus) panelTitle.focus({ preventScroll: true });
}

function show(ids, from) {
  const depth = openNow().length ? (history.state?.depth ?? 1) + 1 : 1;
  if (!panel.contains(from)) opener = from;
  history.pushState({ depth }, "", addressWith(ids));
  follow();
}

function shut() {
  history.pushState({ depth: 0 }, "", addressWith([]));
  follow();
}

function isPlain(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

function refsOf(cell) {
  const codings = (cell.dataset.codings ?? "").split(" ").filter(Boolean);
  return codings.length ? codings.map((id) => `coding.${id}`) : cell.dataset.ref.split(" ").filter(Boolean);
}

document.addEventListener("click", (event) => {
  if (!isPlain(event) || !(event.target instanceof Element)) return;
  const link = event.target.closest("a[href]");
  const within = event.target.closest("#view, #panel-body");
  if (!within) return;
  const cell = event.target.closest("td[data-ref]");
  const ids = cell && link ? refsOfLink(cell, link) : link ? evidenceOf(link) : cell ? refsOf(cell) : [];
  if (!ids.length) return;
  event.preventDefault();
  show(ids, link ?? cell);
});

/** A cell that counts codings opens these; a name in it only its own scores. */
function refsOfLink(cell, link) {
  return cell.dataset.codings ? refsOf(cell) : evidenceOf(link);
}

document.getElementById("panel-close").addEventListener("click", (event) => {
  if (!isPlain(event)) return;
  event.preventDefault();
  shut();
});
panelBack.addEventListener("click", (event) => {
  if (!isPlain(event)) return;
  event.preventDefault();
  history.back();
});
panel.addEventListener("cancel", (event) => {
  event.preventDefault();
  shut();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.open && !panel.matches(":modal") && !event.defaultPrevented) shut();
});
addEventListener("popstate", () => follow());
wide.addEventListener("change", () => { if (panel.open) place(); });

/* What the report leaves to a page: regions that scroll, what a link opens, printing. */

/** Let the keyboard reach what scrolls, by the name of its table. */
export function finish(root) {
  for (const region of root.querySelectorAll(".scroll")) {
    if (region.scrollWidth <= region.clientWidth || region.tabIndex === 0) continue;
    const named = region.querySelector("caption, title");
    region.tabIndex = 0;
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", named?.textContent.trim() || document.title);
  }
}

/** Show what the address points at, unfolded. */
export function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let one = target.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  target.querySelectorAll(":scope > details").forEach((one) => { one.open = true; });
  target.scrollIntoView();
}

addEventListener("hashchange", openTarget);
addEventListener("beforeprint", () => {
  view.querySelectorAll("details").forEach((one) => { one.open = true; });
});
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}
new ResizeObserver(([head]) => {
  document.body.style.setProperty("--head", `${head.borderBoxSize[0].blockSize}px`);
}).observe(document.querySelector("header.top"));
finish(document);
openTarget();
if (openNow().length) {
  history.replaceState({ depth: 1 }, "");
  place();
  dress();
}

/* Newer codings */

document.getElementById("refresh").addEventListener("click", () => location.reload());

async function look() {
  if (document.hidden || !newer.hidden) return;
  try {
    const { changed } = await ask("GET", `/api/changes?since=${encodeURIComponent(newer.dataset.version)}`);
    if (changed) newer.hidden = false;
  } catch {
    // The workbench was stopped: nothing is lost here, and the next look may find it again.
  }
}

/** Say of which version the page now is. */
export function isOf(version) {
  newer.dataset.version = version;
  newer.hidden = true;
}

setInterval(look, LOOKED_AT_EVERY);
document.addEventListener("visibilitychange", look);
