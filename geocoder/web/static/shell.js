// The head that both served pages share: where one is, the other page, the language.

import { el, fill } from "./dom.js";
import { currentLanguage, setLanguage, t } from "./words.js";

const KEPT = "geocoder-language";

/** The language chosen before on this page, if the browser remembers one. */
export function rememberedLanguage() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Fills the head of a page; `page` is the word of the current one. */
export function drawHead(bar, page, title, onLanguage) {
  document.title = t(title);
  const link = (word, address) => el("a", { href: address, "aria-current": page === word ? "page" : null }, t(word));
  fill(
    bar,
    el("h1", {}, t(title)),
    el("nav", { "aria-label": "geocoder" }, link("review", "/"), link("gazetteer", "/gazetteer")),
    el(
      "button",
      {
        type: "button",
        class: "language",
        onclick: () => {
          setLanguage(currentLanguage() === "ar" ? "en" : "ar");
          try {
            localStorage.setItem(KEPT, currentLanguage());
          } catch {
            // Without storage the choice lasts as long as the page.
          }
          onLanguage();
        },
      },
      t("language"),
    ),
  );
}
