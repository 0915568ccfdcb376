/** The part of the palette that says of whom, with what value, when, and why. */

import { label, t } from "../words.js";
import { drawKeys, NOT_APPLICABLE, presetUnits, towardsOf, unitsFor } from "./claims.js";
import { byId, make } from "./html.js";

/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./claims.js").Draft} Draft */

export class ClaimForm {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./naming.js").Naming} naming
   */
  constructor(store, naming) {
    this.store = store;
    this.naming = naming;
    this.root = byId("claim");
    /** @type {HTMLInputElement} */
    this.date = byId("claim-date");
    /** @type {HTMLTextAreaElement} */
    this.memo = byId("claim-memo");
    /** @type {HTMLSelectElement} */
    this.actor = byId("claim-actor");
    /** @type {HTMLInputElement} */
    this.decision = byId("claim-decision");
    /** @type {HTMLDetailsElement} */
    this.details = byId("claim-details");
    /** @type {Code | null} */
    this.code = null;
    /** @type {Set<string>} What was changed by hand since the palette was opened. */
    this.touched = new Set();
    /** @type {Set<string>} What is chosen that nobody chose yet: `units`, `periods`. */
    this.presets = new Set();
    this.root.addEventListener("input", (event) => this.touch(event));
    this.root.addEventListener("change", (event) => this.touch(event));
    this.memo.addEventListener("input", () => this.grow());
  }

  /**
   * Show the form for a code.
   * @param {Code} code
   * @param {Draft} draft What to start from.
   * @param {string} words Those to be coded.
   * @param {{units: readonly string[], periods: string[]}} last Of the coding before.
   */
  fill(code, draft, words, last) {
    const { store } = this;
    this.code = code;
    const units = unitsFor(code, store.ownUnits);
    const ids = units.map((unit) => unit.id);
    const kept = draft.units.filter((id) => ids.includes(id));
    const preset = kept.length
      ? { units: kept, why: "" }
      : presetUnits({ units, words, last: last.units, party: store.document.party });
    this.fillUnits(units, preset.units);
    this.setPreset("units", preset.why);
    this.fillValue(draft.value);
    this.toward = { ...draft.toward };
    this.fillTowards();
    const again = !draft.periods.length && last.periods.length > 0;
    this.fillPeriods(again ? last.periods : draft.periods);
    this.setPreset("periods", again ? "before" : "");
    this.fillActor(draft.actor);
    this.date.value = draft.date;
    this.memo.value = draft.memo;
    this.decision.value = draft.decision;
    this.details.open = Boolean(draft.actor || draft.decision);
    this.root.hidden = false;
    this.showFields();
    this.grow();
  }

  hide() {
    this.root.hidden = true;
    this.code = null;
  }

  /**
   * Say why something is chosen already, or that it no longer is by itself.
   * @param {"units" | "periods"} name
   * @param {string} why
   */
  setPreset(name, why) {
    const legend = byId(`claim-${name}`).querySelector("legend");
    legend?.querySelector(".preset")?.remove();
    if (why) {
      this.presets.add(name);
      legend?.append(make("span.preset", {}, ` (${t(`read.preset.${why}`)})`));
    } else {
      this.presets.delete(name);
    }
  }

  /** @param {string} field */
  options(field) {
    return /** @type {HTMLElement} */ (byId(`claim-${field}`).querySelector(".options"));
  }

  /**
   * @param {import("./types.js").Unit[]} units
   * @param {string[]} chosen
   */
  fillUnits(units, chosen) {
    const names = units.map((unit) => this.naming.unit(unit.id));
    const keys = drawKeys(names);
    this.options("units").replaceChildren(
      ...units.map((unit, i) =>
        choice("checkbox", "unit", unit.id, names[i], keys[i], chosen.includes(unit.id)),
      ),
    );
  }

  /** @param {string} chosen */
  fillValue(chosen) {
    const scale = this.store.study.scales[this.code?.scale ?? ""];
    const options = this.options("value");
    const none = choice(
      "radio",
      "value",
      NOT_APPLICABLE,
      t("read.value.not-applicable"),
      "0",
      chosen === NOT_APPLICABLE,
    );
    if (scale?.kind === "number") {
      const number = /** @type {HTMLInputElement} */ (
        make("input", { id: "claim-number", type: "text", inputmode: "decimal", name: "number" })
      );
      number.value = chosen === NOT_APPLICABLE ? "" : chosen;
      number.setAttribute("aria-label", t("read.field.value"));
      options.replaceChildren(number, none);
      return;
    }
    const values = scale?.values ?? [];
    options.replaceChildren(
      ...values.map((/** @type {any} */ value, /** @type {number} */ i) =>
        choice(
          "radio",
          "value",
          value.id,
          label(value.label),
          i < 9 ? String(i + 1) : "",
          chosen === value.id,
        ),
      ),
      none,
    );
  }

  fillTowards() {
    const { store, code } = this;
    const rows = code?.directed
      ? this.unitIds.flatMap((id) => {
          const unit = store.units.get(id);
          return unit ? [this.makeToward(unit)] : [];
        })
      : [];
    byId("claim-toward").querySelector(".towards")?.replaceChildren(...rows);
    byId("claim-toward").hidden = !rows.length;
  }

  /** @param {import("./types.js").Unit} unit */
  makeToward(unit) {
    const others = towardsOf(unit, this.store.units);
    const options = others.map((id) => make("option", { value: id }, this.naming.unit(id)));
    const select = /** @type {HTMLSelectElement} */ (
      make("select", { "data-unit": unit.id }, make("option", { value: "" }, "–"), ...options)
    );
    // With one other party there is nothing to choose.
    select.value = this.toward?.[unit.id] || (others.length === 1 ? others[0] : "");
    return make("label.toward", {}, t("read.palette.toward", { unit: this.naming.unit(unit.id) }), select);
  }

