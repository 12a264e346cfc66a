// What the colours and lines of the map mean.

import { el } from "./dom.js";
import { t } from "./words.js";

/** The legend, folded together; `open` shows it unfolded. */
export function legend(open = false) {
  const entry = (look, words) => el("li", {}, el("span", { class: `swatch ${look}` }), words);
  return el(
    "details",
    { class: "legend", open },
    el("summary", {}, t("legend")),
    el(
      "ul",
      {},
      ["resolved", "ambiguous", "unlocated"].map((status) => entry(status, t(status))),
      entry("relation", t("legend-relation")),
      entry("radius", t("legend-radius")),
      entry("many", t("legend-many")),
      entry("river", t("legend-river")),
      entry("road", t("legend-road")),
    ),
  );
}
