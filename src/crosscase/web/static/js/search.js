/* Walks through what was found with the keyboard. */

const field = document.getElementById("q");
const hits = [...document.querySelectorAll(".hit-words")];

function isTyping(element) {
  return element.matches("input, textarea, select, [contenteditable]");
}

function move(step) {
  const here = hits.findIndex((hit) => hit.parentElement.contains(document.activeElement));
  const next = hits[here < 0 ? (step > 0 ? 0 : hits.length - 1) : here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  if (event.target.closest("dialog")) return;
  const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  const within = document.activeElement.closest(".hit");
  if (event.key === "/") {
    field.focus();
    field.select();
  } else if (event.key in steps && (within || event.key.length === 1)) {
    move(steps[event.key]);
  } else {
    return;
  }
  event.preventDefault();
});
