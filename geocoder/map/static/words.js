// The words of the interface in Arabic and English, and the language in use.

const WORDS = {
  "about": ["حول", "About"],
  "all": ["الكل", "All"],
  "all-documents": ["كل الوثائق", "All documents"],
  "ambiguous": ["ملتبس", "ambiguous"],
  "anchors": ["نسبةً إلى", "Relative to"],
  "base-map": ["خريطة مرسومة من المعجم نفسه، بلا أي اتصال بالشبكة", "Drawn from the gazetteer itself, without any network"],
  "bearing": ["الاتجاه", "Bearing"],
  "candidates": ["المرشحون", "Candidates"],
  "clear-filters": ["إزالة التصفية", "Clear filters"],
  "close": ["إغلاق", "Close"],
  "cluster": ["{count} إشارة، للتكبير", "{count} mentions, zoom in"],
  "confidence": ["الثقة", "Confidence"],
  "date-from": ["من تاريخ", "From"],
  "date-to": ["إلى تاريخ", "To"],
  "details": ["التفاصيل", "Details"],
  "distance": ["المسافة", "Distance"],
  "document": ["الوثيقة", "Document"],
  "documents-count": ["{count} وثيقة", "{count} documents"],
  "empty-map": ["لا مواضع تطابق التصفية.", "No mentions match the filters."],
  "empty-pick": ["اختر موضعاً في النص أو على الخريطة.", "Pick a mention in the text or on the map."],
  "enclosing": ["ضمن", "Inside"],
  "evidence": ["الأدلة", "Evidence"],
  "everything": ["عرض الكل", "Fit all"],
  "failed": ["تعذر فتح البيانات: {reason}", "The data cannot be opened: {reason}"],
  "filtered": ["مستبعد", "not a place"],
  "filters": ["التصفية", "Filters"],
  "in-text": ["في النص", "In the text"],
  "items-here": ["{count} إشارة هنا", "{count} mentions here"],
  "kind": ["النوع", "Kind"],
  "kinds": ["الأنواع", "Kinds"],
  "km": ["كم", "km"],
  "language": ["English", "العربية"],
  "legend": ["المفتاح", "Legend"],
  "legend-many": ["تجمّع إشارات", "cluster of mentions"],
  "legend-radius": ["نصف قطر الدقة", "radius of precision"],
  "legend-relation": ["موضع نسبي (قرب، شمال، 5 كم…)", "relative place (near, north of, 5 km…)"],
  "legend-river": ["نهر", "river"],
  "legend-road": ["طريق (تقريبي)", "road (sketched)"],
  "list-comma": ["، ", ", "],
  "loading": ["جارٍ التحميل…", "Loading…"],
  "m": ["م", "m"],
  "map": ["الخريطة", "Map"],
  "match-anaphor": ["إحالة", "back-reference"],
  "match-coordinates": ["إحداثيات", "coordinates"],
  "match-exact": ["مطابق", "exact"],
  "match-fuzzy": ["تقريبي", "misspelt"],
  "match-list": ["تعداد", "list"],
  "match-normalized": ["بعد التطبيع", "normalized"],
  "match-region": ["إقليم", "region"],
  "match-variant": ["صيغة أخرى", "variant"],
  "match-hand": ["يدوي", "by hand"],
  "mentions-count": ["{shown} من {count} إشارة", "{shown} of {count} mentions"],
  "min-confidence": ["أدنى ثقة", "Least confidence"],
  "more": ["المزيد ({count})", "More ({count})"],
  "next": ["التالي", "Next"],
  "no-text": [
    "النص غير محفوظ في هذا الملف (يحفظه geocoder batch --keep-text)؛ هذه إشاراته.",
    "This file does not hold the text (geocoder batch --keep-text keeps it); these are its mentions.",
  ],
  "none": ["لا شيء", "None"],
  "online-tiles": ["خريطة من الإنترنت", "Online map"],
  "part-of": ["جزء من", "Part of"],
  "place-id": ["المعرّف", "Place id"],
  "position": ["الإحداثيات", "Position"],
  "precision": ["الدقة", "Precision"],
  "precision-city": ["مدينة", "city"],
  "precision-district": ["منطقة", "district"],
  "precision-exact_location": ["موقع دقيق", "exact location"],
  "precision-nearby_landmark": ["قرب معلم", "nearby landmark"],
  "precision-neighbourhood_area": ["حي", "neighbourhood"],
  "precision-province_governorate": ["محافظة", "governorate"],
  "precision-street": ["شارع", "street"],
  "precision-subdistrict": ["ناحية", "subdistrict"],
  "precision-town": ["بلدة", "town"],
  "precision-village": ["قرية", "village"],
  "precision-within_100m": ["ضمن 100 م", "within 100 m"],
  "precision-within_1m": ["ضمن متر", "within 1 m"],
  "previous": ["السابق", "Previous"],
  "radius": ["نصف القطر", "Radius"],
  "relation": ["موضع نسبي", "relative place"],
  "relation-adjacent": ["مجاور", "adjacent to"],
  "relation-along": ["على امتداد", "along"],
  "relation-around": ["محيط", "around"],
  "relation-bearing": ["اتجاه", "direction"],
  "relation-behind": ["خلف", "behind"],
  "relation-between": ["بين", "between"],
  "relation-distance": ["على بعد", "distance"],
  "relation-edge": ["أطراف", "edge"],
  "relation-entrance": ["مدخل", "entrance"],
  "relation-inside": ["داخل", "inside"],
  "relation-near": ["قرب", "near"],
  "relation-opposite": ["مقابل", "opposite"],
  "relation-over": ["فوق", "over"],
  "relation-overlooking": ["مطل على", "overlooking"],
  "relation-under": ["تحت", "under"],
  "relation-upto": ["حتى", "up to"],
  "relations": ["مواضع نسبية", "Relative places"],
  "resolved": ["محدد", "resolved"],
  "scale": ["المقياس", "Scale"],
  "search-documents": ["ابحث في الوثائق", "Search documents"],
  "show": ["أظهر", "Show"],
  "sources": ["المصادر", "Sources"],
  "status": ["الحالة", "Status"],
  "text": ["النص", "Text"],
  "title-map": ["خريطة المواضع", "Map of places"],
  "unknown": ["غير معروف", "unknown"],
  "unlocated": ["بلا إحداثيات", "unlocated"],
  "zoom-in": ["تكبير", "Zoom in"],
  "zoom-out": ["تصغير", "Zoom out"],
};

