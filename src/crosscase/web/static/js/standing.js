/* Waits for what takes long, and puts it in its place when it is there. */

import { announce } from "./base.js";
import { finish, isOf, openTarget } from "./results.js";
import { t } from "./words.js";

const EVERY = 1500;

async function wait() {
  const here = document.getElementById("standing");
  if (here.dataset.state === "ready") return;
  const url = new URL(location.href);
  url.searchParams.set("fragment", "1");
  url.searchParams.delete("again");
  url.searchParams.delete("open");
  url.hash = "";
  let there = null;
  try {
    const response = await fetch(url);
    if (response.ok) {
      there = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("standing");
    }
  } catch {
    // The workbench was stopped; it is asked again.
  }
  if (there && there.dataset.state !== here.dataset.state) {
    here.replaceWith(document.adoptNode(there));
    finish(there);
    isOf(there.dataset.version);
    if (there.dataset.state === "ready") {
      announce(t("views.slow.ready"));
      openTarget();
    }
  }
  setTimeout(wait, EVERY);
}

if (document.getElementById("standing").dataset.state !== "ready") setTimeout(wait, EVERY);
const asked = new URL(location.href);
if (asked.searchParams.has("again")) {
  asked.searchParams.delete("again");
  history.replaceState(history.state, "", asked);
}
