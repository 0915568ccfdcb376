/* The words of the interface, as the page carries them. */

const words = JSON.parse(document.getElementById("words").textContent);

/** The language of the page. */
export const language = document.documentElement.lang;

/** Return a sentence with its blanks filled in; `n` chooses between one and many. */
export function t(key, values = {}) {
  let sentence = words[key];
  if (sentence === undefined) throw new Error(`no words for ${key}`);
  if (typeof sentence !== "string") sentence = values.n === 1 ? sentence.one : sentence.other;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Return the text of a study in the language of the page, or the nearest there is. */
export function label(labels) {
  for (const wanted of [language, "", "en"]) if (wanted in labels) return labels[wanted];
  return Object.values(labels)[0] ?? "";
}
