// The text of a document with its mentions marked.
// The marks add no letter and no space: the text content of the element is the text of the document,
// and Arabic letters still join across the edges of a mark.

import { el } from "./dom.js";

/**
 * Fills an element with the text, line by line, each in its own direction.
 * `items` are mentions to mark, `relations` phrases to underline, both with `from` and `to`;
 * `describe` gives the label of a mark for screen readers.
 * Returns the elements of each item by its key.
 */
export function renderText(target, text, items, relations, describe) {
  const marks = new Map();
  const mentions = withoutOverlaps(items);
  const phrases = [...relations].sort((one, other) => one.from - other.from || other.to - one.to);
  const lines = [];
  let next = 0;
  for (const [from, to] of linesOf(text)) {
    const line = el("div", { class: "line", dir: "auto" });
    let at = from;
    while (next < mentions.length && mentions[next].to <= from) next += 1;
    for (let index = next; index < mentions.length && mentions[index].from < to; index += 1) {
      const mention = mentions[index];
      const start = Math.max(mention.from, from);
      const end = Math.min(mention.to, to);
      underline(line, text, at, start, phrases, marks, describe);
      const mark = el("mark", {
        class: `mention ${mention.status}`,
        role: "button",
        tabindex: start === mention.from ? 0 : null,
        "aria-label": describe(mention),
        "aria-pressed": "false",
        "data-key": mention.key,
      });
      underline(mark, text, start, end, phrases, marks);
      line.append(mark);
      remember(marks, mention.key, mark);
      at = end;
    }
    underline(line, text, at, to, phrases, marks, describe);
    lines.push(line);
  }
  target.replaceChildren(...lines);
  return marks;
}

/**
 * Adds a stretch of text, with those parts underlined that belong to a phrase.
 * With `describe` a phrase can be chosen; inside a mark it cannot, as the mark itself can.
 */
function underline(target, text, from, to, phrases, marks, describe) {
  let at = from;
  for (const phrase of phrases) {
    if (phrase.from >= to) break;
    if (phrase.to <= at) continue;
    const start = Math.max(phrase.from, at);
    const end = Math.min(phrase.to, to);
    if (start > at) target.append(text.slice(at, start));
    const chosen = describe && {
      role: "button",
      tabindex: marks.has(phrase.key) ? null : 0,
      "aria-description": describe(phrase),
      "aria-pressed": "false",
      "data-key": phrase.key,
    };
    const span = el("span", { class: "phrase", ...chosen }, text.slice(start, end));
    target.append(span);
    remember(marks, phrase.key, span);
    at = end;
  }
  if (at < to) target.append(text.slice(at, to));
}

function* linesOf(text) {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end + 1;
    yield [from, to];
    from = to;
  }
}

/** Mentions in text order; one that begins inside another is left out, as marks cannot nest. */
function withoutOverlaps(items) {
  const sorted = [...items].sort((one, other) => one.from - other.from || other.to - one.to);
  let reached = 0;
  return sorted.filter((item) => {
    if (item.from < reached) return false;
    reached = item.to;
    return true;
  });
}

function remember(marks, key, element) {
  if (!marks.has(key)) marks.set(key, []);
  marks.get(key).push(element);
}

/** The selected stretch of a rendered text as `[from, to]` in UTF-16 units, or null. */
export function selectedUnits(target) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!target.contains(range.startContainer) || !target.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(target);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  return [from, from + range.toString().length];
}
