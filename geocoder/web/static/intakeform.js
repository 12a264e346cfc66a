// The form that takes texts: pasted, from files, dropped on the page.

import { el, fill } from "./dom.js";
import { readFile } from "./intake.js";
import { t } from "./words.js";

const EXAMPLE =
  "قصفت طائرات حربية فجر اليوم حيي القصور والجورة في مدينة دير الزور، ومحيط حقل التيم النفطي.\n" +
  "وقال ناشطون إن اشتباكات دارت على بعد 5 كم غرب مدينة الميادين، وقرب مشفى الأسد.";

/**
 * Makes the form in a `details` element; `draw` draws it in the language in use.
 * `onTexts` gets documents `{id, text}`, `onProblem` words, `nextId` names a text without a name.
 */
export function makeIntake(target, { onTexts, onProblem, nextId }) {
  const text = el("textarea", { id: "text", rows: 7, dir: "auto", name: "text" });
  const name = el("input", { type: "text", name: "doc_id", dir: "auto" });
  const file = el("input", {
    type: "file",
    accept: ".txt,.jsonl,.ndjson,text/plain",
    multiple: true,
    class: "hidden-input",
    onchange: () => takeFiles(file.files),
  });

  async function takeFiles(files) {
    const texts = [];
    for (const each of files) {
      try {
        texts.push(...(await readFile(each)));
      } catch (error) {
        onProblem(t("failed-file", { name: each.name, reason: error.message }));
        return;
      }
    }
    await onTexts(texts);
  }

  function submit(event) {
    event.preventDefault();
    if (text.value.trim()) onTexts([{ id: name.value.trim() || nextId(), text: text.value }]);
    else text.focus();
  }

  function draw() {
    text.setAttribute("aria-label", t("paste"));
    text.placeholder = t("drop-here");
    file.setAttribute("aria-label", t("file"));
    fill(
      target,
      el("summary", {}, t("paste")),
      el(
        "form",
        { class: "intake-form", onsubmit: submit },
        text,
        el("label", { class: "inline" }, el("span", { class: "quiet" }, t("document-id")), name),
        el(
          "div",
          { class: "row" },
          el("button", { class: "main" }, t("find")),
          el("button", { type: "button", onclick: () => file.click() }, t("file")),
          el("button", { type: "button", onclick: () => (text.value = EXAMPLE) }, t("example")),
          file,
        ),
      ),
    );
  }

  return { draw };
}

/** Lets files and texts be dropped anywhere on the page; they go the way of the form's own. */
export function takeDrops(app) {
  const isOver = (on) => app.classList.toggle("is-dropping", on);
  app.addEventListener("dragover", (event) => {
    event.preventDefault();
    isOver(true);
  });
  app.addEventListener("dragleave", () => isOver(false));
  app.addEventListener("drop", (event) => {
    event.preventDefault();
    isOver(false);
    const { files } = event.dataTransfer;
    const field = app.querySelector(files.length ? "input[type=file]" : "textarea");
    if (files.length) {
      field.files = files;
      field.dispatchEvent(new Event("change"));
    } else field.value = event.dataTransfer.getData("text");
  });
}
