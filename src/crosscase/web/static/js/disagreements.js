/* Settles disagreements: which codings stand, which changed, by whom and why. */

import { Refused, ask } from "./api.js";
import { announce } from "./base.js";
import { drawRequest } from "./read/outbox.js";
import { t } from "./words.js";

const item = document.querySelector(".item");
const form = document.getElementById("settle");
const why = document.getElementById("why");
const wrong = document.getElementById("settle-wrong");
const said = "crosscase-settled";

/* What was sent last: sent again after no answer came, it has the same number and is recorded once. */
let sent = { words: "", request: "" };

/* Choosing */

const codings = [...document.querySelectorAll(".said[data-coding]")];

function wayOf(coding) {
  return coding.querySelector("input[type=radio]:checked")?.value ?? "";
}

function choose(coding, way) {
  const radio = coding.querySelector(`input[value="${way}"]`);
  if (!radio) return;
  radio.checked = true;
  mark(coding);
}

/** Show what is chosen, and what a coding can be changed to. */
function mark(coding) {
  const way = wayOf(coding);
  coding.dataset.way = way;
  const place = coding.querySelector(".changing");
  place.hidden = way !== "changed";
  if (way === "changed" && !place.firstChild) place.append(...changesOf(coding));
}

function field(name, control, coding) {
  const place = document.createElement("div");
  const named = document.createElement("label");
  place.className = "field";
  control.id = `${name}-${coding.dataset.coding}`;
  control.dataset.field = name;
  named.htmlFor = control.id;
  named.textContent = t(`views.settle.${name}`);
  place.append(named, control);
  return place;
}

function select(pairs, chosen) {
  const control = document.createElement("select");
  for (const [id, name] of pairs) control.add(new Option(name, id, id === chosen, id === chosen));
  return control;
}

function input(value) {
  const control = document.createElement("input");
  control.type = "text";
  control.value = value;
  return control;
}

function valueControl(code, chosen) {
  const { values } = claims();
  const own = values[code] ?? [];
  if (!own.length) return input(chosen);
  const pairs = own.some(([id]) => id === chosen) ? own : [...own, [chosen, chosen]];
  return select(pairs, chosen);
}

let kept = null;
function claims() {
  kept ??= JSON.parse(document.getElementById("claims").textContent);
  return kept;
}

function changesOf(coding) {
  const { code, unit, value, memo } = coding.dataset;
  const codes = select(claims().codes, code);
  const values = field("value", valueControl(code, value), coding);
  codes.addEventListener("change", () => {
    values.replaceChildren(...field("value", valueControl(codes.value, codes.value === code ? value : ""), coding).children);
  });
  return [
    values,
    field("code", codes, coding),
    field("unit", select(claims().units, unit), coding),
    field("memo", input(memo), coding),
  ];
}

/* Deciding */

function decision() {
  const stands = [];
  const change = [];
  for (const coding of codings) {
    const way = wayOf(coding);
    if (!way) return { lack: "choose-each", at: coding.querySelector("input") };
    if (way === "stands") stands.push(coding.dataset.coding);
    if (way !== "changed") continue;
    const changed = { coding: coding.dataset.coding };
    for (const control of coding.querySelectorAll("[data-field]")) {
      if (control.value !== coding.dataset[control.dataset.field]) changed[control.dataset.field] = control.value;
    }
    if (Object.keys(changed).length > 1) change.push(changed);
    else stands.push(coding.dataset.coding);
  }
  const by = [...form.querySelectorAll("[name=by]:checked")].map((one) => one.value);
  if (!why.value.trim()) return { lack: "say-why", at: why };
  if (!by.length) return { lack: "say-who", at: form.querySelector("[name=by]") };
  return { body: { stands, change, by, why: why.value.trim() } };
}

function leave(to, message, decided = "") {
  sessionStorage.setItem(said, JSON.stringify({ message, decided, back: location.href }));
  location.assign(to);
}

function tell(error) {
  wrong.textContent = error instanceof Refused
    ? error.problems.map((one) => `${one.found} — ${one.advice}`).join("\n") || error.message
    : t("views.unreachable");
}

async function settle(event) {
  event.preventDefault();
  wrong.textContent = "";
  const { body, lack, at } = decision();
  if (lack) {
    wrong.textContent = t(`views.settle.${lack}`);
    at.focus();
    return;
  }
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const path = `/api/disagreements/${encodeURIComponent(item.dataset.item)}/decide`;
    const words = JSON.stringify(body);
    if (sent.words !== words) sent = { words, request: drawRequest() };
    const { decision: decided } = await ask("POST", path, { ...body, request: sent.request });
    const rest = new URL(location.href);
    rest.searchParams.delete("item");
    leave(item.dataset.next || rest.href, t("views.settle.settled"), decided);
  } catch (error) {
    tell(error);
    button.disabled = false;
  }
}

async function reopen(decided, back = location.href) {
  await ask("DELETE", `/api/decisions/${encodeURIComponent(decided)}`);
  leave(back, t("views.settle.reopened"));
}

/* Coming from the one before */

function greet() {
  const left = sessionStorage.getItem(said);
  if (!left) return;
  sessionStorage.removeItem(said);
  const { message, decided, back } = JSON.parse(left);
  announce(message);
  const notice = document.createElement("p");
  notice.className = "notice good";
  notice.append(Object.assign(document.createElement("span"), { textContent: message }));
  if (decided) {
    const undo = document.createElement("button");
    undo.type = "button";
    undo.textContent = t("views.settle.undo");
    undo.addEventListener("click", () => reopen(decided, back).catch(tell));
    notice.append(undo);
  }
  document.getElementById("view").prepend(notice);
  document.getElementById("item-title")?.focus({ preventScroll: true });
}

/* The keyboard */

function press(event) {
  if (!form) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && why) return form.requestSubmit();
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.matches("textarea, select, input[type=text], input[type=search]") || event.target.closest("dialog")) return;
  const chosen = { 0: "[data-none]", a: "[data-all]" }[event.key] ?? (/^[1-9]$/.test(event.key) ? `[data-only="${event.key}"]` : "");
  const button = chosen && form.querySelector(chosen);
  if (button) button.click();
  else if (event.key === "w" && why) why.focus();
  else if (event.key === "n") document.getElementById("skip-item")?.click();
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", press);
if (form && why) {
  form.addEventListener("submit", settle);
  form.addEventListener("change", (event) => {
    const coding = event.target.closest(".said");
    if (coding && event.target.type === "radio") mark(coding);
  });
  form.addEventListener("click", (event) => {
    const only = event.target.closest("[data-only]");
    if (only) {
      for (const coding of codings) choose(coding, only.closest(".side").contains(coding) ? "stands" : "dropped");
    } else if (event.target.closest("[data-all]")) {
      codings.forEach((coding) => choose(coding, "stands"));
    } else if (event.target.closest("[data-none]")) {
      codings.forEach((coding) => choose(coding, "dropped"));
    } else {
      return;
    }
    const stand = codings.filter((coding) => wayOf(coding) === "stands").length;
    announce(t("views.settle.chosen", { stand, dropped: codings.length - stand }));
  });
}
const undo = document.getElementById("reopen");
undo?.addEventListener("click", () => reopen(undo.dataset.decision).catch((error) => announce(error.message, { urgent: true })));
const line = document.querySelector(".item-list [aria-current]");
if (line) line.closest("nav").scrollTop = line.offsetTop - 80;
greet();
