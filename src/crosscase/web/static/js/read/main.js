/** The reading page: what is asked of the server, and how the parts are put together. */

import { ask } from "../api.js";
import { announce } from "../base.js";
import { label, t } from "../words.js";
import { Acts } from "./acts.js";
import { Card } from "./card.js";
import { Conflicts } from "./conflicts.js";
import { CoveragePanel } from "./coveragepanel.js";
import { Cursor } from "./cursor.js";
import { Deeds } from "./deeds.js";
import { listenToDialogs, openDialog } from "./dialogs.js";
import { Documents } from "./documents.js";
import { FilterPanel } from "./filterpanel.js";
import { Going } from "./going.js";
import { History } from "./history.js";
import { byId } from "./html.js";
import { keymap } from "./keymap.js";
import { Keys } from "./keys.js";
import { Links } from "./links.js";
import { Margin } from "./margin.js";
import { blockAt } from "./marks.js";
import { Naming } from "./naming.js";
import { drawRequest, keepIn, Outbox } from "./outbox.js";
import { Palette } from "./palette.js";
import { Pointing } from "./pointing.js";
import { Quick } from "./quick.js";
import { Sentences } from "./sentences.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { pathOf, Syncing } from "./syncing.js";
import { readBlocks, TextView } from "./text.js";
import { Toolbar } from "./toolbar.js";
import { send } from "./transport.js";
import { showWaiting } from "./waiting.js";

const reading = byId("reading");
const { document: id = "", language = "" } = reading.dataset;
const key = document.body.dataset.study ?? "";

/**
 * Put what is kept and shown together.
 * @param {any} study
 * @param {any} answer The document as the server gives it.
 */
function lay(study, answer) {
  /** @type {import("./text.js").Block[]} */
  let blocks = [];
  const store = new Store(study, answer.document, (positions) => {
    blocks = readBlocks(byId("text"), positions);
    return blocks;
  });
  const naming = new Naming(store);
  const view = new TextView(byId("text"), blocks, store, (note) => naming.aloud(note));
  const sentences = new Sentences(store.text, blocks, language);
  const cursor = new Cursor(view, store, sentences);
  store.on("blocks", (changed) => view.refresh(changed));
  return { store, naming, view, sentences, cursor };
}

/**
 * Say whether the blocks on the page are those of the text.
 * @param {ReturnType<typeof lay>} page
 */
function isSameText({ store, view }) {
  return view.blocks.every(
    ({ words, from, to }) => words.textContent === store.text.slice(from, to),
  );
}

/**
 * Put together what a coder does and how the server hears of it.
 * @param {ReturnType<typeof lay>} page
 */
