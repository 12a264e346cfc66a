// Filters by status, confidence, kind and date; what is filtered out is neither marked nor drawn.

import { el, fill } from "./dom.js";
import { kindWord, localNumber, t } from "./words.js";

const STATUSES = ["resolved", "ambiguous", "unlocated", "filtered"];
const DAY = /^\d{4}-\d{2}-\d{2}/;

/** The filters at the start: all but what is no place. */
export function openFilters() {
  return { hidden: new Set(["filtered"]), hiddenKinds: new Set(), least: 0, from: "", to: "", relations: true };
}

/** The day of a document, from one of its fields: `YYYY-MM-DD`, or empty. */
export function dayOf(doc, column) {
  const value = String(doc.fields?.[column] ?? "");
  return DAY.test(value) ? value.slice(0, 10) : "";
}

/** Whether a document's day lies between the dates that are set; without a day it fails only if one is set. */
export function isInTime(doc, filters, column) {
  if (!filters.from && !filters.to) return true;
  const day = dayOf(doc, column);
  return day !== "" && (!filters.from || day >= filters.from) && (!filters.to || day <= filters.to);
}

/** Whether an item passes. */
export function passes(item, filters) {
  if (item.type === "relation") return filters.relations && (item.confidence ?? 1) >= filters.least;
  if (filters.hidden.has(item.status) || filters.hiddenKinds.has(item.kind)) return false;
  return (item.confidence ?? 1) >= filters.least;
}

/** The form for the filters of these mentions; `onChange` is called when one changes. */
export function filterForm(mentions, days, filters, onChange) {
  const kinds = counted(mentions.map((item) => item.kind));
  const statuses = counted(mentions.map((item) => item.status));
  const output = el("output", {}, percent(filters.least));
  return el(
    "form",
    { class: "filters", onsubmit: (event) => event.preventDefault() },
    el(
      "fieldset",
      {},
      el("legend", {}, t("status")),
      STATUSES.filter((status) => statuses.has(status)).map((status) =>
        box(el("span", {}, el("span", { class: `swatch ${status}` }), t(status)), statuses.get(status), !filters.hidden.has(status), (on) => {
          toggle(filters.hidden, status, !on);
          onChange();
        }),
      ),
      box(el("span", {}, el("span", { class: "swatch relation" }), t("relations")), null, filters.relations, (on) => {
        filters.relations = on;
        onChange();
      }),
    ),
    el(
      "label",
      { class: "range" },
      el("span", {}, t("min-confidence")),
      el("input", {
        type: "range",
        min: 0,
        max: 1,
        step: 0.05,
        value: filters.least,
        "data-filter": "confidence",
        oninput: ({ target }) => {
          filters.least = Number(target.value);
          output.textContent = percent(filters.least);
          onChange();
        },
      }),
      output,
    ),
    days.length ? dates(days, filters, onChange) : null,
    kindList(kinds, filters, onChange),
  );
}

function dates(days, filters, onChange) {
  const field = (key) =>
    el(
      "label",
      {},
      el("span", {}, t(`date-${key}`)),
      el("input", {
        type: "date",
        min: days[0],
        max: days[days.length - 1],
        value: filters[key],
        "data-filter": `date-${key}`,
        onchange: ({ target }) => {
          filters[key] = target.value;
          onChange();
        },
      }),
    );
  return el("div", { class: "dates" }, field("from"), field("to"));
}

function kindList(kinds, filters, onChange) {
  const sorted = [...kinds].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  const list = el("div", { class: "kinds" });
  const draw = () =>
    fill(
      list,
      sorted.map(([kind, count]) =>
        box(kindWord(kind), count, !filters.hiddenKinds.has(kind), (on) => {
          toggle(filters.hiddenKinds, kind, !on);
          onChange();
        }),
      ),
    );
  const set = (hidden) => {
    filters.hiddenKinds = new Set(hidden);
    draw();
    onChange();
  };
  draw();
  return el(
    "details",
    { class: "kind-filter" },
    el("summary", {}, t("kinds")),
    el(
      "p",
      {},
      el("button", { type: "button", class: "small", onclick: () => set([]) }, t("all")),
      " ",
      el("button", { type: "button", class: "small", onclick: () => set(kinds.keys()) }, t("none")),
    ),
    list,
  );
}

function box(words, count, checked, onSet) {
  return el(
    "label",
    { class: "check" },
    el("input", { type: "checkbox", checked, onchange: ({ target }) => onSet(target.checked) }),
    el("span", { class: "what" }, words),
    count === null ? null : el("span", { class: "quiet" }, localNumber(count)),
  );
}

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function toggle(set, value, on) {
  if (on) set.add(value);
  else set.delete(value);
}

function percent(value) {
  return `${localNumber(Math.round(value * 100))}%`;
}
