/** What the page knows: the study, the document, its codings and suggestions, and what is shown. */

import { byPlace, Marks } from "./marks.js";
import { Positions } from "./positions.js";
import { filterBy, showEverything } from "./filters.js";
import { groupCodings, noteSuggestion, orderNotes } from "./notes.js";

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {import("./types.js").Suggestion} Suggestion */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./notes.js").Note} Note */

/**
 * What can be listened to: `blocks` with the blocks to draw anew, `coverage`, `document`,
 * `filter`, `study`.
 * @typedef {"blocks" | "coverage" | "document" | "filter" | "study"} Event
 */

export class Store {
  /**
   * @param {any} study As the API gives it.
   * @param {any} document As the API gives it, with its text.
   * @param {(positions: Positions) => Span[]} divide The blocks of the text, in places of the page.
   */
  constructor(study, document, divide) {
    this.positions = new Positions(document.text);
    this.text = document.text;
    this.blocks = divide(this.positions);
    /** @type {Marks<Coding>} */
    this.codings = new Marks(this.blocks);
    /** @type {Marks<Suggestion>} */
    this.suggestions = new Marks(this.blocks);
    /** @type {Record<string, string>} Code → `covered` or `outdated`. */
    this.coverage = {};
    /** @type {string[]} Coders whose codings are shown beside one's own. */
    this.others = [];
    this.filter = showEverything();
    /** @type {Map<Event, ((what: any) => void)[]>} */
    this.listeners = new Map();
    this.document = document;
    this.useStudy(study);
  }

  /** @param {any} study */
  useStudy(study) {
    this.study = study;
    /** @type {string} */
    this.coder = study.coder ?? "";
    /** @type {Map<string, any>} */
    this.codes = new Map();
    /** @type {Map<string, any>} */
    this.codebooks = new Map();
    for (const book of study.codebooks) {
      this.codebooks.set(book.id, book);
      for (const code of book.codes) this.codes.set(code.id, { ...code, codebook: book.id });
    }
    /** @type {Map<string, import("./types.js").Unit>} */
    this.units = new Map(study.units.map((/** @type {any} */ unit) => [unit.id, unit]));
    this.useFilter(this.filter);
    this.tell("study", null);
  }

  /**
   * @param {Event} event
   * @param {(what: any) => void} listener
   */
  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  /**
   * @param {Event} event
   * @param {any} what
   */
  tell(event, what) {
    for (const listener of this.listeners.get(event) ?? []) listener(what);
  }

  /** @param {string} code */
  bookOf(code) {
    return this.codes.get(code)?.codebook ?? "";
  }

  /**
   * The hue of a code: that of its codebook, 1 to 8.
   * @param {string} code
   */
  hueOf(code) {
    return this.codebooks.get(this.bookOf(code))?.hue ?? 1;
  }

  /** @param {string} unit */
  caseOf(unit) {
    return this.units.get(unit)?.case || unit;
  }

  /** The units the document speaks of. */
  get ownUnits() {
    /** @type {string[]} */
    const ids = this.document.units;
    return ids.flatMap((id) => this.units.get(id) ?? []);
  }

  /**
   * Turn a coding of the wire into one of the page.
   * @param {any} wire
   * @returns {Coding}
   */
  readCoding({ start, end, ...rest }) {
    return { ...rest, from: this.positions.toUnits(start), to: this.positions.toUnits(end) };
  }

  /**
   * @param {any} wire
   * @returns {Suggestion}
   */
  readSuggestion({ start, end, ...rest }) {
    return { ...rest, from: this.positions.toUnits(start), to: this.positions.toUnits(end) };
  }

