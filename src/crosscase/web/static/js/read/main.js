/** The reading page: what is asked of the server, and how the parts are put together. */

import { ask } from "../api.js";
import { announce } from "../base.js";
import { t } from "../words.js";
import { Acts } from "./acts.js";
import { Card } from "./card.js";
import { Changes } from "./changes.js";
import { Conflicts } from "./conflicts.js";
import { CoveragePanel } from "./coveragepanel.js";
import { Cursor } from "./cursor.js";
import { Deeds } from "./deeds.js";
import { listenToDialogs, openDialog } from "./dialogs.js";
import { Documents } from "./documents.js";
import { FilterPanel } from "./filterpanel.js";
import { History } from "./history.js";
import { byId } from "./html.js";
import { Keys } from "./keys.js";
import { Links } from "./links.js";
import { Margin } from "./margin.js";
import { blockAt } from "./marks.js";
import { Naming } from "./naming.js";
import { keepIn, drawRequest, Outbox } from "./outbox.js";
import { Palette } from "./palette.js";
import { Quick } from "./quick.js";
import { Sentences } from "./sentences.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { readBlocks, TextView } from "./text.js";
import { send } from "./transport.js";

const reading = byId("reading");
const id = reading.dataset.document ?? "";
const path = `/api/documents/${encodeURIComponent(id)}`;