let language = "en";
let kinds = {};

/** Adds words: `{key: [Arabic, English]}`. */
export function addWords(more) {
  Object.assign(WORDS, more);
}

/** Sets the words for the kinds of places, as the data give them. */
export function setKinds(table) {
  kinds = table;
}

/** The language in use: `ar` or `en`. */
export function currentLanguage() {
  return language;
}

/** Uses a language for all words from now on, and its direction for the whole page. */
export function setLanguage(wanted) {
  language = wanted === "ar" ? "ar" : "en";
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}

/** The language asked for, else that of the reader's browser. */
export function preferredLanguage(asked) {
  if (asked === "ar" || asked === "en") return asked;
  return navigator.language?.toLowerCase().startsWith("ar") ? "ar" : "en";
}

/** The words for a key, with `{name}` filled in; an unknown key is shown as it is. */
export function t(key, values = {}) {
  const words = WORDS[key]?.[language === "ar" ? 0 : 1] ?? String(key).replace(/^[a-z]+-/, "");
  return words.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? localNumber(value) : String(value ?? "");
  });
}

/** The word for a kind of place. */
export function kindWord(kind) {
  return kinds[kind]?.[language] ?? kind;
}

/** A number with separators; Latin digits in both languages, as in the coordinates beside it. */
export function localNumber(value) {
  return new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 }).format(value);
}
