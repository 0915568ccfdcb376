/* What every page does: the change between light and dark, and saying things aloud. */

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme === "dark" || (root.dataset.theme === "auto" && dark.matches);
}

const parts = document.querySelector(".parts");
const here = parts.querySelector("[aria-current]")?.getBoundingClientRect();
if (here) parts.scrollLeft = here.left + here.width / 2 - parts.clientWidth / 2;

document.getElementById("theme").addEventListener("click", (event) => {
  event.preventDefault();
  root.dataset.theme = isDark() ? "light" : "dark";
  document.cookie = `crosscase-theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
});

/** Let a screen reader say a sentence, at once when it is urgent. */
export function announce(sentence, { urgent = false } = {}) {
  const place = document.getElementById(urgent ? "alert" : "live");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = sentence; });
}
