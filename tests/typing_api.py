"""Code as users write it; it is type-checked and never run."""

from collections.abc import Iterator

from geocoder import (
    Document,
    Gazetteer,
    Geocoder,
    GeocoderError,
    Location,
    Mention,
    Place,
    to_geojson,
    to_jsonl,
)


def read(text: str) -> list[tuple[str, str | None, float | None]]:
    document: Document = Geocoder().geoparse(text, doc_id="a")
    return [
        (each.surface, each.place.id if each.place else None, each.latitude) for each in document.mentions
    ]


def read_many(texts: Iterator[str]) -> Iterator[str]:
    geo = Geocoder(Gazetteer.load("deir_ez_zor", "my_gazetteer/"), rules={"list-head": False})
    return to_jsonl(geo.geoparse_many(texts, processes=2))


def find(query: str) -> tuple[float | None, float | None] | None:
    try:
        found: tuple[Location, ...] = Geocoder().geocode(query, limit=1)
    except GeocoderError:
        return None
    return (found[0].latitude, found[0].longitude) if found else None


def around(lat: float, lon: float) -> list[str]:
    return [each.name for each in Geocoder().reverse(lat, lon, limit=5)]


def export(document: Document) -> dict[str, object]:
    return to_geojson([document], footprints=True) | document.to_dict() | document.to_geojson()


def names(gazetteer: Gazetteer) -> dict[str, str]:
    place: Place = gazetteer["joura"]
    return {place.name_ar: place.name_en} | {each.id: each.title for each in gazetteer}


def surest(document: Document) -> Mention:
    return max(document.mentions, key=lambda mention: mention.confidence)
