/** What can be done on the page, whichever way it is asked for. */

import { announce } from "../base.js";
import { t } from "../words.js";
import { changesOf, claimOf, claimsOf, draftOf, lacks } from "./claims.js";
import { emptyDraft } from "./palette.js";

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./notes.js").Note} Note */
/** @typedef {import("./claims.js").Draft} Draft */

export class Acts {
  /**
   * @param {object} parts
   * @param {import("./store.js").Store} parts.store
   * @param {import("./deeds.js").Deeds} parts.deeds
   * @param {import("./cursor.js").Cursor} parts.cursor
   * @param {import("./margin.js").Margin} parts.margin
   * @param {import("./naming.js").Naming} parts.naming
   * @param {import("./going.js").Going} parts.going
   * @param {import("./palette.js").Palette | null} parts.palette
   */
  constructor({ store, deeds, cursor, margin, naming, going, palette }) {
    this.store = store;
    this.deeds = deeds;
    this.cursor = cursor;
    this.margin = margin;
    this.naming = naming;
    this.going = going;
    this.palette = palette;
    /** @type {Draft | null} What was coded last, to code again. */
    this.last = null;
    /** What was done last, in words, until it is said to be saved. */
    this.told = "";
  }

  /** Code the words that are chosen. */
  code() {
    if (!this.palette) return this.refuse(t("read.state.reading"));
    const span = this.cursor.latest();
    if (!span) return this.refuse(t("read.nothing-chosen"));
    return this.palette.open({ kind: "add", span, ...this.adding(span) });
  }

  /**
   * How the palette adds codings.
   * @param {Span} span
   * @param {string} [suggestion] The one they come of.
   * @returns {Pick<import("./palette.js").Task, "check" | "save">}
   */
  adding(span, suggestion) {
    return {
      check: (draft, code) =>
        this.fresh(span, claimsOf(draft, code)).length ? "" : t("read.coded-already"),
      save: (draft, code) => this.add(span, draft, code, suggestion),
    };
  }

  /** Code the words that are chosen as those before. */
  again() {
    const { last } = this;
    const span = this.cursor.latest();
    const code = last && this.store.codes.get(last.code);
    if (!this.palette || !span || !last || !code) return this.refuse(t("read.nothing-to-repeat"));
    const draft = { ...last, memo: "" };
    if (!lacks(draft, code, this.store.study.scales[code.scale]).length) {
      return this.add(span, draft, code);
    }
    this.palette.open({ kind: "add", span, code: code.id, draft, ...this.adding(span) });
    // Say at once what is to be said of these words anew.
    return this.palette.save(false);
  }

  /**
   * @param {Span} span
   * @param {Draft} draft
   * @param {import("./types.js").Code} code
   * @param {string} [suggestion] The one it comes of.
   */
  add(span, draft, code, suggestion = "") {
    this.last = draft;
    const claims = this.fresh(span, claimsOf(draft, code));
    if (!claims.length) return this.refuse(t("read.coded-already"));
    const label = t("read.did.add", { what: this.naming.code(code.id) });
    this.tell(label);
    return this.deeds.add(span, claims, label, suggestion);
  }

  /**
   * Take up again what the server would not have, to change it.
   * @param {any} body Of what was sent.
   * @param {string} suggestion The one it comes of; empty for none.
   * @param {readonly Coding[]} instead Those it takes the place of.
   */
  takeUp(body, suggestion, instead) {
    const { positions } = this.store;
    const span = {
      from: body.from ?? positions.toUnits(body.start),
      to: body.to ?? positions.toUnits(body.end),
    };
    /** @type {import("./types.js").Claim[]} */
    const claims = body.claims;
    const { draft } = draftOf(claims);
    if (!instead.length) {
      const kind = suggestion ? "correct" : "add";
      const adding = this.adding(span, suggestion);
      this.palette?.open({ kind, span, code: draft.code, draft, ...adding });
      return;
    }
    this.palette?.open({
      kind: "revise",
      span,
      code: draft.code,
      draft,
      save: (said, code) => {
        const label = t("read.did.revise", { what: this.naming.code(code.id) });
        this.deeds.add(span, claimsOf(said, code), label, "", instead);
      },
    });
  }

