// Reads the data block of a map file, which geocoder/map/payload.py writes.

import { makeDocument } from "./record.js";

/** The data: plain JSON, or JSON packed with gzip and Base64. */
export async function readData(block) {
  if (block.type === "application/json") return JSON.parse(block.textContent);
  const letters = atob(block.textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** Documents with their items, as `makeDocument` gives them. */
export function unpack(data) {
  const place = (number) => (number === null ? null : data.ids[number]);
  const shape = (number) => (number === null ? null : data.shapes[number]);
  const span = ([start, end, surface, lat, lon, radius_m, confidence, reasons]) => ({
    start,
    end,
    surface,
    lat,
    lon,
    radius_m,
    confidence,
    evidence: reasons.map((number) => ({ rule: data.reasons[number][0], detail: data.reasons[number][1] })),
  });
  const mention = (row) => {
    const [status, kind, match, precision, own, around, candidates, name, footprint] = row.slice(8);
    return {
      ...span(row),
      status: data.words[status],
      kind: data.words[kind] ?? "other",
      match: data.words[match],
      precision: data.words[precision],
      place_id: place(own),
      enclosing: around === null ? null : { place_id: place(around) },
      candidates: candidates.map(([number, score]) => ({ place_id: place(number), score })),
      name,
      footprint: shape(footprint),
    };
  };
  const relation = (row) => {
    const [word, precision, anchors, bearing, distance_m, footprint] = row.slice(8);
    return {
      ...span(row),
      relation: data.words[word],
      precision: data.words[precision],
      anchors: anchors.map(place),
      bearing,
      distance_m,
      footprint: shape(footprint),
    };
  };
  return data.documents.map(([id, text, fields, mentions, relations]) =>
    makeDocument({ id, text, fields, mentions: mentions.map(mention), relations: relations.map(relation) }),
  );
}
