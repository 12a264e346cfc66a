// The gazetteer page: search, and all that is known of a place.

import { ask } from "./api.js";
import { distance, placeName } from "./details.js";
import { bdi, calm, el, fill } from "./dom.js";
import { makeItem } from "./record.js";
import { placeLine } from "./search.js";
import { drawHead, rememberedLanguage } from "./shell.js";
import { makeView } from "./view.js";
import "./webwords.js";
import { currentLanguage, kindWord, preferredLanguage, setKinds, setLanguage, t } from "./words.js";

const ROOT = "/gazetteer";
const app = document.getElementById("app");

function start(data) {
  setKinds(data.kinds);
  const state = { known: null, missing: false };
  const parts = {
    bar: el("header", { class: "bar" }),
    field: el("input", { type: "search", name: "q", dir: "auto" }),
    results: el("div", { class: "results", role: "status" }),
    place: el("article", { class: "place", "aria-live": "polite" }),
    map: el("div", { class: "map" }),
  };
  fill(
    app,
    parts.bar,
    el(
      "main",
      { class: "split" },
      el("section", { class: "side scrolls" }, parts.field, parts.results, parts.place),
      el("section", { class: "ground" }, parts.map),
    ),
  );
  const view = makeView(parts.map, data, { onPick: ([item]) => go(item.place_id), languageNow: currentLanguage });

  async function search() {
    const query = parts.field.value.trim();
    if (!query) return fill(parts.results);
    try {
      const answer = await ask("/places", { q: query.slice(0, 1000), limit: 20 });
      if (parts.field.value.trim() !== query) return null;
      Object.assign(data.places, answer.places);
      return fill(parts.results, answer.found.length ? linkList(answer.found) : el("p", { class: "empty" }, t("no-place-found")));
    } catch (error) {
      return fill(parts.results, el("p", { class: "problem", role: "alert" }, error.message));
    }
  }

  function linkList(ids, more = () => null) {
    return el("ul", { class: "items" }, ids.map((id, index) => el("li", {}, placeLink(id, placeLine(id, data.places)), more(index))));
  }

  function placeLink(id, words) {
    return el("a", { href: addressOf(id), class: "place-link", "data-go": id }, words);
  }

  async function open(id) {
    state.missing = false;
    state.known = null;
    if (id) {
      try {
        state.known = await ask(`/places/${encodeURIComponent(id)}`);
        Object.assign(data.places, state.known.places);
      } catch (error) {
        state.missing = error.message;
      }
    }
    drawPlace();
    if (state.known) showOnMap();
  }

  function go(id) {
    history.pushState(null, "", addressOf(id));
    open(id);
  }

  function showOnMap() {
    const { place, neighbours, positions, footprint } = state.known;
    const doc = { id: place.id, text: "", mentions: [], relations: [] };
    const item = (id, status, own) => makeItem(doc, "mention", { surface: "", place_id: id, status, kind: own.kind, lat: own.lat, lon: own.lon, radius_m: own.radius_m });
    const self = { ...item(place.id, "resolved", place), footprint };
    const near = neighbours.map(({ place_id: id }) => ({ ...item(id, "filtered", data.places[id]), radius_m: 0 }));
    const claims = positions.map((claim) => item(place.id, claim.conflicts ? "ambiguous" : "unlocated", claim));
    view.show([self, ...near, ...claims], []);
    if (footprint) view.map.fitBounds(L.geoJSON(footprint).getBounds().pad(0.2));
    else view.fit();
    view.select(self, { move: !footprint });
  }

  function drawPlace() {
    const { known, missing } = state;
    if (missing) return fill(parts.place, el("p", { class: "empty", role: "alert" }, missing));
    if (!known) return fill(parts.place, el("p", { class: "empty" }, t("gazetteer-intro")));
    const { place } = known;
    const language = currentLanguage();
    const other = language === "ar" ? place.en : place.ar;
    document.title = `${placeName(data.places, place.id, language)} – ${t("gazetteer")}`;
    return fill(
      parts.place,
      el("h2", { class: "place-title" }, bdi(placeName(data.places, place.id, language))),
      other ? el("p", { class: "quiet" }, bdi(other)) : null,
      el("p", { class: "badges" }, el("span", { class: "badge" }, kindWord(place.kind)), el("span", { class: "badge" }, t(`basis-${place.basis}`))),
      el("dl", { class: "facts" }, facts(known)),
      conflicts(known),
      section("names", known.names.map((name) => nameLine(name, known.sources))),
      section("claims", known.positions.map((claim) => claimLine(claim, known.sources))),
      section("relations-of", known.relations.map((relation) => relationLine(relation, known.sources))),
      known.neighbours.length
        ? [el("h3", {}, t("neighbours")), linkList(known.neighbours.map((each) => each.place_id), (index) => el("span", { class: "quiet" }, ` ${distance(known.neighbours[index].distance_m)}`))]
        : null,
      known.children_count ? el("details", {}, el("summary", {}, `${t("children")} (${known.children_count})`), linkList(known.children)) : null,
      sourceList(known.sources),
    );
  }

  function facts({ place, sources }) {
    const rows = [[t("place-id"), bdi(place.id)]];
    if (place.lat !== null) rows.push([t("position"), bdi(`${place.lat}, ${place.lon}`, { dir: "ltr" })]);
    else rows.push([t("position"), t("unknown")]);
    if (place.radius_m !== null) rows.push([t("radius"), distance(place.radius_m)]);
    if (place.source) rows.push([t("sources"), sourceMark(place.source, sources)]);
    if (place.parents.length) {
      rows.push([t("part-of"), place.parents.flatMap((id, index) => [index ? t("list-comma") : "", placeLink(id, bdi(placeName(data.places, id, currentLanguage())))])]);
    }
    rows.push([t("feature-code"), place.feature_code]);
    if (place.pcode) rows.push(["P-code", place.pcode]);
    rows.push([t("gazetteer"), bdi(place.gazetteer ?? data.gazetteer)]);
    if (place.description) rows.push([t("about"), bdi(place.description)]);
    return rows.map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]);
  }

  function conflicts({ positions, relations }) {
    const listed = [
      ...positions.filter((claim) => claim.conflicts).map((claim) => [t("position"), ": ", bdi(`${claim.lat}, ${claim.lon}`, { dir: "ltr" }), " · ", distance(claim.distance_m), claim.note ? [" · ", bdi(claim.note)] : null]),
      ...relations.filter((relation) => relation.conflict).map((relation) => [bdi(`${relation.subject_id} ${relation.relation} ${relation.object_id}`, { dir: "ltr" }), ": ", bdi(relation.conflict)]),
    ];
    if (listed.length === 0) return null;
    return el("section", { class: "conflicts" }, el("h3", {}, t("conflicts")), el("ul", {}, listed.map((line) => el("li", {}, line))));
  }

  function nameLine(name, sources) {
    const period = [name.start, name.end].filter(Boolean).join("–");
    return [
      el("strong", {}, bdi(name.toponym, { lang: name.lang })),
      el("span", { class: "quiet" }, ` ${t(`name-kind-${name.kind}`)} · ${name.lang}`, name.weak ? ` · ${t("tag-weak")}` : null, period ? ` · ${period}` : null, name.note ? [" · ", bdi(name.note)] : null),
      " ",
      sourceMark(name.source, sources),
    ];
  }

  function claimLine(claim, sources) {
    return [
      bdi(`${claim.lat}, ${claim.lon}`, { dir: "ltr" }),
      claim.radius_m === null ? null : ` ± ${distance(claim.radius_m)}`,
      claim.distance_m === null ? null : el("span", { class: "quiet" }, ` · ${distance(claim.distance_m)}`),
      claim.conflicts ? el("span", { class: "badge ambiguous" }, t("conflict")) : null,
      " ",
      sourceMark(claim.source, sources),
      claim.note ? el("span", { class: "quiet" }, " ", bdi(claim.note)) : null,
    ];
  }

  function relationLine(relation, sources) {
    const link = (id) => placeLink(id, bdi(placeName(data.places, id, currentLanguage())));
    return [
      link(relation.subject_id),
      el("code", {}, ` ${relation.relation} `),
      link(relation.object_id),
      relation.distance_m === null ? null : ` · ${distance(relation.distance_m)}`,
      " ",
      sourceMark(relation.source, sources),
    ];
  }

  function section(word, lines) {
    return lines.length ? [el("h3", {}, t(word)), el("ul", { class: "plain" }, lines.map((line) => el("li", {}, line)))] : null;
  }

  function sourceMark(key, sources) {
    if (!key) return null;
    return el("cite", { class: "source", title: sources[key]?.citation ?? key }, bdi(key));
  }

  function sourceList(sources) {
    const entries = Object.entries(sources);
    if (entries.length === 0) return null;
    return el(
      "details",
      { open: true },
      el("summary", {}, t("sources")),
      el(
        "ul",
        { class: "plain" },
        entries.map(([key, source]) =>
          el("li", {}, el("cite", { class: "source" }, bdi(key)), " ", sourceLink(source), " ", el("span", { class: "quiet" }, bdi(source.licence))),
        ),
      ),
    );
  }

  function drawAll() {
    drawHead(parts.bar, "gazetteer", "gazetteer", drawAll);
    parts.field.setAttribute("aria-label", t("search-place"));
    parts.field.placeholder = t("search-place");
    drawPlace();
    search();
    view.redraw();
  }

  parts.field.addEventListener("input", calm(search, 150));
  app.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(link.dataset.go);
    parts.place.scrollIntoView?.({ block: "nearest" });
  });
  addEventListener("popstate", () => open(idInAddress()));

  drawAll();
  const id = idInAddress();
  open(id).finally(() => {
    app.removeAttribute("aria-busy");
    app.dataset.ready = "true";
    if (!id) parts.field.focus();
  });
}

function addressOf(id) {
  return `${ROOT}/${encodeURIComponent(id)}`;
}

function idInAddress() {
  const rest = location.pathname.slice(ROOT.length + 1);
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}

/** A citation, linked if its address is one of the web. */
function sourceLink({ citation, url }) {
  return /^https?:\/\//i.test(url) ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, bdi(citation || url)) : bdi(citation);
}

setLanguage(preferredLanguage(rememberedLanguage()));
fill(app, el("p", { class: "empty" }, t("loading")));
try {
  start(await ask("/ground"));
} catch (error) {
  fill(app, el("p", { class: "empty", role: "alert" }, t("failed", { reason: error.message })));
  app.removeAttribute("aria-busy");
  throw error;
}