  /**
   * Leave out claims that stand on the same words already: they would count twice.
   * @param {Span} span
   * @param {import("./types.js").Claim[]} claims
   */
  fresh(span, claims) {
    const there = this.store.codings
      .within(span)
      .filter(
        (one) => one.from === span.from && one.to === span.to && one.coder === this.store.coder,
      );
    return claims.filter(
      (claim) =>
        !there.some((one) => {
          const { memo, ...differs } = changesOf(claimOf(one), claim);
          return Object.keys(differs).length === 0;
        }),
    );
  }

  lastWords() {
    const { last, naming } = this;
    if (!last) return "";
    const units = last.units.map((id) => naming.unit(id)).join(", ");
    return [naming.code(last.code), units, naming.value(last.code, last.value)].join(" · ");
  }

  /** Change what the coding that is chosen claims, or which words it is about. */
  edit() {
    const note = this.own();
    if (!note || !this.palette) return;
    const { codings } = note;
    const { span, moved } = this.wordsFor(note);
    const { draft, mixed } = draftOf(codings);
    this.palette.open({
      kind: "revise",
      span,
      code: note.code,
      draft,
      save: (changed, code, touched) => {
        // What the codings of a note do not share is only changed where somebody changed it.
        const kept = new Set([...mixed].filter((name) => !touched.has(name)));
        const label = t("read.did.revise", { what: this.naming.code(code.id) });
        this.tell(label);
        this.deeds.history.together(label, () =>
          this.apply(codings, claimsOf(changed, code), kept, span, moved, label),
        );
      },
    });
  }

  /**
   * @param {readonly Coding[]} codings
   * @param {import("./types.js").Claim[]} claims
   * @param {ReadonlySet<string>} kept
   * @param {Span} span
   * @param {boolean} moved
   * @param {string} label
   */
  apply(codings, claims, kept, span, moved, label) {
    const left = new Map(codings.map((coding) => [coding.unit, coding]));
    const fresh = [];
    /** @type {{coding: Coding, changes: Partial<import("./types.js").Claim>}[]} */
    const revisions = [];
    for (const claim of claims) {
      const coding = left.get(claim.unit);
      left.delete(claim.unit);
      const said = coding
        ? { ...claim, ...Object.fromEntries([...kept].map((name) => [name, claimOf(coding)[/** @type {keyof import("./types.js").Claim} */ (name)]])) }
        : claim;
      if (coding && !moved) revisions.push({ coding, changes: changesOf(coding, said) });
      else fresh.push(said);
    }
    const gone = moved ? [...codings] : [...left.values()];
    if (fresh.length) this.deeds.add(span, fresh, label, "", gone);
    else if (gone.length) this.deeds.withdraw(gone, label);
    this.deeds.revise(revisions, label);
  }

  /**
   * The words of a note, or those selected by hand in their place.
   * @param {Note} note
   */
  wordsFor(note) {
    const span = this.cursor.latest();
    const other =
      span && this.cursor.byHand && span.from < note.to && note.from < span.to &&
      (span.from !== note.from || span.to !== note.to);
    return other
      ? { span, moved: true }
      : { span: { from: note.from, to: note.to }, moved: false };
  }

  /** Withdraw the coding that is chosen; its words stay chosen, and no other coding is. */
  withdraw() {
    const note = this.own();
    if (!note) return;
    const label = t("read.did.withdraw", { what: this.naming.code(note.code) });
    this.margin.choose(null);
    this.cursor.set({ from: note.from, to: note.to });
    this.margin.view.root.focus({ preventScroll: true });
    this.deeds.withdraw(note.codings, label);
    this.tell(label);
  }

  /** The coding that is chosen, when it may be changed. */
  own() {
    const note = this.margin.chosen;
    if (!note || note.kind !== "coding") return this.refuse(t("read.no-coding-chosen"));
    if (!this.palette || note.coder) return this.refuse(t("read.not-yours"));
    return note;
  }

  /** The suggestion that is chosen. */
  suggestion() {
    const note = this.margin.chosen;
    if (!this.palette) return this.refuse(t("read.state.reading"));
    return note?.suggestion ? note : this.refuse(t("read.no-suggestion-chosen"));
  }