  /**
   * Take over what the server says of the document; what it has not acknowledged stays.
   * @param {any} answer
   * @param {(id: string) => boolean} isPending Whether something about it waits, for the server or
   *   for the coder to decide.
   */
  adopt(answer, isPending = () => false) {
    /** @param {{id: string, suggestion?: string}} one */
    const waits = ({ id, suggestion = "" }) => isPending(id) || isPending(suggestion);
    const codings = answer.codings
      .filter((/** @type {any} */ one) => one.placed && !waits(one))
      .map((/** @type {any} */ one) => this.readCoding(one))
      .concat([...this.codings.byId.values()].filter(waits));
    const suggestions = answer.suggestions
      .filter((/** @type {any} */ one) => !waits(one))
      .map((/** @type {any} */ one) => this.readSuggestion(one))
      .concat([...this.suggestions.byId.values()].filter(waits));
    this.useDocument(answer.document);
    const changed = this.codings.replaceAll(codings, isSameCoding);
    const more = this.suggestions.replaceAll(suggestions, (one, other) => one.id === other.id);
    for (const block of more) changed.add(block);
    if (!isPending(this.coverageTarget)) this.useCoverage(answer.coverage);
    if (changed.size) this.redraw(changed);
  }

  /**
   * Take over what is said of the document: its units, its party, its title. Its text is the same.
   * @param {any} document
   */
  useDocument(document) {
    this.document = document;
    this.tell("document", null);
  }

  /** What an entry about the coverage of the document is about. */
  get coverageTarget() {
    return `coverage of ${this.document.id}`;
  }

  /** @param {Record<string, string>} coverage */
  useCoverage(coverage) {
    this.coverage = coverage;
    this.tell("coverage", null);
  }

  /** @param {import("./filters.js").Filter} filter */
  useFilter(filter) {
    this.filter = filter;
    /** @type {(one: {code: string, unit: string, coder?: string}) => boolean} */
    this.isShown = filterBy(
      filter,
      (code) => this.bookOf(code),
      (unit) => this.caseOf(unit),
    );
    this.tell("filter", null);
    this.redraw(new Set(this.blocks.keys()));
  }

  /** @param {Set<number>} blocks */
  redraw(blocks) {
    this.tell("blocks", blocks);
  }

  /** @param {Span} span */
  redrawSpan(span) {
    const [first, last] = this.codings.touched(span);
    const blocks = new Set();
    for (let i = first; i <= last; i++) blocks.add(i);
    this.redraw(blocks);
  }

  /** @param {Coding} coding */
  putCoding(coding) {
    this.codings.put(coding);
    this.redrawSpan(coding);
  }

  /** @param {string} id */
  removeCoding(id) {
    const coding = this.codings.remove(id);
    if (coding) this.redrawSpan(coding);
    return coding;
  }

  /** @param {Suggestion} suggestion */
  putSuggestion(suggestion) {
    this.suggestions.put(suggestion);
    this.redrawSpan(suggestion);
  }

  /** @param {string} id */
  removeSuggestion(id) {
    const suggestion = this.suggestions.remove(id);
    if (suggestion) this.redrawSpan(suggestion);
    return suggestion;
  }

  /**
   * The notes of a block, of what is shown.
   * @param {number} block
   * @returns {Note[]}
   */
  notesIn(block) {
    const codings = this.codings.inBlock(block).filter(this.isShown);
    codings.sort(byPlace);
    const suggestions = this.suggestions.inBlock(block).filter(this.isShown);
    return orderNotes([
      ...groupCodings(codings, this.coder),
      ...suggestions.map((one) => noteSuggestion(one)),
    ]);
  }

  /** The codings shown, in the order of the text. */
  get shownCodings() {
    return this.codings.ordered.filter(this.isShown);
  }

  /** The suggestions shown, in the order of the text. */
  get shownSuggestions() {
    return this.suggestions.ordered.filter(this.isShown);
  }
}

/**
 * @param {Coding} one
 * @param {Coding} other
 */
function isSameCoding(one, other) {
  return (
    one.last === other.last &&
    one.from === other.from &&
    one.to === other.to &&
    Boolean(one.unsaved) === Boolean(other.unsaved)
  );
}
