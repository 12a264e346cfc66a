"""Tables for people: aligned in a terminal, with right-to-left names kept inside their cells."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from geocoder.document import Answer, Document
from geocoder.formats.registry import View, formats
from geocoder.formats.screen import clean, isolate
from geocoder.formats.story import mention_story, relation_story
from geocoder.model import Focus, Location, Mention, Relation, Status

PIPE_WIDTH = 200
"""Columns when nobody's screen is known: wide enough that no cell is folded."""
NOTHING = "no places found"


@formats(Document, "table")
def documents_asgrid(documents: Iterable[Document], view: View) -> Iterator[str]:
    """Yield for each document its mentions, relations and focus, under its name if it has one."""
    for document in documents:
        if document.doc_id:
            yield draw(Text(isolate(document.doc_id), style="bold"), view)
        yield from _document(document, view)


@formats(Answer, "table")
def answers_asgrid(answers: Iterable[Answer], view: View) -> Iterator[str]:
    """Yield for each query its locations, best first."""
    for answer in answers:
        yield draw(Text(isolate(answer.query), style="bold"), view)
        yield draw(_locations(answer.locations) if answer.locations else Text(NOTHING, style="dim"), view)


def _document(document: Document, view: View) -> Iterator[str]:
    if not document.mentions and not document.relations:
        yield draw(Text(NOTHING, style="dim"), view)
    if document.mentions:
        yield draw(_mentions(document.mentions), view)
        if view.explain:
            yield from (draw(story, view) for story in map(mention_story, document.mentions))
    if document.relations:
        yield draw(_relations(document.relations), view)
        if view.explain:
            yield from (draw(story, view) for story in map(relation_story, document.relations))
    if document.focus:
        yield draw(_focus(document.focus), view)


def _mentions(mentions: tuple[Mention, ...]) -> Table:
    # A column that says the same in every row takes room from the names.
    has_status = any(mention.status is not Status.RESOLVED for mention in mentions)
    status = ["Status"] if has_status else []
    table = grid("Mention", "Place", "Kind", *status, "Lat#", "Lon#", "± m#", "Conf.#")
    for mention in mentions:
        table.add_row(
            Cell(mention.surface),
            _place(mention),
            mention.place.kind if mention.place else mention.kind,
            *([mention.status.value] if has_status else []),
            *_position(mention.latitude, mention.longitude, mention.radius_m),
            f"{mention.confidence:.2f}",
            style=_STYLES.get(mention.status, ""),
        )
    return table


_STYLES = {Status.AMBIGUOUS: "yellow", Status.UNLOCATED: "magenta", Status.FILTERED: "dim"}


def _place(mention: Mention) -> str:
    if mention.enclosing:
        inside = f"in {mention.enclosing.place_id}"
        return f"{mention.place.id}, {inside}" if mention.place else inside
    return mention.place.id if mention.place else "–"


def _relations(relations: Iterable[Relation]) -> Table:
    table = grid("Relation", "Says", "Anchors", "Lat#", "Lon#", "± m#", "Conf.#")
    for relation in relations:
        table.add_row(
            Cell(relation.surface),
            _says(relation),
            ", ".join(relation.anchors),
            *_position(relation.latitude, relation.longitude, relation.radius_m),
            f"{relation.confidence:.2f}",
        )
    return table


def _says(relation: Relation) -> str:
    distance = "" if relation.distance_m is None else f" {relation.distance_m / 1000:g} km"
    bearing = "" if relation.bearing is None else f" {relation.bearing:.0f}°"
    return relation.relation + distance + bearing


def _focus(focus: Iterable[Focus]) -> Text:
    return Text("About: " + ", ".join(f"{each.place_id} ({each.score:.2f})" for each in focus))


def _locations(locations: Iterable[Location]) -> Table:
    table = grid("Name", "Place", "Kind", "Lat#", "Lon#", "± m#", "Conf.#", "Away m#", "Relation")
    for location in locations:
        table.add_row(
            Cell(location.name),
            location.place.id if location.place else "–",
            location.place.kind if location.place else location.kind,
            *_position(location.latitude, location.longitude, location.radius_m),
            f"{location.confidence:.2f}",
            _whole(location.distance_m),
            location.relation or "",
        )
    return table


def grid(*headings: str) -> Table:
    """An empty table; a heading that ends in ``#`` is a column of numbers."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True, header_style="bold")
    for heading in headings:
        is_number = heading.endswith("#")
        justify: JustifyMethod = "right" if is_number else "left"
        table.add_column(heading.removesuffix("#"), justify=justify, no_wrap=is_number, overflow="fold")
    return table


def _position(
    latitude: float | None, longitude: float | None, radius_m: float | None
) -> tuple[str, str, str]:
    if latitude is None or longitude is None:
        return "–", "–", "–"
    return f"{latitude:.4f}", f"{longitude:.4f}", _whole(radius_m)


def _whole(metres: float | None) -> str:
    return "" if metres is None else f"{metres:.0f}"


class Cell:
    """Document text in a cell: wrapped to its width first, then isolated line by line."""

    def __init__(self, text: str) -> None:
        self._text = Text(clean(text))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.wrap(console, options.max_width, overflow="fold"):
            yield Text(isolate(line.plain))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._text)


def draw(part: RenderableType, view: View) -> str:
    """The part as lines of text, as wide and coloured as the view allows."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=view.width or PIPE_WIDTH,
        force_terminal=view.colour,
        color_system="standard" if view.colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(part)
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().split("\n")[:-1])
