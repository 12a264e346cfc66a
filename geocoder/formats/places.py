"""Places of a gazetteer for people: a list, and a card with all that is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from geocoder.formats.registry import View
from geocoder.formats.screen import isolate
from geocoder.formats.table import Cell, draw, grid
from geocoder.gazetteer import Gazetteer
from geocoder.model import Place


def gazetteers_table(gazetteer: Gazetteer, *, only: str | None, view: View) -> Iterator[str]:
    """Yield one table of the gazetteers that were loaded together.

    Args:
        gazetteer: What was loaded.
        only: Name of the one to show; all if it is None.
        view: Width and colour.
    """
    table = grid("Name", "Version", "Places#", "Names#", "Licence", "Title")
    for about in gazetteer.folders:
        if only is None or about.name == only or len(gazetteer.folders) == 1:
            places = [place for place in gazetteer if place.gazetteer == about.name]
            names = sum(len(place.names) for place in places)
            row = about.name, about.version, str(len(places)), str(names), about.licence, about.title
            table.add_row(*map(isolate, row))
    yield draw(table, view)


def places_table(places: Iterable[Place], *, view: View) -> Iterator[str]:
    """Yield one table of all places."""
    table = grid("Place", "Name", "Kind", "Latitude#", "Longitude#", "± m#", "Basis", "Parent")
    for place in places:
        table.add_row(
            place.id,
            Cell(place.title),
            place.kind,
            _number(place.latitude, 5),
            _number(place.longitude, 5),
            _number(place.radius_m, 0),
            place.basis.value,
            place.parent_id or "",
        )
    yield draw(table, view)


def place_card(place: Place, gazetteer: Gazetteer, *, view: View) -> Iterator[str]:
    """Yield what the gazetteer knows of a place: position, parents, names, claims and sources."""
    yield draw(Text(f"{place.id}: {isolate(place.title)}", style="bold"), view)
    yield draw(Text("\n".join(_facts(place, gazetteer))), view)
    if place.description:
        yield draw(Cell(place.description), view)
    names = grid("Name", "Language", "Kind", "Weak", "Source", "Note")
    for name in place.names:
        weak = "weak" if name.weak else ""
        names.add_row(Cell(name.toponym), name.lang, name.kind.value, weak, name.source, Cell(name.note))
    yield draw(names, view)
    if claims := gazetteer.positions(place.id):
        table = grid("Other position", "Latitude#", "Longitude#", "± m#", "Source", "Note")
        for claim in claims:
            position = _number(claim.latitude, 5), _number(claim.longitude, 5), _number(claim.radius_m, 0)
            table.add_row(claim.basis.value, *position, claim.source, Cell(claim.note))
        yield draw(table, view)
    yield draw(Text("\n".join(_sources(place, gazetteer))), view)


def _facts(place: Place, gazetteer: Gazetteer) -> Iterator[str]:
    yield f"  {place.kind} ({place.feature_code}), gazetteer {place.gazetteer}"
    if place.latitude is None:
        yield "  position unknown"
    else:
        position = f"{_number(place.latitude, 5)}, {_number(place.longitude, 5)}"
        yield f"  {position} ± {_number(place.radius_m, 0)} m, {place.basis.value} ({place.source})"
    if place.ancestor_ids:
        yield "  in " + " < ".join(place.ancestor_ids)
    if place.pcode:
        yield f"  P-code {place.pcode}"
    if place.footprint:
        yield f"  footprint: {place.footprint['type']}"
    if place.start or place.end:
        yield f"  from {place.start or '?'} to {place.end or 'today'}"
    for relation in gazetteer.relations:
        if place.id in (relation.subject_id, relation.object_id):
            conflict = f" (conflict: {relation.conflict})" if relation.conflict else ""
            yield f"  {relation.subject_id} {relation.relation} {relation.object_id}{conflict}"


def _sources(place: Place, gazetteer: Gazetteer) -> Iterator[str]:
    known = {source.key: source for source in gazetteer.sources}
    keys = {place.source, *(name.source for name in place.names)}
    keys |= {claim.source for claim in gazetteer.positions(place.id)}
    for key in sorted(keys & known.keys()):
        source = known[key]
        yield f"  {key}: {isolate(source.citation)} {source.url} [{source.licence}]"


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
