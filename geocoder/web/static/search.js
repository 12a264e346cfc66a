// A dialog to choose a place: by search, or by describing one that the gazetteer lacks.

import { ask } from "./api.js";
import { placeName } from "./details.js";
import { bdi, calm, el, fill } from "./dom.js";
import { keyOf } from "./gold.js";
import { currentLanguage, kindWord, t } from "./words.js";

/**
 * Opens the dialog with some words; resolves to `{id, place}` or null.
 * `data` has the known `places`, which grow by what is found, and `kinds`; `centre` gives the map's middle.
 */
export function choosePlace(words, data, centre) {
  return new Promise((resolve) => {
    const results = el("div", { class: "results", role: "status" });
    const field = el("input", { type: "search", value: words, "aria-label": t("search-place"), autofocus: true });
    const dialog = el(
      "dialog",
      { class: "chooser", "aria-label": t("search-place") },
      el("form", { method: "dialog", class: "dialog-head" }, el("h2", {}, t("search-place")), el("button", { class: "small" }, t("close"))),
      field,
      results,
      newPlace(words, data, centre, (chosen) => finish(chosen)),
    );
    let asked = 0;

    function finish(chosen) {
      dialog.returnValue = "";
      resolve(chosen);
      dialog.close();
    }

    async function search() {
      const query = field.value.trim();
      asked += 1;
      const mine = asked;
      if (!query) return fill(results);
      try {
        const answer = await ask("/places", { q: query.slice(0, 1000), limit: 15 });
        if (mine !== asked) return null;
        Object.assign(data.places, { ...answer.places, ...data.places });
        return fill(results, answer.found.length ? list(answer.found) : el("p", { class: "empty" }, t("no-place-found")));
      } catch (error) {
        return fill(results, el("p", { class: "problem", role: "alert" }, error.message));
      }
    }

    function list(ids) {
      return el(
        "ul",
        { class: "items" },
        ids.map((id) =>
          el(
            "li",
            {},
            el(
              "button",
              { type: "button", class: "link", "data-place": id, onclick: () => finish({ id, place: data.places[id] }) },
              placeLine(id, data.places),
            ),
          ),
        ),
      );
    }

    field.addEventListener("input", calm(search, 150));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      search();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null);
    });
    document.body.append(dialog);
    dialog.showModal();
    search();
  });
}

/** Name, kind and surrounding of a place in one line. */
export function placeLine(id, places) {
  const language = currentLanguage();
  const place = places[id];
  const around = place?.parents?.[0] ? placeName(places, place.parents[0], language) : "";
  return [
    bdi(placeName(places, id, language)),
    el("span", { class: "quiet" }, ` ${kindWord(place?.kind ?? "other")}`, around ? [" · ", bdi(around)] : null, " · ", bdi(id)),
  ];
}

function newPlace(words, data, centre, onMade) {
  const isArabic = /\p{Script=Arabic}/u.test(words);
  const input = (key, value, attributes = {}) => el("input", { type: "text", name: key, value, ...attributes });
  const fields = {
    ar: input("name_ar", isArabic ? words : "", { dir: "rtl" }),
    en: input("name_en", isArabic ? "" : words, { dir: "ltr" }),
    kind: el("select", { name: "kind" }, Object.keys(data.kinds).map((kind) => el("option", { value: kind, selected: kind === "other" }, kindWord(kind)))),
    lat: input("lat", "", { type: "number", step: "any", min: -90, max: 90 }),
    lon: input("lon", "", { type: "number", step: "any", min: -180, max: 180 }),
    radius: input("radius_m", "1000", { type: "number", min: 1, max: 500000 }),
  };
  const label = (word, field) => el("label", {}, el("span", {}, t(word)), field);
  return el(
    "details",
    { class: "new-place" },
    el("summary", {}, t("new-place")),
    el(
      "form",
      {
        class: "grid-form",
        onsubmit: (event) => {
          event.preventDefault();
          const name = fields.en.value.trim() || fields.ar.value.trim();
          if (!name) return;
          const id = uniqueId(keyOf(name), data.places);
          data.places[id] = describe(fields);
          onMade({ id, place: data.places[id] });
        },
      },
      label("name-ar", fields.ar),
      label("name-en", fields.en),
      label("place-kind", fields.kind),
      label("latitude", fields.lat),
      label("longitude", fields.lon),
      label("radius", fields.radius),
      el(
        "div",
        { class: "row" },
        el("button", {
          type: "button",
          onclick: () => {
            const { lat, lng } = centre();
            fields.lat.value = lat.toFixed(5);
            fields.lon.value = lng.toFixed(5);
          },
        }, t("map-centre")),
        el("button", { class: "main" }, t("add")),
      ),
    ),
  );
}

function describe(fields) {
  const number = (field) => (field.value === "" ? null : Number(field.value));
  const [lat, lon] = [number(fields.lat), number(fields.lon)];
  const known = lat !== null && lon !== null;
  return {
    ar: fields.ar.value.trim() || null,
    en: fields.en.value.trim() || null,
    kind: fields.kind.value,
    lat: known ? lat : null,
    lon: known ? lon : null,
    radius_m: known ? number(fields.radius) : null,
    parents: [],
    isNew: true,
  };
}

function uniqueId(wanted, places) {
  let id = wanted;
  for (let number = 2; places[id] && !places[id].isNew; number += 1) id = `${wanted}_${number}`;
  return id;
}
