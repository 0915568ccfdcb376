/**
 * What the server sends and what the page keeps, for readers and for type checkers; nothing runs.
 *
 * Places in the text are half-open. On the wire they count code points, as the study does; on the
 * page they count UTF-16 code units, as the browser does. `from` and `to` are always of the page,
 * `start` and `end` always of the wire.
 */

/**
 * A text by language, such as `{nl: "zaak", en: "case"}`; one for all languages stands under "".
 * @typedef {Record<string, string>} Labels
 */

/**
 * @typedef {object} Unit
 * @property {string} id
 * @property {"case" | "party"} kind
 * @property {Labels} label
 * @property {string} case The case of a party; empty for a case.
 * @property {string[]} parties The parties of a case.
 */

/**
 * @typedef {object} Code
 * @property {string} id
 * @property {string} codebook
 * @property {Labels} label
 * @property {Labels} definition
 * @property {Labels} when_to_use
 * @property {Labels} when_not
 * @property {string} scale
 * @property {"party" | "case" | "any"} level
 * @property {boolean} directed
 * @property {string[]} actors Those to choose from; all of the study's when there are none.
 * @property {boolean} derived Computed from others, and never coded.
 */

/**
 * @typedef {object} Scale
 * @property {"ordinal" | "nominal" | "events" | "number"} kind
 * @property {Labels} label
 * @property {{id: string, label: Labels, description: Labels}[]} values Low to high.
 */

/**
 * What a coding claims, beside where it stands.
 * @typedef {object} Claim
 * @property {string} code
 * @property {string} unit
 * @property {string} value
 * @property {string} period Ids joined by ";".
 * @property {string} date
 * @property {string} actor
 * @property {string} toward
 * @property {string} decision
 * @property {string} memo
 */

/**
 * A coding as the page keeps it.
 * @typedef {object} PlacedParts
 * @property {string} id
 * @property {string} coder
 * @property {number} from
 * @property {number} to
 * @property {string} quote
 * @property {string} last The event that made its claim, which a change must name.
 * @property {string} at When it was made.
 * @property {string} suggestion The suggestion it came of; empty for none.
 * @property {boolean} placed Whether its words stand where it says.
 * @property {boolean} [unsaved] Whether the server has not acknowledged it yet.
 *
 * @typedef {Claim & PlacedParts} Coding
 */

/**
 * A suggestion as the page keeps it.
 * @typedef {object} Suggestion
 * @property {string} id
 * @property {number} from
 * @property {number} to
 * @property {string} quote
 * @property {string} code
 * @property {string} unit Empty when a person has to say.
 * @property {string} value Empty when a person has to say.
 * @property {string} method
 * @property {number | null} score
 * @property {Labels} reason
 */

/**
 * A stretch of the text.
 * @typedef {object} Span
 * @property {number} from
 * @property {number} to
 */

export {};
