/** Cutting a stretch of text where marks begin and end, and giving every mark a line of its own. */

/** @typedef {import("./types.js").Span} Span */

/**
 * @template {Span} M
 * @typedef {object} Segment
 * @property {number} from
 * @property {number} to
 * @property {M[]} marks Those that cover all of it, in the order given.
 */

/**
 * Cut a stretch into segments, each covered by the same marks from end to end.
 *
 * Together the segments are the stretch, to the letter: none is empty, none is missing.
 * @template {Span} M
 * @param {number} from
 * @param {number} to
 * @param {readonly M[]} marks
 * @param {readonly number[]} [cuts] Other places to cut at.
 * @returns {Segment<M>[]}
 */
export function cutSegments(from, to, marks, cuts = []) {
  const inside = marks.filter((mark) => mark.from < to && mark.to > from && mark.from < mark.to);
  const places = new Set([from, to]);
  for (const place of cuts) if (place > from && place < to) places.add(place);
  for (const mark of inside) {
    places.add(Math.max(from, mark.from));
    places.add(Math.min(to, mark.to));
  }
  const ordered = [...places].sort((a, b) => a - b);
  const segments = ordered.slice(0, -1).map((place, i) => ({
    from: place,
    to: ordered[i + 1],
    marks: /** @type {M[]} */ ([]),
  }));
  const index = new Map(ordered.map((place, i) => [place, i]));
  for (const mark of inside) {
    const last = /** @type {number} */ (index.get(Math.min(to, mark.to)));
    for (let i = /** @type {number} */ (index.get(Math.max(from, mark.from))); i < last; i++) {
      segments[i].marks.push(mark);
    }
  }
  return segments;
}

/**
 * Give every mark a lane, the lowest that no mark it overlaps has.
 *
 * A mark that begins earlier or is longer goes first, so that short ones lie on top of long ones.
 * @template {Span} M
 * @param {readonly M[]} marks
 * @returns {Map<M, number>}
 */
export function assignLanes(marks) {
  const ordered = [...marks].sort((a, b) => a.from - b.from || b.to - a.to);
  /** @type {number[]} Where each lane is free from. */
  const free = [];
  /** @type {Map<M, number>} */
  const lanes = new Map();
  for (const mark of ordered) {
    let lane = free.findIndex((place) => place <= mark.from);
    if (lane < 0) lane = free.length;
    free[lane] = mark.to;
    lanes.set(mark, lane);
  }
  return lanes;
}
