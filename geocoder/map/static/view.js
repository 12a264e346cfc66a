// The map: ground, names, points, relations, and what is selected.

import { el } from "./dom.js";
import { colour, drawGround, forgetColours } from "./ground.js";
import { drawLabels } from "./labels.js";
import { groupByPosition, pointLayer } from "./points.js";
import { isNumber, positionOf } from "./record.js";
import { t } from "./words.js";

const HOME = [[34.2, 38.9], [36.2, 41.2]]; // the governorate, when a gazetteer has neither areas nor places
const MOST_RELATIONS = 400;

/**
 * Makes a map in an element.
 * `data` has `base`, `places` and perhaps `tiles`; `onPick` gets the items of a point, `languageNow` the language.
 */
export function makeView(target, data, { onPick, languageNow }) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(target, {
    zoomControl: false,
    attributionControl: false,
    maxZoom: 18,
    minZoom: 5,
    zoomSnap: 0.5,
    fadeAnimation: false,
    zoomAnimation: !still,
    markerZoomAnimation: false,
    inertia: !still,
  });
  for (const [index, pane] of ["ground", "areas", "points", "names", "bubbles"].entries()) {
    map.createPane(pane).style.zIndex = String(410 + 10 * index);
  }
  for (const pane of ["ground", "areas", "names"]) map.getPane(pane).style.pointerEvents = "none";
  const ground = drawGround(map, data.base);
  const named = data.base.labels.map((id) => data.places[id]).filter(Boolean);
  const home = ground.bounds ?? mostOf(named)?.pad(0.1) ?? L.latLngBounds(HOME);
  map.fitBounds(home);
  const names = drawLabels(map, data.base.labels, data.places, languageNow);
  // An area around a place has its middle in the place's own point.
  const points = pointLayer(map, (items) => onPick([...items, ...relations.filter((each) => isAt(each, items[0]))]));
  const areas = L.layerGroup().addTo(map);
  const chosen = L.layerGroup().addTo(map);
  const controls = addControls(map, data);
  let relations = [];
  let bounds = null;
  let taken = new Set();
  let selected = null;

  function drawAreas() {
    areas.clearLayers();
    const view = map.getBounds();
    const alike = new Map(); // relations by the area that they share
    for (const item of relations) {
      if (!item.footprint || !isNumber(item.lat) || !view.pad(0.5).contains([item.lat, item.lon])) continue;
      if (alike.has(item.footprint)) alike.get(item.footprint).push(item);
      else if (alike.size < MOST_RELATIONS) alike.set(item.footprint, [item]);
    }
    for (const items of alike.values()) {
      area(items[0], areas, false);
      if (!taken.has(`${items[0].lat},${items[0].lon}`)) middle(items);
    }
  }

  /** The middle of an area, by which its relations are chosen. */
  function middle(items) {
    L.circleMarker([items[0].lat, items[0].lon], {
      pane: "names",
      radius: 4.5,
      color: colour("--relation"),
      weight: 2,
      fillColor: colour("--halo"),
      fillOpacity: 1,
    })
      .on("click", () => onPick(items))
      .addTo(areas);
  }

  function area(item, layer, strong) {
    const own = colour(item.type === "relation" ? "--relation" : "--selected");
    L.geoJSON(item.footprint, {
      pane: "areas",
      interactive: false,
      style: { color: own, weight: strong ? 3 : 1, dashArray: "5 4", fillColor: own, fillOpacity: strong ? 0.2 : 0.035 },
    }).addTo(layer);
  }

  /** Shows an item as chosen, with its radius or area and its rivals. */
  function drawChosen() {
    chosen.clearLayers();
    if (!selected) return;
    const at = positionOf(selected, data.places);
    const own = colour("--selected");
    if (selected.footprint) area(selected, chosen, true);
    if (!at) return;
    const flat = { pane: "areas", interactive: false, color: own };
    if (!selected.footprint && at.radius) {
      L.circle([at.lat, at.lon], { ...flat, radius: at.radius, weight: 2, fillColor: own, fillOpacity: 0.12 }).addTo(chosen);
    }
    for (const { place_id: id } of selected.candidates ?? []) {
      const rival = data.places[id];
      if (!rival || id === selected.place_id || !isNumber(rival.lat)) continue;
      L.polyline([[at.lat, at.lon], [rival.lat, rival.lon]], { ...flat, weight: 1.5, dashArray: "2 6" }).addTo(chosen);
      L.circleMarker([rival.lat, rival.lon], { ...flat, radius: 7, weight: 2, dashArray: "3 3", fill: false }).addTo(chosen);
    }
    L.circleMarker([at.lat, at.lon], { ...flat, radius: 13, weight: 3, fill: false }).addTo(chosen);
  }

  map.on("moveend", drawAreas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    forgetColours();
    ground.restyle();
    redraw();
  });
  new ResizeObserver(() => map.invalidateSize()).observe(target);

  /** Draws anew what has words or colours. */
  function redraw() {
    controls.relabel();
    names();
    points.redraw();
    drawAreas();
    drawChosen();
  }

  function fit() {
    // Without animation: a choice that follows at once would be lost in it.
    map.fitBounds(bounds?.isValid() ? bounds.pad(0.15) : home, { maxZoom: 14, animate: false });
  }
  controls.onHome(fit);

  return {
    map,
    redraw,
    fit,
    /** Shows these mentions and relations. */
    show(mentions, shownRelations) {
      const located = [];
      for (const item of mentions) {
        const position = positionOf(item, data.places);
        if (!position) continue;
        located.push({ item, position });
      }
      relations = shownRelations;
      taken = new Set(located.map(({ position }) => `${position.lat},${position.lon}`));
      const ends = relations.filter((item) => isNumber(item.lat));
      bounds = mostOf([...located.map(({ position }) => position), ...ends]);
      points.show(groupByPosition(located));
      drawAreas();
      drawChosen();
    },
    /** Marks an item, and brings it into view if `move` is true. */
    select(item, { move = true } = {}) {
      selected = item;
      drawChosen();
      const at = item ? positionOf(item, data.places) : null;
      if (!at || !move) return;
      const near = Math.max(map.getZoom(), Math.min(14, zoomFor(at)));
      if (near !== map.getZoom() || !map.getBounds().pad(-0.15).contains([at.lat, at.lon])) {
        map.setView([at.lat, at.lon], near, { animate: !still });
      }
    },
  };
}

