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
  }

  /**
   * Remember what was just done; what was undone before can then no longer be done again.
   * @param {Deed} deed
   */
  push(deed) {
    this.done.push(deed);
    if (this.done.length > LONGEST) this.done.shift();
    this.undone = [];
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

  /**
   * Forget a deed that never took effect: the server refused it.
   * @param {Deed} deed
   */
  forget(deed) {
    this.done = this.done.filter((one) => one !== deed);
    this.undone = this.undone.filter((one) => one !== deed);
  }
}