function equip({ store, naming, view, sentences, cursor }) {
  const history = new History();
  const outbox = new Outbox({
    send,
    keep: keepIn(storage(), `crosscase.unsent.${key}.${store.coder}.`, drawRequest()),
    acknowledged(entry, given) {
      deeds.acknowledged(entry, given);
      syncing.saved(entry, given);
      if (margin.active) margin.active.key = deeds.now(margin.active.key);
      if (!outbox.waiting.length) acts.tellSaved();
      document.dispatchEvent(new CustomEvent("crosscase:saved", { detail: entry.request }));
    },
    refused() {
      announce(t("read.conflict.refused"), { urgent: true });
      conflicts.next();
    },
    changed() {
      status.refresh();
      toolbar.refresh();
      syncing.catchUp();
    },
  });
  const status = new Status(outbox, Boolean(store.coder));
  const deeds = new Deeds(store, outbox, history);
  const card = new Card(store, naming, {
    edit: () => acts.edit(),
    withdraw: () => acts.withdraw(),
    accept: () => acts.accept(),
    correct: () => acts.correct(),
    reject: () => acts.reject(),
  });
  const margin = new Margin(view, store, naming, card);
  cursor.onChange((span) => margin.goTo(span ? blockAt(store.blocks, span.from) : -1));
  margin.onChange((note) => cursor.paint("active", note && { from: note.from, to: note.to }));
  const palette = store.coder ? new Palette(store, naming, cursor) : null;
  const going = new Going(store, cursor, margin, naming, sentences);
  const acts = new Acts({ store, deeds, cursor, margin, naming, going, palette });
  const syncing = new Syncing(store, outbox, status);
  const conflicts = new Conflicts(store, outbox, naming, {
    again: (body, suggestion, instead) => acts.takeUp(body, suggestion, instead),
    changed: () => void syncing.refresh(),
  });
  const documents = new Documents(store, () => syncing.readStudy());
  const filters = new FilterPanel(store, naming, (coders) => void syncing.showOthers(coders));
  const coverage = store.coder ? new CoveragePanel(store, deeds) : null;
  const tools = {
    documents: () => documents.open(),
    undo: () => acts.undo(),
    redo: () => acts.redo(),
    "next-uncoded": () => going.nextUncoded(1),
    "next-suggestion": () => going.nextSuggestion(1),
    "next-coding": () => going.nextCoding(1),
    filter: () => filters.open(),
    coverage: () => coverage?.open(),
    "ending-coverage": () => coverage?.open(),
    help: () => openDialog("help-dialog"),
  };
  const toolbar = new Toolbar(tools, history);
  const keys = new Keys(keymap({ acts, going, cursor, margin, tools }, Boolean(store.coder)));
  letKeysBeTurnedOff(keys);
  if (palette) new Quick(cursor, acts);
  new Pointing(store, cursor, sentences, margin);
  return { outbox, status, deeds, margin, palette, going, syncing, conflicts, coverage };
}

/** @param {Keys} keys */
function letKeysBeTurnedOff(keys) {
  /** @type {HTMLInputElement} */
  const single = byId("help-keys");
  single.checked = keys.on;
  single.addEventListener("change", () => keys.turn(single.checked));
}

/** @returns {Storage | undefined} */
function storage() {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/**
 * Say aloud where one is, with the codings that lie there.
 * @param {ReturnType<typeof lay>} page
 */
function sayWhere({ store, cursor }) {
  cursor.onChange((span) => {
    if (!span || cursor.byHand) return;
    const n = store.codings.within(span).filter(store.isShown).length;
    const words = store.text.slice(span.from, span.to);
    announce(n ? `${words} ${t("read.coded-here", { n })}` : words);
  });
}

/** @param {ReturnType<typeof lay>} page */
function nameDocument({ store }) {
  const name = store.document.title || id;
  document.title = `${name} · crosscase`;
  for (const place of document.querySelectorAll("#title, .bar-title")) place.textContent = name;
  byId("about-units").textContent = store.ownUnits.map((unit) => label(unit.label)).join(", ");
}

async function start() {
  const [study, answer] = await Promise.all([ask("GET", "/api/study"), ask("GET", pathOf(id))]);
  const page = lay(study, answer);
  if (!isSameText(page)) {
    // The text was changed between the page and its data.
    location.reload();
    return;
  }
  sayWhere(page);
  page.store.on("document", () => nameDocument(page));
  listenToDialogs();
  const desk = equip(page);
  const { store, cursor } = page;
  const { outbox, deeds, syncing } = desk;
  store.adopt(answer);
  showWaiting(deeds, outbox.waiting);
  desk.palette?.begin(store.codings.byId.values());
  desk.status.refresh();
  addEventListener("beforeprint", () => desk.margin.showAll(true));
  addEventListener("afterprint", () => desk.margin.showAll(false));
  addEventListener("beforeunload", (event) => {
    if (outbox.isAtRisk) event.preventDefault();
  });
  syncing.begin(answer);
  await new Links(store, cursor, desk.going, (one) => syncing.showCoderOf(one)).follow();
  void outbox.retry();
  desk.conflicts.next();
  document.documentElement.dataset.ready = "true";
}

start().catch((error) => {
  const banner = byId("banner");
  banner.hidden = false;
  banner.textContent = t("read.banner.start", { why: error.message });
  throw error;
});
