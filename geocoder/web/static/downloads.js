// The menu by which a review leaves the page: gold documents and rows for the gazetteer.

import { el, save } from "./dom.js";
import { goldLines, nameRows, placeRows } from "./gold.js";
import { t } from "./words.js";

const TABLE = "text/tab-separated-values";

/** The menu; `say` tells what happened, `onSaved` is called when the corrections were saved. */
export function downloadMenu(docs, places, { say, onSaved }) {
  const saveGold = () => {
    save("gold.jsonl", goldLines(docs, places), "application/x-ndjson");
    onSaved();
    const mentions = docs.flatMap((doc) => doc.mentions);
    const count = mentions.filter((item) => !item.verdict && item.status !== "filtered").length;
    say(count ? t("saved-unreviewed", { count }) : t("saved"));
  };
  const saveRows = (name, rows) => (rows ? save(name, rows, TABLE) : say(t("nothing-to-propose")));
  const button = (word, onclick) => el("button", { type: "button", class: "link", "data-save": word, onclick }, t(word));
  return el(
    "details",
    { class: "menu" },
    el("summary", { class: "button" }, t("download")),
    el(
      "div",
      {},
      button("download-gold", saveGold),
      button("download-names", () => saveRows("proposed-names.tsv", nameRows(docs, places))),
      button("download-places", () => saveRows("proposed-places.tsv", placeRows(docs, places))),
    ),
  );
}
