// The documents under review and the verdicts on their mentions.

import { locateSpans, makeDocument, makeItem } from "./record.js";

const JUDGED = ["status", "place_id", "kind", "lat", "lon", "radius_m", "match", "name", "enclosing", "footprint"];

/** A document under review, from the answer to `POST /review`. */
export function reviewed(text, record) {
  const doc = makeDocument({ id: record.doc_id, text, mentions: record.mentions, relations: record.relations });
  locateSpans(doc);
  return doc;
}

function keep(item) {
  item.before ??= Object.fromEntries(JUDGED.map((key) => [key, item[key]]));
}

/** The mention is right as it is. */
export function accept(item) {
  keep(item);
  item.verdict = item.status === "filtered" ? "rejected" : "accepted";
  item.why ??= item.status === "filtered" ? "other" : null;
}

/** The mention stands for another place: `place` is its summary, `id` its id. */
export function correct(item, id, place) {
  keep(item);
  Object.assign(item, {
    status: Number.isFinite(place.lat) && place.lat !== null ? "resolved" : "unlocated",
    place_id: id,
    kind: place.kind,
    lat: place.lat,
    lon: place.lon,
    radius_m: place.radius_m,
    match: item.verdict === "added" ? "hand" : item.match,
    name: null,
    enclosing: null,
    footprint: null,
    why: null,
  });
  if (item.verdict !== "added") item.verdict = id === item.before.place_id && item.before.status !== "filtered" ? "accepted" : "corrected";
}

/** The mention is no place; `why` is a word of the gold format. */
export function reject(item, why) {
  keep(item);
  item.status = "filtered";
  item.verdict = "rejected";
  item.why = why;
}

/** Takes a verdict back; an added mention goes away. */
export function undo(item) {
  if (item.verdict === "added") {
    item.doc.mentions = inOrder([...item.doc.mentions.filter((each) => each !== item), ...item.covered]);
    return null;
  }
  Object.assign(item, item.before);
  item.verdict = null;
  item.why = null;
  return item;
}

/** A new mention at `[from, to]` (UTF-16 units) for a place. */
export function addMention(doc, from, to, id, place) {
  const record = {
    start: doc.offsets.toPoint(from),
    end: doc.offsets.toPoint(to),
    surface: doc.text.slice(from, to),
    status: "resolved",
    match: "hand",
    confidence: 1,
    candidates: [],
    evidence: [],
  };
  const item = Object.assign(makeItem(doc, "mention", record), { from, to, verdict: "added", before: {} });
  correct(item, id, place);
  // Marks cannot nest: what the new mention covers was misread.
  item.covered = doc.mentions.filter((each) => each.to > from && each.from < to);
  doc.mentions = inOrder([...doc.mentions.filter((each) => !item.covered.includes(each)), item]);
  return item;
}

function inOrder(mentions) {
  return mentions.sort((one, other) => one.from - other.from);
}

/** A stretch of the text without blanks and quotes at its ends, or null if nothing is left. */
export function trimmed(text, from, to) {
  const edge = /[\s"'«»“”()[\]{}،؛,.;:!؟?#]/u;
  let [start, end] = [from, to];
  while (start < end && edge.test(text[start])) start += 1;
  while (end > start && edge.test(text[end - 1])) end -= 1;
  return start < end ? [start, end] : null;
}
