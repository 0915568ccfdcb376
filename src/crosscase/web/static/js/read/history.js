/** What was done, so that it can be undone and done again. Nothing is erased: each is a new act. */

/**
 * @typedef {object} Deed
 * @property {string} label What was done, in words.
 * @property {() => void} undo
 * @property {() => void} redo
 */

const LONGEST = 500;

export class History {
  constructor() {
    /** @type {Deed[]} */
    this.done = [];
    /** @type {Deed[]} */
    this.undone = [];
    /** @type {Deed[] | null} What is done while several deeds are done as one. */
    this.gathered = null;
  }

  /**
   * Remember what was just done; what was undone before can then no longer be done again.
   * @param {Deed} deed
   */
  push(deed) {
    if (this.gathered) {
      this.gathered.push(deed);
      return;
    }
    this.done.push(deed);
    if (this.done.length > LONGEST) this.done.shift();
    this.undone = [];
  }

  /**
   * Remember all that work does as one deed.
   * @param {string} label
   * @param {() => void} work
   */
  together(label, work) {
    /** @type {Deed[]} */
    const deeds = [];
    this.gathered = deeds;
    try {
      work();
    } finally {
      this.gathered = null;
    }
    if (!deeds.length) return;
    this.push({
      label,
      undo: () => [...deeds].reverse().forEach((deed) => deed.undo()),
      redo: () => deeds.forEach((deed) => deed.redo()),
    });
  }

  /**
   * Undo the last deed.
   * @returns {Deed | undefined} What was undone.
   */
  undo() {
    const deed = this.done.pop();
    if (deed) {
      this.undone.push(deed);
      deed.undo();
    }
    return deed;
  }

  /**
   * Do again what was undone last.
   * @returns {Deed | undefined}
   */
  redo() {
    const deed = this.undone.pop();
    if (deed) {
      this.done.push(deed);
      deed.redo();
    }
    return deed;
  }
}
