// Adding a mention that was missed: by selecting its words, or by typing them.

import { el, fill } from "./dom.js";
import { selectedUnits } from "./marked.js";
import { trimmed } from "./session.js";
import { t } from "./words.js";

const LONGEST_LABEL = 40;

/**
 * Fills an element with a button for the selected words of the text, or with a field to type words.
 * `onAdd` gets the words' place in UTF-16 units, `onMissing` is called if they are not in the text.
 */
export function drawAdder(target, doc, text, { onAdd, onMissing }) {
  if (!doc) return fill(target);
  const units = selectedUnits(text);
  const found = units ? trimmed(doc.text, ...units) : null;
  if (found) return fill(target, selectionButton(doc.text.slice(...found), () => onAdd(...found)));
  const field = el("input", {
    type: "text",
    dir: "auto",
    name: "words",
    "aria-label": t("add-by-words"),
    placeholder: t("add-by-words"),
  });
  const submit = (event) => {
    event.preventDefault();
    const words = field.value.trim();
    const at = freePosition(doc, words);
    if (at < 0) onMissing();
    else onAdd(at, at + words.length);
  };
  return fill(target, el("form", { class: "row", onsubmit: submit }, field, el("button", {}, t("add"))));
}

function selectionButton(words, onclick) {
  const shown = words.length > LONGEST_LABEL ? `${words.slice(0, LONGEST_LABEL)}…` : words;
  return el("button", { type: "button", class: "main", "data-act": "add", onclick }, t("add-mention", { words: shown }));
}

/** Where words stand in a text outside all mentions, or -1. */
function freePosition(doc, words) {
  if (!words) return -1;
  const isTaken = (from, to) => doc.mentions.some((item) => item.from < to && item.to > from && item.status !== "filtered");
  for (let at = doc.text.indexOf(words); at >= 0; at = doc.text.indexOf(words, at + 1)) {
    if (!isTaken(at, at + words.length)) return at;
  }
  return -1;
}
