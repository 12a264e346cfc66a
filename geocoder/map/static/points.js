// Mentions as points: those of one position share a point, and points of one neighbourhood a cluster.
// Clusters are cells of a grid that is fixed to the ground, so that they keep still while the map moves;
// counting 50,000 mentions into cells takes a few milliseconds, so filters answer at once.

import { colour } from "./ground.js";
import { t } from "./words.js";

const CELL = 60; // pixels
const CLUSTERS_UNTIL = 15; // zoom from which each position stands alone
const MOST_RADII = 250;
const RANKS = { ambiguous: 0, unlocated: 1, resolved: 2, filtered: 3 };

/** Items (`{item, position}`) by position. */
export function groupByPosition(located) {
  const groups = new Map();
  for (const { item, position } of located) {
    const key = `${position.lat},${position.lon},${position.own}`;
    let group = groups.get(key);
    if (!group) {
      const point = project(position);
      group = { ...position, ...point, items: [], status: "filtered" };
      groups.set(key, group);
    }
    group.items.push(item);
    group.radius = Math.max(group.radius, position.radius);
    // A point is as doubtful as the most doubtful mention on it.
    if (RANKS[item.status] < RANKS[group.status]) group.status = item.status;
  }
  return [...groups.values()];
}

/** Web Mercator in units of the world's width: x to the east, y to the south, both from 0 to 1. */
function project({ lat, lon }) {
  const sine = Math.min(Math.max(Math.sin((lat * Math.PI) / 180), -0.9999), 0.9999);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** Clusters of the groups inside a box of the plane at a zoom: `{groups, count, lat, lon}`. */
export function clusters(groups, zoom, box) {
  const cell = zoom >= CLUSTERS_UNTIL ? 0 : CELL / (256 * 2 ** zoom);
  const found = new Map();
  for (const group of groups) {
    if (group.x < box.left || group.x > box.right || group.y < box.top || group.y > box.bottom) continue;
    const key = cell ? `${Math.floor(group.x / cell)},${Math.floor(group.y / cell)}` : found.size;
    const cluster = found.get(key);
    const count = group.items.length;
    if (cluster) {
      cluster.groups.push(group);
      cluster.lat += group.lat * count;
      cluster.lon += group.lon * count;
      cluster.count += count;
    } else found.set(key, { groups: [group], count, lat: group.lat * count, lon: group.lon * count });
  }
  for (const cluster of found.values()) {
    cluster.lat /= cluster.count;
    cluster.lon /= cluster.count;
  }
  return [...found.values()];
}

/** Draws groups on a map; `onPick` gets the items of a point that was chosen. */
export function pointLayer(map, onPick) {
  const renderer = L.canvas({ pane: "points", padding: 0.3 });
  const layer = L.layerGroup().addTo(map);
  let groups = [];

  function redraw() {
    layer.clearLayers();
    const found = clusters(groups, map.getZoom(), boxOf(map));
    const single = found.filter((cluster) => cluster.groups.length === 1);
    if (single.length <= MOST_RADII) for (const { groups: [group] } of single) radius(group);
    for (const cluster of found) {
      if (cluster.groups.length === 1) point(cluster.groups[0]);
      else bubble(cluster);
    }
  }

  function radius(group) {
    const pixels = group.radius / metresPerPixel(map, group.lat);
    if (pixels < 9 || pixels > 1500) return;
    const own = colour(`--${group.status}`);
    const style = { color: own, weight: 1, opacity: 0.45, fillColor: own, fillOpacity: 0.07, interactive: false, renderer };
    L.circle([group.lat, group.lon], { ...style, radius: group.radius }).addTo(layer);
  }

  function point(group) {
    const own = colour(`--${group.status}`);
    L.circleMarker([group.lat, group.lon], {
      renderer,
      radius: 5 + Math.min(7, 2 * Math.log10(group.items.length)),
      color: group.own ? colour("--halo") : own,
      weight: 2,
      fillColor: group.own ? own : colour("--halo"),
      fillOpacity: 0.95,
    })
      .on("click", () => onPick(group.items))
      .addTo(layer);
  }

  function bubble(cluster) {
    const size = 26 + Math.min(26, 7 * Math.log10(cluster.count));
    const text = document.createElement("span");
    text.textContent = cluster.count < 10_000 ? String(cluster.count) : `${Math.round(cluster.count / 1000)}k`;
    const icon = L.divIcon({ className: "bubble", html: text, iconSize: [size, size] });
    L.marker([cluster.lat, cluster.lon], { icon, pane: "bubbles", alt: t("cluster", { count: cluster.count }) })
      .on("click", () => open(cluster))
      .on("add", ({ target }) => target.getElement().setAttribute("aria-label", t("cluster", { count: cluster.count })))
      .addTo(layer);
  }

  function open(cluster) {
    const bounds = L.latLngBounds(cluster.groups.map((group) => [group.lat, group.lon]));
    const wanted = map.getBoundsZoom(bounds.pad(0.2));
    map.setView(bounds.getCenter(), Math.max(Math.min(wanted, CLUSTERS_UNTIL), map.getZoom() + 1));
  }

  map.on("moveend", redraw);
  return {
    redraw,
    show(next) {
      groups = next;
      redraw();
    },
  };
}

/** The part of the plane that the map shows, with a margin. */
function boxOf(map) {
  const bounds = map.getBounds().pad(0.25);
  const north = project({ lat: Math.min(bounds.getNorth(), 85), lon: bounds.getWest() });
  const south = project({ lat: Math.max(bounds.getSouth(), -85), lon: bounds.getEast() });
  return { left: north.x, right: south.x, top: north.y, bottom: south.y };
}

export function metresPerPixel(map, lat) {
  return (40_075_017 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** map.getZoom());
}