  /** Take the suggestion that is chosen as it is; what it leaves open is asked for. */
  accept() {
    const note = this.suggestion();
    const suggestion = note?.suggestion;
    if (!suggestion) return;
    const code = this.store.codes.get(suggestion.code);
    const scale = this.store.study.scales[code?.scale];
    if (!suggestion.unit || !suggestion.value || code.directed || scale?.kind === "events") {
      this.correct();
      return;
    }
    const draft = {
      ...emptyDraft(),
      code: suggestion.code,
      units: [suggestion.unit],
      value: suggestion.value,
    };
    this.settle(note, suggestion, draft, code);
  }

  /** Take the suggestion that is chosen otherwise than proposed. */
  correct() {
    const note = this.suggestion();
    const suggestion = note?.suggestion;
    if (!suggestion || !this.palette) return;
    const { span } = this.wordsFor(note);
    /** @type {Partial<Draft>} */
    const draft = suggestion.value ? { value: suggestion.value } : {};
    if (suggestion.unit) draft.units = [suggestion.unit];
    this.palette.open({
      kind: "correct",
      span,
      code: suggestion.code,
      draft,
      save: (said, code) => this.settle(note, suggestion, said, code, span),
    });
  }

  /**
   * @param {Note} note
   * @param {import("./types.js").Suggestion} suggestion
   * @param {Draft} draft
   * @param {any} code
   * @param {Span} [span]
   */
  settle(note, suggestion, draft, code, span = suggestion) {
    this.last = draft;
    const { from, to } = span;
    const claims = claimsOf(draft, code);
    const label = t("read.did.accept", { what: this.naming.code(code.id) });
    this.step(note);
    const [first, ...rest] = claims;
    // One decision has one other party; of several units each may have its own.
    const apart = code.directed && rest.length > 0;
    this.deeds.history.together(label, () => {
      this.deeds.accept(suggestion, { from, to }, apart ? [first] : claims, label);
      if (apart) this.deeds.add({ from, to }, rest, label, suggestion.id);
    });
    this.tellDecided(label);
  }

  reject() {
    const note = this.suggestion();
    if (!note?.suggestion) return;
    const label = t("read.did.reject", { what: this.naming.code(note.code) });
    this.step(note);
    this.deeds.reject(note.suggestion, label);
    this.tellDecided(label);
  }

  /**
   * Before a suggestion goes: choose the next, so that one can go on.
   * @param {Note} note
   */
  step(note) {
    if (!this.going.goToNote("suggestion", 1, note)) this.margin.choose(null);
  }

  /**
   * Say what was decided, and which suggestion is chosen now.
   * @param {string} label
   */
  tellDecided(label) {
    const next = this.margin.chosen;
    this.going.arrived = next?.key ?? "";
    const now = next ? t("read.now-at", { what: this.naming.aloud(next) }) : t("read.no-more.suggestion");
    this.tell(`${label}. ${now}`);
  }

  undo() {
    const deed = this.bringBack(() => this.deeds.history.undo());
    if (deed) this.tell(t("read.undone", { what: deed.label }));
    else announce(t("read.nothing-to-undo"));
  }

  redo() {
    const deed = this.bringBack(() => this.deeds.history.redo());
    if (deed) this.tell(t("read.redone", { what: deed.label }));
    else announce(t("read.nothing-to-redo"));
  }

  /**
   * Undo or do again, and choose what comes back by it.
   * @template D
   * @param {() => D} work
   */
  bringBack(work) {
    const { codings, suggestions } = this.store;
    const before = new Set([...codings.byId.keys(), ...suggestions.byId.keys()]);
    const deed = work();
    const back = [...codings.ordered, ...suggestions.ordered].find(({ id }) => !before.has(id));
    if (back) this.going.goTo(back.id, back);
    else if (!this.margin.chosen) this.margin.choose(null);
    return deed;
  }

  /**
   * Say what was done.
   * @param {string} words
   */
  tell(words) {
    this.told = words;
    announce(words);
  }

  /** Say that what was done is saved: both, as the second would keep the first from being heard. */
  tellSaved() {
    announce([this.told, t("read.state.saved")].filter(Boolean).join(". "));
    this.told = "";
  }

  /**
   * Say why something is not done.
   * @param {string} words
   * @returns {null}
   */
  refuse(words) {
    announce(words);
    return null;
  }
}
