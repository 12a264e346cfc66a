// The page of a map file: documents, filters, text and map side by side.

import { detailsOf, describe, itemName } from "./details.js";
import { bdi, calm, el, fill } from "./dom.js";
import { dayOf, filterForm, isInTime, openFilters, passes } from "./filters.js";
import { legend } from "./legend.js";
import { renderText } from "./marked.js";
import { locateSpans, surfaceOf } from "./record.js";
import { readData, unpack } from "./unpack.js";
import { makeView } from "./view.js";
import { currentLanguage, preferredLanguage, setKinds, setLanguage, t } from "./words.js";

const PAGE = 200; // items and documents listed at once

const app = document.getElementById("app");

function start(data) {
  setKinds(data.kinds);
  setLanguage(preferredLanguage(data.language));
  const documents = unpack(data);
  const days = [...new Set(documents.map((doc) => dayOf(doc, data.dateColumn)))].filter(Boolean).sort();
  const everyMention = documents.flatMap((doc) => doc.mentions);
  const everyRelation = documents.flatMap((doc) => doc.relations);
  const items = new Map([...everyMention, ...everyRelation].map((item) => [String(item.key), item]));
  const filters = openFilters();
  const state = { doc: documents[0] ?? null, item: null, here: [], all: documents.length > 1 };
  let marks = new Map();

  const parts = {
    bar: el("header", { class: "bar" }),
    text: el("div", { class: "text", tabindex: 0 }),
    aside: el("div", { class: "about-item", "aria-live": "polite", tabindex: 0 }),
    filters: el("details", { class: "filter-panel" }),
    count: el("p", { class: "count quiet", role: "status" }),
    legend: el("div", { class: "legend-holder" }),
    map: el("div", { class: "map" }),
    picker: el("div", { class: "picker" }),
    foot: el("footer", { class: "foot" }),
  };
  fill(
    app,
    parts.bar,
    el(
      "main",
      { class: "split" },
      el("section", { class: "side" }, parts.filters, parts.count, parts.picker, parts.text, parts.aside),
      el("section", { class: "ground" }, parts.map, parts.legend),
    ),
    parts.foot,
  );
  const view = makeView(parts.map, data, { onPick: pick, languageNow: currentLanguage });

  function shown() {
    const docs = state.all ? documents : [state.doc].filter(Boolean);
    const inTime = docs.filter((doc) => isInTime(doc, filters, data.dateColumn));
    return {
      docs: inTime,
      mentions: inTime.flatMap((doc) => doc.mentions.filter((item) => passes(item, filters))),
      relations: inTime.flatMap((doc) => doc.relations.filter((item) => passes(item, filters))),
    };
  }

  function refresh() {
    const found = shown();
    view.show(found.mentions, found.relations);
    const numbers = { shown: found.mentions.length, count: everyMention.length };
    const of = documents.length > 1 ? t("list-comma") + t("documents-count", { count: found.docs.length }) : "";
    parts.count.textContent = found.mentions.length ? t("mentions-count", numbers) + of : t("empty-map");
    drawText();
  }

  function drawText() {
    const { doc } = state;
    marks = new Map();
    if (!doc) return fill(parts.text, el("p", { class: "empty" }, t("empty-map")));
    const mentions = doc.mentions.filter((item) => passes(item, filters));
    if (doc.text === null) {
      fill(parts.text, el("p", { class: "quiet" }, t("no-text")), itemList(mentions));
    } else {
      locateSpans(doc);
      const relations = doc.relations.filter((item) => passes(item, filters));
      marks = renderText(parts.text, doc.text, mentions, relations, (item) =>
        describe(item, data.places, currentLanguage()),
      );
    }
    return mark();
  }

  function mark() {
    for (const each of parts.text.querySelectorAll(".is-chosen")) {
      each.classList.remove("is-chosen");
      if (each.hasAttribute("aria-pressed")) each.setAttribute("aria-pressed", "false");
    }
    for (const each of marks.get(state.item?.key) ?? []) {
      each.classList.add("is-chosen");
      if (each.hasAttribute("aria-pressed")) each.setAttribute("aria-pressed", "true");
    }
  }

  function choose(item, { move = true, scroll = true } = {}) {
    const isElsewhere = item && item.doc !== state.doc;
    state.item = item;
    if (isElsewhere) {
      state.doc = item.doc;
      drawText();
      drawPicker();
    } else mark();
    view.select(item, { move });
    drawAside();
    if (scroll) marks.get(item?.key)?.[0]?.scrollIntoView({ block: "center" });
  }

  function pick(found) {
    state.here = found.length > 1 ? found : [];
    choose(found[0], { move: false });
  }

  function drawAside() {
    const { item, here } = state;
    const context = { places: data.places, language: currentLanguage() };
    fill(
      parts.aside,
      item ? null : el("p", { class: "empty" }, t("empty-pick")),
      item ? detailsOf(item, context) : null,
      here.length > 1 && here.includes(item)
        ? el("section", {}, el("h4", {}, t("items-here", { count: here.length })), itemList(here))
        : null,
    );
  }

  function itemList(list, from = 0) {
    const rest = list.length - from - PAGE;
    return el(
      "ul",
      { class: "items" },
      list.slice(from, from + PAGE).map((item) =>
        el(
          "li",
          {},
          el(
            "button",
            { type: "button", class: "link", "data-key": item.key },
            el("span", { class: `swatch ${item.status ?? "relation"}` }),
            bdi(surfaceOf(item)),
            " ",
            el("span", { class: "quiet" }, bdi(itemName(item, data.places, currentLanguage())), " · ", bdi(item.doc.id)),
          ),
        ),
      ),
      rest > 0
        ? el("li", {}, el("button", {
            type: "button",
            onclick: ({ target }) => target.closest("li").replaceWith(...itemList(list, from + PAGE).children),
          }, t("more", { count: rest })))
        : null,
    );
  }

  function drawPicker() {
    if (!state.doc) return fill(parts.picker);
    const at = documents.indexOf(state.doc);
    const go = (to) => {
      state.doc = documents[to];
      choose(null);
      refresh();
      drawPicker();
    };
    const step = (word, to) =>
      el("button", { type: "button", disabled: to < 0 || to >= documents.length, onclick: () => go(to) }, t(word));
    const found = el("div", { class: "found-documents" });
    const search = el("input", {
      type: "search",
      placeholder: t("search-documents"),
      "aria-label": t("search-documents"),
      oninput: calm(({ target }) => listDocuments(found, target.value, go)),
    });
    const fields = Object.entries(state.doc.fields).slice(0, 8);
    return fill(
      parts.picker,
      documents.length > 1
        ? [
            el("div", { class: "row" }, step("previous", at - 1), step("next", at + 1), search),
            found,
            el(
              "label",
              { class: "check" },
              el("input", {
                type: "checkbox",
                checked: state.all,
                onchange: ({ target }) => {
                  state.all = target.checked;
                  refresh();
                  view.fit();
                },
              }),
              el("span", { class: "what" }, t("all-documents")),
            ),
          ]
        : null,
      el("h2", {}, bdi(state.doc.id, { class: "doc-id" })),
      fields.length ? el("p", { class: "fields quiet" }, fields.map(([key, value]) => el("span", {}, bdi(key), ": ", bdi(value.slice(0, 80))))) : null,
    );
  }

  function listDocuments(target, words, go) {
    const wanted = words.trim().toLowerCase();
    const matching = wanted
      ? documents.filter((doc) => `${doc.id}\n${doc.text ?? ""}`.toLowerCase().includes(wanted)).slice(0, 30)
      : [];
    fill(
      target,
      matching.map((doc) =>
        el("button", { type: "button", class: "link", onclick: () => go(documents.indexOf(doc)) }, bdi(doc.id)),
      ),
    );
  }

  function drawFilters() {
    const change = calm(refresh, 60);
    fill(parts.filters, el("summary", {}, t("filters")), filterForm(everyMention, days, filters, change));
  }

  function drawBar() {
    document.title = data.title || t("title-map");
    const { map } = view;
    fill(
      parts.bar,
      el("h1", {}, bdi(data.title || t("title-map"))),
      map.geocoderTiles
        ? el(
            "label",
            { class: "check" },
            el("input", {
              type: "checkbox",
              onchange: ({ target }) => (target.checked ? map.geocoderTiles.addTo(map) : map.geocoderTiles.remove()),
            }),
            t("online-tiles"),
          )
        : null,
      el("button", { type: "button", class: "language", onclick: switchLanguage }, t("language")),
    );
    parts.text.setAttribute("aria-label", t("text"));
    fill(
      parts.foot,
      el("span", {}, t("base-map")),
      el(
        "details",
        {},
        el("summary", {}, t("sources")),
        el("p", {}, bdi(data.gazetteer), " · ", `deir-ez-zor-geocoder ${data.version} · Leaflet (BSD-2-Clause)`),
        el("ul", {}, data.base.sources.map(({ citation, licence }) => el("li", {}, bdi(citation), " ", bdi(`(${licence})`)))),
      ),
    );
  }

  function switchLanguage() {
    setLanguage(currentLanguage() === "ar" ? "en" : "ar");
    drawAll();
  }

  function drawAll() {
    drawBar();
    drawFilters();
    drawPicker();
    refresh();
    drawAside();
    const unfolded = parts.legend.querySelector("details")?.open ?? innerWidth > 1400;
    fill(parts.legend, legend(unfolded));
    view.redraw();
  }

  function listen(type, action) {
    app.addEventListener(type, (event) => {
      const key = event.target.closest?.("[data-key]")?.dataset.key;
      if (key && items.has(key)) action(items.get(key), event);
    });
  }
  listen("click", (item) => choose(item, { scroll: false }));
  listen("focusin", (item) => view.select(item, { move: false }));
  listen("mouseover", (item) => view.select(item, { move: false }));
  listen("mouseout", () => view.select(state.item, { move: false }));
  listen("keydown", (item, event) => {
    if (event.target.tagName === "BUTTON" || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    choose(item, { scroll: false });
  });

  drawAll();
  view.fit();
  app.removeAttribute("aria-busy");
  app.dataset.ready = "true";
}

/** Opens the data block of the page. */
async function open() {
  const block = document.getElementById("data");
  setLanguage(preferredLanguage(null));
  fill(app, el("p", { class: "empty" }, t("loading")));
  try {
    const data = await readData(block);
    block.remove();
    start(data);
  } catch (error) {
    fill(app, el("p", { class: "empty", role: "alert" }, t("failed", { reason: error.message })));
    app.removeAttribute("aria-busy");
    throw error;
  }
}

await open();
