// Names on the ground: as many as fit without touching, large places first.

import { placeName } from "./details.js";

/** The zoom from which names of a kind may be shown. */
const FROM = { city: 7, town: 9.5, village: 11, camp: 12, neighbourhood: 12.5, housing: 13, governorate: 6, river: 8 };
const LINE_HEIGHT = 17;
const LETTER_WIDTH = 7;

/** Keeps the names on a map up to date; returns the function that draws them anew. */
export function drawLabels(map, labels, places, languageNow) {
  const layer = L.layerGroup().addTo(map);
  const redraw = () => {
    layer.clearLayers();
    const zoom = map.getZoom();
    const view = map.getBounds().pad(0.05);
    const taken = [];
    for (const id of labels) {
      const place = places[id];
      if (!place || zoom < (FROM[place.kind] ?? 99) || (place.kind === "governorate" && zoom > 8)) continue;
      if (!view.contains([place.lat, place.lon])) continue;
      const name = placeName(places, id, languageNow());
      const at = map.latLngToContainerPoint([place.lat, place.lon]);
      const half = (name.length * LETTER_WIDTH) / 2;
      const box = [at.x - half, at.y - LINE_HEIGHT, at.x + half, at.y + 4];
      if (taken.some((other) => touches(box, other))) continue;
      taken.push(box);
      const text = document.createElement("span");
      text.dir = "auto";
      text.textContent = name;
      const icon = L.divIcon({ className: `place-label ${place.kind}`, html: text, iconSize: null });
      L.marker([place.lat, place.lon], { icon, interactive: false, keyboard: false, pane: "names" }).addTo(layer);
    }
  };
  map.on("moveend", redraw);
  return redraw;
}

function touches(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