/** The box around positions; of many, without the outermost fiftieth on each side. */
function mostOf(positions) {
  const cut = positions.length > 50 ? Math.floor(positions.length / 50) : 0;
  const corners = (key) => {
    const values = Float64Array.from(positions, (each) => each[key]).sort();
    return [values[cut], values[values.length - 1 - cut]];
  };
  if (positions.length === 0) return null;
  const [south, north] = corners("lat");
  const [west, east] = corners("lon");
  return L.latLngBounds([south, west], [north, east]);
}

function isAt(item, other) {
  return item.lat === other.lat && item.lon === other.lon;
}

/** A zoom at which a radius fills a good part of the map. */
function zoomFor({ radius }) {
  return radius > 0 ? Math.round(2 * Math.log2(20_000_000 / radius)) / 2 : 14;
}

function addControls(map, data) {
  const zoomIn = el("button", { type: "button", onclick: () => map.zoomIn() }, "+");
  const zoomOut = el("button", { type: "button", onclick: () => map.zoomOut() }, "−");
  const home = el("button", { type: "button" }, "⌂");
  const bar = L.control({ position: "topright" });
  bar.onAdd = () => {
    const box = el("div", { class: "map-buttons" }, zoomIn, zoomOut, home);
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  bar.addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 140 }).addTo(map);
  const credit = L.control.attribution({ position: "bottomright", prefix: "Leaflet" }).addTo(map);
  if (data.tiles) {
    const tiles = L.tileLayer(data.tiles.url, { maxZoom: 18 });
    const named = el("span", {}, data.tiles.attribution).innerHTML; // escaped
    tiles.on("add", () => credit.addAttribution(named)).on("remove", () => credit.removeAttribution(named));
    map.geocoderTiles = tiles;
  }
  return {
    onHome: (action) => home.addEventListener("click", action),
    relabel() {
      for (const [button, word] of [[zoomIn, "zoom-in"], [zoomOut, "zoom-out"], [home, "everything"]]) {
        button.setAttribute("aria-label", t(word));
        button.title = t(word);
      }
      map.getContainer().setAttribute("aria-label", t("map"));
    },
  };
}
