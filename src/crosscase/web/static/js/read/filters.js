/** Which codings and suggestions are shown. */

/**
 * Nothing chosen means everything.
 * @typedef {object} Filter
 * @property {string[]} codebooks
 * @property {string[]} codes
 * @property {string[]} coders
 * @property {string[]} units A case stands for its parties as well.
 * @property {boolean} suggestions
 */

/** @returns {Filter} What shows everything. */
export function showEverything() {
  return { codebooks: [], codes: [], coders: [], units: [], suggestions: true };
}

/**
 * Say whether a filter hides anything.
 * @param {Filter} filter
 */
export function isFiltering(filter) {
  const { codebooks, codes, coders, units, suggestions } = filter;
  return !suggestions || [codebooks, codes, coders, units].some((chosen) => chosen.length > 0);
}

/**
 * Return what says of a coding or suggestion whether it is shown.
 * @param {Filter} filter
 * @param {(code: string) => string} codebookOf
 * @param {(unit: string) => string} caseOf The case of a party; the case itself of a case.
 * @returns {(one: {code: string, unit: string, coder?: string}) => boolean}
 */
export function filterBy(filter, codebookOf, caseOf) {
  const codebooks = new Set(filter.codebooks);
  const codes = new Set(filter.codes);
  const coders = new Set(filter.coders);
  const units = new Set(filter.units);
  return (one) => {
    if (one.coder === undefined && !filter.suggestions) return false;
    if (codes.size && !codes.has(one.code)) return false;
    if (codebooks.size && !codebooks.has(codebookOf(one.code))) return false;
    if (coders.size && one.coder !== undefined && !coders.has(one.coder)) return false;
    // What is suggested of no unit in particular may be of any.
    if (units.size && one.unit && !units.has(one.unit) && !units.has(caseOf(one.unit))) return false;
    return true;
  };
}
