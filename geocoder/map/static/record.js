// What the page knows of a document: the record's mentions and relations, with offsets in UTF-16 units.

import { offsetsOf } from "./spans.js";

let lastKey = 0;

/** A document of the page. Items get `doc`, `type`, a `key` of their own, and `from` and `to` in units. */
export function makeDocument({ id, text, fields = {}, mentions = [], relations = [] }) {
  const made = { id, text, fields, mentions: [], relations: [], offsets: null };
  made.mentions = mentions.map((each) => makeItem(made, "mention", each));
  made.relations = relations.map((each) => makeItem(made, "relation", each));
  return made;
}

export function makeItem(doc, type, record) {
  lastKey += 1;
  return { ...record, doc, type, key: lastKey, from: -1, to: -1 };
}

/** Sets `from` and `to` of all items of a document, when its text is first shown. */
export function locateSpans(doc) {
  doc.offsets ??= offsetsOf(doc.text ?? "");
  for (const item of [...doc.mentions, ...doc.relations]) {
    item.from = doc.offsets.toUnit(item.start);
    item.to = doc.offsets.toUnit(item.end);
  }
}

/** The words of the text that an item stands for. */
export function surfaceOf(item) {
  if (item.surface !== null && item.surface !== undefined) return item.surface;
  item.doc.offsets ??= offsetsOf(item.doc.text ?? "");
  return item.doc.text.slice(item.doc.offsets.toUnit(item.start), item.doc.offsets.toUnit(item.end));
}

/** Where an item is drawn: its own position, else that of the place around it; null if neither is known. */
export function positionOf(item, places) {
  if (isNumber(item.lat) && isNumber(item.lon)) {
    return { lat: item.lat, lon: item.lon, radius: item.radius_m ?? 0, own: true };
  }
  const around = item.enclosing ? places[item.enclosing.place_id] : undefined;
  if (!around || !isNumber(around.lat) || !isNumber(around.lon)) return null;
  return { lat: around.lat, lon: around.lon, radius: around.radius_m ?? 0, own: false };
}

export function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}
