// What is known of one mention or relation: position, reasons, rivals.

import { bdi, el } from "./dom.js";
import { isNumber, surfaceOf } from "./record.js";
import { kindWord, localNumber, t } from "./words.js";

/** Name of a place in the language of the interface, else in any, else its id. */
export function placeName(places, id, language) {
  const place = places[id];
  if (!place) return id ?? "";
  return (language === "ar" ? place.ar || place.en : place.en || place.ar) || id;
}

/** What an item stands for, in words. */
export function itemName(item, places, language) {
  if (item.type === "relation") return surfaceOf(item);
  if (item.place_id) return placeName(places, item.place_id, language);
  return item.name || item.name_ar || item.name_en || surfaceOf(item);
}

/** The label of a mark for screen readers: the words, what they stand for, how sure. */
export function describe(item, places, language) {
  const name = itemName(item, places, language);
  return [surfaceOf(item), name === surfaceOf(item) ? "" : name, t(item.status ?? "relation")]
    .filter(Boolean)
    .join(", ");
}

/**
 * A panel about an item.
 * `candidate` makes the buttons beside a rival, `actions` what can be done with the item; both may be absent.
 */
export function detailsOf(item, { places, language, candidate, actions, onPlace }) {
  const isMention = item.type === "mention";
  const name = itemName(item, places, language);
  const other = isMention && item.place_id ? placeName(places, item.place_id, language === "ar" ? "en" : "ar") : "";
  return el(
    "article",
    { class: "details", "aria-label": t("details") },
    el("h3", {}, bdi(name)),
    other && other !== name ? el("p", { class: "other-name" }, bdi(other)) : null,
    el(
      "p",
      { class: "badges" },
      el("span", { class: `badge ${item.status ?? "relation"}` }, t(item.status ?? "relation")),
      el("span", { class: "badge" }, isMention ? kindWord(item.kind) : t(`relation-${item.relation}`)),
      isMention ? el("span", { class: "badge" }, t(`match-${item.match}`)) : null,
    ),
    actions ? actions(item) : null,
    el("dl", {}, facts(item, places, language, onPlace)),
    reasons(item),
    isMention ? rivals(item, places, language, candidate) : null,
  );
}

function facts(item, places, language, onPlace) {
  const found = [[t("in-text"), bdi(surfaceOf(item))]];
  if (isNumber(item.lat) && isNumber(item.lon)) {
    found.push([t("position"), bdi(`${item.lat.toFixed(5)}, ${item.lon.toFixed(5)}`, { dir: "ltr" })]);
  } else found.push([t("position"), t("unknown")]);
  if (isNumber(item.radius_m)) found.push([t("radius"), distance(item.radius_m)]);
  if (item.enclosing) found.push([t("enclosing"), placeLink(item.enclosing.place_id, places, language, onPlace)]);
  if (isNumber(item.confidence)) found.push([t("confidence"), confidenceBar(item.confidence)]);
  if (item.precision) found.push([t("precision"), t(`precision-${item.precision}`)]);
  if (isNumber(item.distance_m)) found.push([t("distance"), distance(item.distance_m)]);
  if (isNumber(item.bearing)) found.push([t("bearing"), `${localNumber(item.bearing)}°`]);
  if (item.anchors?.length) {
    found.push([t("anchors"), joined(item.anchors.map((id) => placeLink(id, places, language, onPlace)))]);
  }
  if (item.place_id) found.push([t("place-id"), placeLink(item.place_id, places, language, onPlace, item.place_id)]);
  const above = places[item.place_id]?.parents ?? [];
  if (above.length) found.push([t("part-of"), joined(above.map((id) => placeLink(id, places, language, onPlace)))]);
  return found.map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]);
}

function reasons(item) {
  if (!item.evidence?.length) return null;
  return [
    el("h4", {}, t("evidence")),
    el(
      "ul",
      { class: "reasons" },
      item.evidence.map(({ rule, detail }) => el("li", {}, el("code", {}, rule), " ", bdi(detail))),
    ),
  ];
}

function rivals(item, places, language, candidate) {
  const listed = item.candidates ?? [];
  if (listed.length === 0) return null;
  return [
    el("h4", {}, t("candidates")),
    el(
      "ol",
      { class: "rivals" },
      listed.map((each) =>
        el(
          "li",
          { class: each.place_id === item.place_id ? "chosen" : null },
          bdi(placeName(places, each.place_id, language)),
          " ",
          el("span", { class: "quiet" }, kindWord(places[each.place_id]?.kind ?? "other")),
          isNumber(each.score) ? confidenceBar(each.score) : null,
          candidate ? candidate(item, each) : null,
        ),
      ),
    ),
  ];
}

function placeLink(id, places, language, onPlace, text) {
  const words = bdi(text ?? placeName(places, id, language), { title: id });
  return onPlace ? el("a", { href: onPlace(id), target: "_blank", rel: "noopener" }, words) : words;
}

function joined(elements) {
  return elements.flatMap((each, index) => (index ? [t("list-comma"), each] : [each]));
}

/** Metres, or kilometres from one on. */
export function distance(metres) {
  return metres < 1000 ? `${localNumber(Math.round(metres))} ${t("m")}` : `${localNumber(Math.round(metres / 100) / 10)} ${t("km")}`;
}

export function confidenceBar(value) {
  return el(
    "span",
    { class: "confidence" },
    el("meter", { min: 0, max: 1, low: 0.5, high: 0.8, optimum: 1, value, "aria-hidden": "true" }),
    ` ${localNumber(Math.round(value * 100))}%`,
  );
}