  /** @param {string[]} chosen */
  fillPeriods(chosen) {
    const cases = new Set(this.store.ownUnits.map((unit) => this.store.caseOf(unit.id)));
    const periods = this.store.study.periods.filter((/** @type {any} */ one) =>
      Object.keys(one.dates).some((id) => cases.has(id)),
    );
    this.options("periods").replaceChildren(
      ...periods.map((/** @type {any} */ one) =>
        choice("checkbox", "period", one.id, label(one.label), "", chosen.includes(one.id)),
      ),
    );
    byId("claim-periods").hidden = !periods.length;
  }

  /** @param {string} chosen */
  fillActor(chosen) {
    const own = this.code?.actors.length ? this.code.actors : this.store.study.actors;
    const ids = own.map((/** @type {any} */ one) => one.id ?? one);
    this.actor.replaceChildren(
      make("option", { value: "" }, "–"),
      ...ids.map((/** @type {string} */ id) => make("option", { value: id }, this.naming.actor(id))),
    );
    this.actor.value = ids.includes(chosen) ? chosen : "";
  }

  /** Show the date where one is called for, and what the value means. */
  showFields() {
    const scale = this.store.study.scales[this.code?.scale ?? ""];
    const { value } = this;
    const about = scale?.values.find((/** @type {any} */ one) => one.id === value);
    byId("value-about").textContent = about ? label(about.description) : "";
    const place = byId("claim-date-field");
    const grid = /** @type {HTMLElement} */ (this.details.querySelector(".details-grid"));
    if (scale?.kind === "events" || this.date.value) this.root.insertBefore(place, byId("claim-toward"));
    else grid.prepend(place);
  }

  /** @param {Event} event */
  touch(event) {
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (target.dataset.unit) {
      this.toward = { ...this.toward, [target.dataset.unit]: target.value };
      this.touched.add("toward");
      return;
    }
    if (target.name === "unit") {
      this.setPreset("units", "");
      this.fillTowards();
    }
    if (target.name === "period") this.setPreset("periods", "");
    if (target.name === "number" && target.value) this.clearValue();
    const name = target.name === "number" ? "value" : target.name || target.id.replace("claim-", "");
    this.touched.add(name);
    if (event.type === "change" && name === "value") this.showFields();
  }

  clearValue() {
    for (const one of this.inputs("value")) one.checked = false;
  }

  /** @param {string} name */
  inputs(name) {
    return /** @type {NodeListOf<HTMLInputElement>} */ (
      this.root.querySelectorAll(`input[name="${name}"]`)
    );
  }

  /** The units that are ticked. */
  get unitIds() {
    return Array.from(this.inputs("unit"))
      .filter((one) => one.checked)
      .map((one) => one.value);
  }

  get value() {
    const chosen = Array.from(this.inputs("value")).find((one) => one.checked);
    if (chosen) return chosen.value;
    const number = /** @type {HTMLInputElement | null} */ (document.getElementById("claim-number"));
    return number && this.root.contains(number) ? number.value.trim().replace(",", ".") : "";
  }

  /** @returns {Draft} */
  read() {
    /** @type {Record<string, string>} */
    const toward = {};
    for (const select of this.root.querySelectorAll("select")) {
      if (select.dataset.unit) toward[select.dataset.unit] = select.value;
    }
    return {
      code: this.code?.id ?? "",
      units: this.unitIds,
      value: this.value,
      periods: Array.from(this.inputs("period"))
        .filter((one) => one.checked)
        .map((one) => one.value),
      date: this.date.value.trim(),
      actor: this.actor.value,
      toward,
      decision: this.decision.value,
      memo: this.memo.value,
    };
  }

  /**
   * Choose by a key: a number for a value, a letter for a unit. The first one takes the place of
   * units that were chosen already; those after it choose more, or fewer.
   * @param {string} key
   * @returns {boolean} Whether it meant anything.
   */
  press(key) {
    const option = this.root.querySelector(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
    const input = option?.querySelector("input");
    if (!input) return false;
    if (input.name === "unit" && this.presets.has("units")) {
      // What nobody chose gives way to what somebody does.
      for (const one of this.inputs("unit")) one.checked = false;
    }
    input.click();
    input.focus();
    return true;
  }

  /** Put the focus where something is still to be said. */
  focus() {
    const first = this.unitIds.length
      ? this.root.querySelector("#claim-value input")
      : this.root.querySelector("#claim-units input");
    const chosen = Array.from(this.inputs("value")).find((one) => one.checked);
    const target = this.unitIds.length && chosen ? chosen : first;
    /** @type {HTMLElement | null} */ (target)?.focus();
  }

  /** Let the memo be as high as what is written in it. */
  grow() {
    this.memo.style.height = "auto";
    this.memo.style.height = `${Math.min(this.memo.scrollHeight + 2, 240)}px`;
  }
}

/**
 * Make something to tick or to choose, with the key that does it.
 * @param {"checkbox" | "radio"} type
 * @param {string} name
 * @param {string} value
 * @param {string} words
 * @param {string} key
 * @param {boolean} checked
 */
function choice(type, name, value, words, key, checked) {
  const input = /** @type {HTMLInputElement} */ (make("input", { type, name, value }));
  input.checked = checked;
  return make(
    "label.choice.key-choice",
    { "data-key": key || null },
    input,
    key ? make("kbd", { "aria-hidden": "true" }, key) : null,
    make("span", {}, words),
  );
}
