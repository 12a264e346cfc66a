// What a review gives back: gold documents for `geocoder evaluate`, and rows for the gazetteer.

import { surfaceOf } from "./record.js";

const ROLES = { anaphor: "anaphor", region: "relative" };
const ARABIC = /\p{Script=Arabic}/u;
const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/** A document as a line of gold; mentions that nobody has judged are tagged `unreviewed`. */
export function goldDocument(doc, places) {
  const real = doc.mentions.filter((item) => item.status !== "filtered");
  return {
    doc_id: doc.id,
    lang: ARABIC.test(doc.text) ? "ar" : "en",
    genre: "",
    phenomena: [],
    text: doc.text,
    mentions: real.map((item) => goldMention(item, places)),
    relations: doc.relations.map(goldRelation),
    distractors: doc.mentions
      .filter((item) => item.status === "filtered" && item.verdict)
      .map((item) => ({ start: item.start, end: item.end, surface: surfaceOf(item), why: item.why ?? "other" })),
  };
}

function goldMention(item, places) {
  const place = places[item.place_id];
  return {
    start: item.start,
    end: item.end,
    surface: surfaceOf(item),
    key: item.place_id ?? keyOf(surfaceOf(item)),
    name_ar: place?.ar ?? item.name_ar ?? "",
    kind: item.kind ?? "other",
    role: ROLES[item.match] ?? "place",
    expected_parent: place?.parents?.[0] ?? "",
    lat: item.lat ?? null,
    lon: item.lon ?? null,
    radius_m: item.radius_m ?? null,
    alt_keys: [],
    tags: item.verdict ? [`review-${item.verdict}`] : ["unreviewed"],
  };
}

function goldRelation(item) {
  const [anchor, second] = item.anchors;
  const gold = {
    start: item.start,
    end: item.end,
    surface: surfaceOf(item),
    relation: item.relation,
    anchor_key: anchor ?? "",
    distance_m: item.distance_m ?? null,
    bearing: typeof item.bearing === "number" ? POINTS[Math.round(item.bearing / 45) % 8] : null,
  };
  return second ? { ...gold, anchor_key2: second } : gold;
}

/** A key for a place that has no id yet: the code points of its name, so that equal names share one. */
export function keyOf(name) {
  const latin = name.normalize("NFKD").replace(/[^\w]+/g, "_").replace(/^_+|_+$/g, "").toLowerCase();
  if (/^[a-z]/.test(latin)) return latin.slice(0, 60);
  const letters = [...name.trim()].slice(0, 12).map((letter) => letter.codePointAt(0).toString(16));
  return `new_${letters.join("_")}`;
}

/** Gold documents as JSON Lines. */
export function goldLines(docs, places) {
  return docs.map((doc) => `${JSON.stringify(goldDocument(doc, places))}\n`).join("");
}

/** Rows for `names.tsv`: words that a reader took for a place whose names do not hold them. */
export function nameRows(docs, places) {
  const rows = new Set();
  for (const item of judged(docs)) {
    const place = places[item.place_id];
    if (!place || place.isNew || item.match === "anaphor" || item.match === "region") continue;
    const words = surfaceOf(item);
    if (words === place.ar || words === place.en) continue;
    if (item.verdict === "accepted" && item.match !== "fuzzy") continue;
    const lang = ARABIC.test(words) ? "ar" : "en";
    rows.add([item.place_id, words, lang, "variant", "0", "review", "", "", item.doc.id].map(cell).join("\t"));
  }
  return table(["id", "toponym", "lang", "kind", "weak", "source", "start", "end", "note"], rows);
}

/** Rows for `places.tsv`: places that a reader described and the gazetteer lacks. */
export function placeRows(docs, places) {
  const rows = new Set();
  for (const item of judged(docs)) {
    const place = places[item.place_id];
    if (!place?.isNew) continue;
    const values = [item.place_id, place.ar || place.en, place.kind, "", place.parents[0] ?? "", ""];
    const known = Number.isFinite(place.lat) && place.lat !== null;
    values.push(known ? place.lat : "", known ? place.lon : "", known ? place.radius_m ?? "" : "");
    values.push(known ? "read" : "unknown", "review", "", "", item.doc.id);
    rows.add(values.map(cell).join("\t"));
  }
  const columns = "id title kind feature_code parent_id pcode lat lon radius_m basis source start end description";
  return table(columns.split(" "), rows);
}

function judged(docs) {
  return docs.flatMap((doc) => doc.mentions.filter((item) => item.verdict && item.status !== "filtered"));
}

function table(columns, rows) {
  return rows.size ? `${[columns.join("\t"), ...[...rows].sort()].join("\n")}\n` : "";
}

/** A value for a cell, which holds neither tab nor line break. */
function cell(value) {
  return String(value ?? "").replace(/[\t\n\r\p{Cc}]+/gu, " ").trim();
}
