// The drawn ground: areas, rivers and roads of the gazetteer, in colours of the style sheet.

/** Order of drawing and the zoom from which a group of shapes is shown. */
const LOOKS = {
  governorate: { from: 0, fill: "--land", stroke: "--border-strong", weight: 1.6 },
  district: { from: 8, stroke: "--border", weight: 1.1 },
  subdistrict: { from: 9.5, stroke: "--border", weight: 0.8, dashArray: "4 4" },
  settlement: { from: 10, fill: "--town", stroke: "--border", weight: 0.6 },
  quarter: { from: 12, fill: "--quarter", stroke: "--border", weight: 0.8 },
  line: { from: 8, stroke: "--road", weight: 2 },
  water: { from: 0, stroke: "--water", weight: 3 },
};
const ORDER = Object.keys(LOOKS);

/** Draws the ground on a Leaflet map; `restyle` draws it anew in the colours in force. */
export function drawGround(map, base) {
  const renderer = L.canvas({ pane: "ground", padding: 0.5 });
  const layers = new Map();
  for (const look of ORDER) {
    const shapes = base.shapes.filter((shape) => lookOf(shape) === look);
    const layer = L.featureGroup(shapes.map((shape) => shapeLayer(shape, renderer)));
    layers.set(look, layer);
  }
  const update = () => {
    for (const [look, layer] of layers) {
      const wanted = map.getZoom() >= LOOKS[look].from;
      if (wanted && !map.hasLayer(layer)) layer.addTo(map);
      else if (!wanted && map.hasLayer(layer)) layer.remove();
    }
    // Layers that come back are drawn last; rivers and roads belong on top.
    for (const look of ["line", "water"]) if (map.hasLayer(layers.get(look))) layers.get(look).bringToFront();
  };
  map.on("zoomend", update);
  const restyle = () => {
    for (const [look, layer] of layers) layer.eachLayer((each) => each.setStyle(styleOf(look, each.sketch)));
    update();
  };
  restyle();
  return { restyle, bounds: boundsOf(base) };
}

function lookOf(shape) {
  if (shape.group === "admin") return shape.kind in LOOKS ? shape.kind : "district";
  return shape.group in LOOKS ? shape.group : "quarter";
}

function shapeLayer(shape, renderer) {
  const layer = L.geoJSON(shape.geometry, { interactive: false, renderer, pane: "ground" });
  layer.sketch = shape.sketch;
  return layer;
}

function styleOf(look, sketch) {
  const { fill, stroke, weight, dashArray } = LOOKS[look];
  return {
    color: colour(stroke),
    weight,
    dashArray: sketch && look === "line" ? "7 4" : dashArray ?? null,
    fill: fill !== undefined,
    fillColor: fill === undefined ? null : colour(fill),
    fillOpacity: 1,
    opacity: 1,
    lineJoin: "round",
  };
}

const known = new Map();

/** A colour of the style sheet; asking the browser each time would cost more than drawing. */
export function colour(name) {
  if (!known.has(name)) known.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return known.get(name);
}

/** Reads the colours anew, after the reader switched between light and dark. */
export function forgetColours() {
  known.clear();
}

/** The extent of the ground's finest administrative areas, or null. */
function boundsOf(base) {
  const areas = base.shapes.filter((shape) => shape.kind === "subdistrict" || shape.kind === "district");
  if (areas.length === 0) return null;
  return L.featureGroup(areas.map((shape) => L.geoJSON(shape.geometry))).getBounds();
}