/** @returns {Storage | undefined} */
function storage() {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

async function start() {
  const [study, answer] = await Promise.all([ask("GET", "/api/study"), ask("GET", path)]);
  const root = byId("text");
  /** @type {import("./text.js").Block[]} */
  let blocks = [];
  const store = new Store(study, answer.document, (positions) => {
    blocks = readBlocks(root, positions);
    return blocks;
  });
  if (!isSameText(store.text, blocks)) {
    // The text was changed between the page and its data.
    location.reload();
    return;
  }
  const codes = Boolean(store.coder);
  const naming = new Naming(store);
  const view = new TextView(root, blocks, store, (note) => naming.aloud(note));
  const sentences = new Sentences(store.text, blocks, reading.dataset.language ?? "");
  const cursor = new Cursor(view, store, sentences);
  const history = new History();

  const outbox = new Outbox({
    send,
    keep: keepIn(storage(), `crosscase.unsent.${reading.dataset.key}.${store.coder}.`, drawRequest()),
    acknowledged(entry, given) {
      deeds.acknowledged(entry, given);
      const { active } = margin;
      if (active) active.key = deeds.now(active.key);
      if (!outbox.waiting.length) announce(t("read.state.saved"));
      document.dispatchEvent(new CustomEvent("crosscase:saved", { detail: entry.request }));
    },
    refused() {
      announce(t("read.conflict.refused"), { urgent: true });
      conflicts.next();
    },
    changed() {
      status.refresh();
      tellHistory();
    },
  });
  const status = new Status(outbox, codes);
  const deeds = new Deeds(store, outbox, history);
  const card = new Card(store, naming, {
    edit: () => acts.edit(),
    withdraw: () => acts.withdraw(),
    accept: () => acts.accept(),
    correct: () => acts.correct(),
    reject: () => acts.reject(),
  });
  const margin = new Margin(view, store, naming, card);
  const palette = codes ? new Palette(store, naming, cursor) : null;
  const acts = new Acts({ store, deeds, cursor, margin, naming, sentences, palette });
  const conflicts = new Conflicts(store, outbox, naming, {
    again(entry) {
      const span = {
        from: entry.body.from ?? store.positions.toUnits(entry.body.start),
        to: entry.body.to ?? store.positions.toUnits(entry.body.end),
      };
      const [claim] = entry.body.claims;
      conflicts.discard(entry);
      queueMicrotask(() =>
        palette?.open({
          kind: "add",
          span,
          code: claim.code,
          draft: {
            ...claim,
            units: entry.body.claims.map((/** @type {any} */ one) => one.unit),
            periods: claim.period.split(";").filter(Boolean),
            toward: Object.fromEntries(
              entry.body.claims.map((/** @type {any} */ one) => [one.unit, one.toward]),
            ),
          },
          save: (draft, code) => acts.add(span, draft, code),
        }),
      );
    },
    changed: () => void readAnew(),
  });

  /** Read the document anew, and keep what is chosen and what waits. */
  async function readAnew() {
    const others = store.others.join(",");
    const found = await ask("GET", others ? `${path}?others=${encodeURIComponent(others)}` : path);
    if (found.document.sha256 !== store.document.sha256) {
      tellTextChanged();
      return found.version;
    }
    store.adopt(found, (one) => outbox.concerns(one));
    return found.version;
  }

  const changes = new Changes(id, answer.version, {
    document: readAnew,
    study: async () => store.useStudy(await ask("GET", "/api/study")),
    away: (error) => {
      status.tellAway(error);
      if (!error) void outbox.retry();
    },
    isBusy: () => outbox.sending,
  });

  store.on("blocks", (changed) => view.refresh(changed));
  view.afterDrawing.push(() => undefined);
  cursor.onChange((span) => {
    if (span && !cursor.byHand) sayWhere(span);
  });
  margin.onChange((note) => cursor.paint("active", note && { from: note.from, to: note.to }));

  /** @param {import("./types.js").Span} span */
  function sayWhere(span) {
    const codings = store.codings.within(span).filter(store.isShown).length;
    const words = store.text.slice(span.from, span.to);
    announce(codings ? `${words} ${t("read.coded-here", { n: codings })}` : words);
  }

  function tellHistory() {
    for (const [name, deedsLeft] of /** @type {const} */ ([
      ["undo", history.done],
      ["redo", history.undone],
    ])) {
      const button = /** @type {HTMLButtonElement | null} */ (document.getElementById(name));
      if (!button) continue;
      button.disabled = deedsLeft.length === 0;
      const last = deedsLeft.at(-1);
      const words = t(`read.tool.${name}`);
      button.title = `${last ? `${words}: ${last.label}` : words} (${name === "undo" ? "z" : "Z"})`;
    }
  }

  function tellTextChanged() {
    announce(t("read.banner.text"), { urgent: true });
    const banner = byId("banner");
    banner.hidden = false;
    banner.textContent = t("read.banner.text");
  }

  const quick = codes
    ? new Quick(cursor, {
        code: () => acts.code(),
        again: () => acts.again(),
        lastWords: () => acts.lastWords(),
      })
    : null;
  const documents = new Documents(store);
  const filters = new FilterPanel(store, naming, (others) => {
    store.others = others;
    filters.tellButton();
    void readAnew();
  });
  const coverage = codes ? new CoveragePanel(store, deeds) : null;
  const links = new Links(store, cursor, acts, async (coding) => {
    const all = store.study.coders.map((/** @type {any} */ one) => one.id);
    const found = await ask("GET", `${path}?others=${encodeURIComponent(all.join(","))}`);
    const wanted = found.codings.find((/** @type {any} */ one) => one.id === coding);
    if (!wanted) return false;
    store.others = [...store.others, wanted.coder];
    filters.tellButton();
    await readAnew();
    return true;
  });
  listenToDialogs();

  /** @param {() => void} work */
  const ifCodes = (work) => (codes ? work : () => undefined);
  /** @type {Record<string, () => void>} */
  const tools = {
    documents: () => void documents.open(),
    undo: () => acts.undo(),
    redo: () => acts.redo(),
    "next-uncoded": () => acts.nextUncoded(1),
    "next-suggestion": () => acts.nextSuggestion(1),
    "next-coding": () => acts.nextCoding(1),
    filter: () => filters.open(),
    coverage: () => coverage?.open(),
    "ending-coverage": () => coverage?.open(),
    help: () => openDialog("help-dialog"),
  };
  for (const [name, work] of Object.entries(tools)) {
    document.getElementById(name)?.addEventListener("click", work);
  }

  /** Move in the text: what was chosen in the margin is let go. */
  const inText = (/** @type {() => unknown} */ work) => () => {
    if (margin.active) margin.choose(null);
    root.focus({ preventScroll: true });
    work();
  };
  const down = inText(() => cursor.moveSentence(1));
  const up = inText(() => cursor.moveSentence(-1));
  const keys = new Keys({
    ArrowDown: down,
    j: down,
    ArrowUp: up,
    k: up,
    "Shift+ArrowDown": () => cursor.extendSentence(1),
    "Shift+j": () => cursor.extendSentence(1),
    "Shift+ArrowUp": () => cursor.extendSentence(-1),
    "Shift+k": () => cursor.extendSentence(-1),
    "Shift+ArrowRight": () => cursor.extendWord(1),
    "Shift+ArrowLeft": () => cursor.extendWord(-1),
    o: () => announce(t(`read.end-moves.${cursor.turn()}`)),
    Enter: () => acts.code(),
    r: ifCodes(() => acts.again()),
    e: () => acts.edit(),
    Delete: () => acts.withdraw(),
    Backspace: () => acts.withdraw(),
    a: () => acts.accept(),
    c: () => acts.correct(),
    x: () => acts.reject(),
    n: () => acts.nextCoding(1),
    "Shift+n": () => acts.nextCoding(-1),
    u: ifCodes(() => acts.nextUncoded(1)),
    "Shift+u": ifCodes(() => acts.nextUncoded(-1)),
    s: ifCodes(() => acts.nextSuggestion(1)),
    "Shift+s": ifCodes(() => acts.nextSuggestion(-1)),
    z: ifCodes(() => acts.undo()),
    "Shift+z": ifCodes(() => acts.redo()),
    "Ctrl+z": ifCodes(() => acts.undo()),
    "Ctrl+Shift+z": ifCodes(() => acts.redo()),
    "Ctrl+y": ifCodes(() => acts.redo()),
    d: tools.documents,
    f: tools.filter,
    g: ifCodes(tools.coverage),
    "?": tools.help,
    Escape: () => {
      if (margin.active) {
        margin.choose(null);
        root.focus({ preventScroll: true });
      } else {
        cursor.set(null);
      }
      quick?.hide();
    },
  });
  /** @type {HTMLInputElement} */
  const single = byId("help-keys");
  single.checked = keys.on;
  single.addEventListener("change", () => keys.turn(single.checked));

  root.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (!target.closest(".words") || !document.getSelection()?.isCollapsed) return;
    const at = placeUnder(event);
    if (at === null) return;
    const sentence = sentences.at(at);
    if (sentence) cursor.set(sentence);
    const [note, block] = notesAt(at);
    margin.choose(note, block, { focus: false });
  });

  /** @param {MouseEvent} event */
  function placeUnder({ clientX, clientY }) {
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(clientX, clientY);
      return caret ? view.placeOf(caret.offsetNode, caret.offset) : null;
    }
    const range = document.caretRangeFromPoint(clientX, clientY);
    return range ? view.placeOf(range.startContainer, range.startOffset) : null;
  }

  /**
   * The shortest note on a place; where it is chosen already, the next longer one.
   * @param {number} at
   * @returns {[import("./notes.js").Note | null, number]}
   */
  function notesAt(at) {
    const here = blockAt(store.blocks, at);
    const notes = store.notesIn(here).filter((note) => note.from <= at && at < note.to);
    notes.sort((a, b) => a.to - a.from - (b.to - b.from));
    const n = notes.findIndex((note) => note.key === margin.active?.key);
    const note = notes[n + 1] ?? null;
    return [note, note ? blockAt(store.blocks, note.from) : 0];
  }

  addEventListener("beforeprint", () => view.drawAll());

  store.adopt(answer);
  deeds.showWaiting(outbox.waiting);
  const [latest] = [...store.codings.byId.values()]
    .filter((one) => one.coder === store.coder && one.at)
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  if (palette && latest) palette.begin(store.codings.byId.values(), latest);
  status.refresh();
  coverage?.refresh();
  await links.follow();
  void outbox.retry();
  conflicts.next();
  document.documentElement.dataset.ready = "true";
}

/**
 * Say whether the blocks on the page are those of the text.
 * @param {string} text
 * @param {readonly import("./text.js").Block[]} blocks
 */
function isSameText(text, blocks) {
  return blocks.every(({ words, from, to }) => words.textContent === text.slice(from, to));
}

start().catch((error) => {
  const banner = byId("banner");
  banner.hidden = false;
  banner.textContent = t("read.banner.start", { why: error.message });
  throw error;
});
