/** Opening and closing dialogs, so that each gives the focus back to where it came from. */

import { byId } from "./html.js";

/**
 * Open a dialog of the page.
 * @param {string} id
 * @returns {HTMLDialogElement}
 */
export function openDialog(id) {
  const dialog = /** @type {HTMLDialogElement} */ (byId(id));
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/** Let the closing buttons close, and a click beside a dialog as well. */
export function listenToDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    for (const button of dialog.querySelectorAll("[data-close]")) {
      button.addEventListener("click", () => dialog.close());
    }
    if (dialog.id === "palette" || dialog.id === "conflict-dialog") continue;
    dialog.addEventListener("pointerdown", (event) => {
      if (event.target !== dialog) return;
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      const inside =
        event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
      if (!inside) dialog.close();
    });
  }
}

/** Whether any dialog is open. */
export function isDialogOpen() {
  return document.querySelector("dialog[open]") !== null;
}
