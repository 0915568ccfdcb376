/* Asks the workbench, and tells apart what it refuses from not reaching it. */

/** The workbench answered, and refused: `status`, `problems`, `current` as docs/workbench.md has them. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.message ?? String(status));
    this.status = status;
    this.problems = body.problems ?? [];
    this.current = body.current;
  }
}

/** The workbench did not answer: it was stopped, or cannot be reached. */
export class Unreachable extends Error {}

/** The study that the page is of: another one may answer at the same address later. */
const study = document.body.dataset.study;

/** Send a request and return what the workbench says. */
export async function ask(method, path, body, { signal } = {}) {
  const options = { method, signal, headers: { Accept: "application/json" } };
  if (study) options.headers["Crosscase-Study"] = study;
  if (method !== "GET") options.headers["Content-Type"] = "application/json";
  if (body !== undefined) options.body = JSON.stringify(body);
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable(error.message);
  }
  let said;
  try {
    said = await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable(error.message);
  }
  if (!response.ok) throw new Refused(response.status, said);
  return said;
}
