// The review page: a text in, its places on text and map, verdicts and corrections out.

import { drawAdder } from "./adder.js";
import { ask, tell } from "./api.js";
import { describe, detailsOf } from "./details.js";
import { bdi, calm, el, fill } from "./dom.js";
import { downloadMenu } from "./downloads.js";
import { filterForm, openFilters, passes } from "./filters.js";
import { makeIntake, takeDrops } from "./intakeform.js";
import { legend } from "./legend.js";
import { renderText } from "./marked.js";
import { choosePlace } from "./search.js";
import { accept, addMention, correct, reject, reviewed, undo } from "./session.js";
import { drawHead, rememberedLanguage } from "./shell.js";
import { listenToKeys, verdictButtons } from "./verdicts.js";
import { makeView } from "./view.js";
import "./webwords.js";
import { currentLanguage, preferredLanguage, setKinds, setLanguage, t } from "./words.js";

const app = document.getElementById("app");

function start(data) {
  setKinds(data.kinds);
  const state = { docs: [], doc: null, item: null, here: [], saved: true, busy: false };
  const filters = { ...openFilters(), hidden: new Set() };
  let marks = new Map();

  const parts = {
    bar: el("header", { class: "bar" }),
    intake: el("details", { class: "intake", open: true }),
    status: el("p", { class: "status", role: "status" }),
    picker: el("div", { class: "picker" }),
    filters: el("details", { class: "filter-panel" }),
    text: el("div", { class: "text", tabindex: 0 }),
    adder: el("div", { class: "adder" }),
    aside: el("div", { class: "about-item", "aria-live": "polite", tabindex: 0 }),
    map: el("div", { class: "map" }),
    legend: el("div", { class: "legend-holder" }),
  };
  fill(
    app,
    parts.bar,
    el(
      "main",
      { class: "split" },
      el("section", { class: "side" }, parts.intake, parts.status, parts.picker, parts.filters, parts.text, parts.adder, parts.aside),
      el("section", { class: "ground" }, parts.map, parts.legend),
    ),
  );
  const view = makeView(parts.map, data, { onPick: pick, languageNow: currentLanguage });
  const intake = makeIntake(parts.intake, {
    onTexts: takeTexts,
    onProblem: (words) => say(words, true),
    nextId: () => `text-${state.docs.length + 1}`,
  });

  // Getting texts in.

  async function takeTexts(texts) {
    if (state.busy) return;
    state.busy = true;
    app.setAttribute("aria-busy", "true");
    let first = null;
    try {
      for (const [index, { id, text }] of texts.entries()) {
        say(texts.length > 1 ? `${t("finding")} ${index + 1} / ${texts.length}` : t("finding"));
        const answer = await tell("/review", { text, doc_id: id });
        Object.assign(data.places, answer.places);
        const doc = reviewed(text, answer.record);
        state.docs = [...state.docs.filter((each) => each.id !== doc.id), doc];
        first ??= doc;
      }
      say("");
    } catch (error) {
      say(error.message, true);
    } finally {
      state.busy = false;
      app.removeAttribute("aria-busy");
    }
    if (first) {
      parts.intake.open = false;
      openDocument(first);
    }
  }

  function say(words, isProblem = false) {
    parts.status.textContent = words;
    parts.status.classList.toggle("problem", isProblem);
    parts.status.hidden = words === "";
  }

  // The document that is open.

  function openDocument(doc) {
    state.doc = doc;
    state.item = null;
    state.here = [];
    drawFilters();
    refresh();
    view.fit();
  }

  function refresh() {
    const { doc } = state;
    const mentions = doc ? doc.mentions.filter((item) => passes(item, filters)) : [];
    const relations = doc ? doc.relations.filter((item) => passes(item, filters)) : [];
    view.show(mentions.filter((item) => item.status !== "filtered"), relations);
    if (doc) {
      marks = renderText(parts.text, doc.text, mentions, relations, (item) => describe(item, data.places, currentLanguage()));
      for (const item of mentions) {
        for (const each of marks.get(item.key) ?? []) if (item.verdict) each.dataset.verdict = item.verdict;
      }
    } else fill(parts.text, el("p", { class: "empty" }, t("start-hint")));
    mark();
    drawPicker();
    drawAside();
    redrawAdder();
  }

  function mark() {
    for (const [key, elements] of marks) {
      for (const each of elements) {
        each.classList.toggle("is-chosen", key === state.item?.key);
        if (each.hasAttribute("aria-pressed")) each.setAttribute("aria-pressed", String(key === state.item?.key));
      }
    }
    view.select(state.item, { move: false });
  }

  function choose(item, { move = true, focus = false } = {}) {
    state.item = item;
    mark();
    view.select(item, { move });
    drawAside();
    const first = marks.get(item?.key)?.[0];
    if (focus) first?.focus();
    first?.scrollIntoView({ block: "nearest" });
  }

  function pick(found) {
    state.here = found;
    choose(found[0], { move: false });
  }

  function step(by) {
    const listed = (state.doc?.mentions ?? []).filter((item) => marks.has(item.key));
    if (listed.length === 0) return;
    const at = listed.indexOf(state.item);
    choose(listed[(at < 0 ? (by > 0 ? 0 : listed.length - 1) : at + by + listed.length) % listed.length], { focus: true });
  }

  // Verdicts.

  function judge(action, ...given) {
    const result = action(state.item, ...given);
    state.saved = false;
    if (result === null) state.item = null;
    const { item } = state;
    refresh();
    if (item) choose(item, { focus: true });
  }

  async function change() {
    const { item } = state;
    const chosen = await choosePlace(item.surface, data, () => view.map.getCenter());
    if (!chosen) return;
    state.item = item;
    judge(correct, chosen.id, chosen.place);
  }

  async function addAt(from, to) {
    const { doc } = state;
    const chosen = await choosePlace(doc.text.slice(from, to), data, () => view.map.getCenter());
    if (!chosen) return;
    state.item = addMention(doc, from, to, chosen.id, chosen.place);
    state.saved = false;
    const { item } = state;
    refresh();
    choose(item, { focus: true });
  }

  function candidateButton(item, { place_id: id }) {
    if (id === item.place_id && item.status !== "filtered") return null;
    if (!data.places[id]) return null;
    return el("button", { type: "button", class: "small", "data-candidate": id, onclick: () => judge(correct, id, data.places[id]) }, t("choose"));
  }

  const acts = {
    accept: () => judge(accept),
    change,
    undo: () => judge(undo),
    reject: (why) => judge(reject, why),
  };

  // Panels.

  function drawAside() {
    const { item, doc, here } = state;
    const context = {
      places: data.places,
      language: currentLanguage(),
      candidate: candidateButton,
      actions: (each) => verdictButtons(each, acts),
      onPlace: (id) => (data.places[id]?.isNew ? null : `/gazetteer/${encodeURIComponent(id)}`),
    };
    const others = here.includes(item) ? here.filter((each) => each !== item) : [];
    fill(
      parts.aside,
      item ? detailsOf(item, context) : el("p", { class: "empty" }, doc?.mentions.every((each) => each.status === "filtered") ? t("no-mentions") : t("empty-pick")),
      others.length
        ? el("p", { class: "quiet" }, t("items-here", { count: here.length }), ": ", others.slice(0, 40).map((each) =>
            el("button", { type: "button", class: "small", onclick: () => choose(each, { move: false }) }, bdi(each.surface)),
          ))
        : null,
      doc ? el("p", { class: "quiet keys" }, t("keys-help")) : null,
    );
  }

  function drawPicker() {
    const { doc, docs } = state;
    if (!doc) return fill(parts.picker);
    const at = docs.indexOf(doc);
    const go = (word, to) => el("button", { type: "button", class: "small", disabled: to < 0 || to >= docs.length, onclick: () => openDocument(docs[to]) }, t(word));
    const done = doc.mentions.filter((item) => item.verdict).length;
    return fill(
      parts.picker,
      el("h2", {}, bdi(doc.id, { class: "doc-id" })),
      el(
        "div",
        { class: "row" },
        docs.length > 1 ? [go("previous", at - 1), el("span", { class: "quiet" }, `${at + 1} / ${docs.length}`), go("next", at + 1)] : null,
        el("span", { class: "quiet progress" }, t("progress", { done, count: doc.mentions.length })),
        el("button", { type: "button", class: "small", disabled: done === doc.mentions.length, onclick: acceptRest }, t("accept-rest")),
        downloadMenu(docs, data.places, { say, onSaved: () => (state.saved = true) }),
      ),
    );
  }

  function acceptRest() {
    for (const item of state.doc.mentions) if (!item.verdict) accept(item);
    state.saved = false;
    refresh();
  }

  function drawFilters() {
    const { doc } = state;
    parts.filters.hidden = !doc;
    if (doc) fill(parts.filters, el("summary", {}, t("filters")), filterForm(doc.mentions, [], filters, calm(refresh, 60)));
  }

  function redrawAdder() {
    drawAdder(parts.adder, state.doc, parts.text, { onAdd: addAt, onMissing: () => say(t("no-words"), true) });
  }

  function drawAll() {
    drawHead(parts.bar, "review", "title-review", drawAll);
    intake.draw();
    drawFilters();
    refresh();
    parts.text.setAttribute("aria-label", t("text"));
    fill(parts.legend, legend(parts.legend.querySelector("details")?.open ?? innerWidth > 1400));
    view.redraw();
  }

  // Listening.

  const itemOf = (event) => {
    const key = Number(event.target.closest?.("[data-key]")?.dataset.key);
    return state.doc && [...state.doc.mentions, ...state.doc.relations].find((item) => item.key === key);
  };
  parts.text.addEventListener("click", (event) => {
    const item = itemOf(event);
    if (item && document.getSelection().isCollapsed) choose(item);
  });
  parts.text.addEventListener("focusin", (event) => view.select(itemOf(event) ?? state.item, { move: false }));
  parts.text.addEventListener("mouseover", (event) => view.select(itemOf(event) ?? state.item, { move: false }));
  parts.text.addEventListener("mouseleave", () => view.select(state.item, { move: false }));
  parts.text.addEventListener("keydown", (event) => {
    const item = itemOf(event);
    if (!item || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    choose(item);
  });
  document.addEventListener("selectionchange", calm(() => {
    if (!parts.adder.contains(document.activeElement)) redrawAdder();
  }, 150));
  listenToKeys(parts.aside, step);
  takeDrops(app);
  addEventListener("beforeunload", (event) => {
    if (!state.saved) event.preventDefault();
  });
  parts.filters.addEventListener("toggle", () => parts.filters.open && drawFilters());

  drawAll();
  say("");
  app.removeAttribute("aria-busy");
  app.dataset.ready = "true";
}

setLanguage(preferredLanguage(rememberedLanguage()));
fill(app, el("p", { class: "empty" }, t("loading")));
try {
  start(await ask("/ground"));
} catch (error) {
  fill(app, el("p", { class: "empty", role: "alert" }, t("failed", { reason: error.message })));
  app.removeAttribute("aria-busy");
  throw error;
}
