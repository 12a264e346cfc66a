// Buttons and keys by which a reader judges a mention.

import { el } from "./dom.js";
import { t } from "./words.js";

const WHYS = ["other", "org", "person", "media", "tribe", "demonym", "common_noun", "date", "outside_place"];

/** On an English and on an Arabic keyboard, the same keys. */
const KEYS = { a: "accept", x: "reject", c: "change", ش: "accept", ء: "reject", ؤ: "change" };
const STEPS = { n: 1, p: -1, ى: 1, ح: -1 };

/** What can be done with a mention; `on` has `accept`, `change`, `undo`, and `reject`, which gets a reason. */
export function verdictButtons(item, on) {
  if (item.type !== "mention") return null;
  const why = el(
    "select",
    { "aria-label": t("why") },
    WHYS.map((word) => el("option", { value: word, selected: word === item.why }, t(`why-${word}`))),
  );
  const button = (act, words, run, look) => el("button", { type: "button", class: look, "data-act": act, onclick: run }, t(words));
  return el(
    "div",
    { class: "actions" },
    item.verdict ? el("p", { class: "verdict" }, t(`reviewed-${item.verdict}`)) : null,
    el(
      "div",
      { class: "row" },
      button("accept", "accept", on.accept, "main"),
      button("change", "another-place", on.change),
      item.verdict ? button("undo", "undo", on.undo) : null,
    ),
    el("div", { class: "row" }, button("reject", "not-a-place", () => on.reject(why.value)), why),
  );
}

/** Lets keys press the buttons shown in an element, and step through the mentions. */
export function listenToKeys(target, onStep) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches?.("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (STEPS[key]) onStep(STEPS[key]);
    else if (KEYS[key]) target.querySelector(`[data-act="${KEYS[key]}"]`)?.click();
    else return;
    event.preventDefault();
  });
}
