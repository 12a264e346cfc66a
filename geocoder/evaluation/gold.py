"""Gold documents: texts in which people marked the places (the format is in docs/evaluation.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar, cast

from geocoder.errors import InputError

ANAPHOR: Final = "anaphor"
T = TypeVar("T", str, float)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A marked place name.

    Attributes:
        keys: Accepted place ids, the right one first.
        names: Names by which a place of another gazetteer is recognised as the same.
        radius_m: Uncertainty of the gold position, metres; 0 when it states none.
    """

    start: int
    end: int
    surface: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    kind: str
    role: str
    latitude: float | None
    longitude: float | None
    radius_m: float
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A marked phrase that says where something is relative to an anchor."""

    start: int
    end: int
    relation: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Distractor:
    """A span that a matcher may take for a place of the region, and why it is none."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with everything that was marked in it."""

    doc_id: str
    text: str
    language: str
    genre: str
    phenomena: tuple[str, ...]
    mentions: tuple[GoldMention, ...]
    relations: tuple[GoldRelation, ...]
    distractors: tuple[Distractor, ...]


def read_gold(path: str | Path) -> tuple[GoldDocument, ...]:
    """All documents of a gold file.

    Raises:
        InputError: The file cannot be read, or a line breaks the format; it names the line.
    """
    documents = []
    for line, record in read_objects(path):
        try:
            documents.append(_document(record))
        except (KeyError, TypeError, ValueError) as error:
            reason = f"field {error} is missing" if isinstance(error, KeyError) else str(error)
            raise InputError(f"{path}:{line}: {reason}; see docs/evaluation.md for the format") from error
    return tuple(documents)


def read_objects(path: str | Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the JSON objects of a JSON Lines file with their 1-based lines.

    Raises:
        InputError: The file cannot be read, or a line is no JSON object.
    """
    try:
        with Path(path).open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, _object(line)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; convert the file") from error
    except ValueError as error:
        raise InputError(f"{path}:{number}: {error}; write one JSON object a line") from error


def _object(line: str) -> Mapping[str, object]:
    value: object = json.loads(line)
    if not isinstance(value, dict):
        raise ValueError(f"a JSON {type(value).__name__} instead of an object")  # noqa: TRY004 - bad data
    return value


def _document(record: Mapping[str, object]) -> GoldDocument:
    text = take(record, "text", str)
    mentions = tuple(_mention(each, text) for each in listed(record, "mentions"))
    return GoldDocument(
        doc_id=take(record, "doc_id", str),
        text=text,
        language=str(record.get("lang") or ""),
        genre=str(record.get("genre") or ""),
        phenomena=_words(record, "phenomena"),
        mentions=mentions,
        relations=tuple(_relation(each) for each in listed(record, "relations")),
        distractors=tuple(
            Distractor(*span(each), why=str(each["why"])) for each in listed(record, "distractors")
        ),
    )


def _mention(record: Mapping[str, object], text: str) -> GoldMention:
    start, end = span(record)
    surface = text[start:end]
    if record.get("surface", surface) != surface:
        raise ValueError(f"{record['surface']!r} does not stand at {start}:{end}")
    return GoldMention(
        start=start,
        end=end,
        surface=surface,
        keys=(take(record, "key", str), *_words(record, "alt_keys")),
        names=tuple(name for name in (str(record.get("name_ar") or ""), surface) if name),
        kind=str(record.get("kind") or "other"),
        role=str(record.get("role") or "place"),
        latitude=number(record, "lat"),
        longitude=number(record, "lon"),
        radius_m=number(record, "radius_m") or 0.0,
        tags=_words(record, "tags"),
    )


def _relation(record: Mapping[str, object]) -> GoldRelation:
    start, end = span(record)
    return GoldRelation(start, end, take(record, "relation", str), take(record, "anchor_key", str))


def span(record: Mapping[str, object]) -> tuple[int, int]:
    """Start and end of a record.

    Raises:
        ValueError: They are no half-open span of code points.
    """
    start, end = record["start"], record["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise ValueError(f"start {start!r} and end {end!r} are no span")
    return start, end


def number(record: Mapping[str, object], key: str) -> float | None:
    """The number under a key, None if it is absent or null.

    Raises:
        TypeError: It is something else.
    """
    value = record.get(key)
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(f"{key} is {value!r}, not a number")


def take(record: Mapping[str, object], key: str, kind: type[T]) -> T:
    """The value under a key, which must be there and of that type.

    Raises:
        KeyError: It is absent.
        TypeError: It is of another type.
    """
    value = record[key]
    if not isinstance(value, kind):
        raise TypeError(f"{key} is {value!r}, not {kind.__name__}")
    return value


def listed(record: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """The list of objects under a key, empty if it is absent.

    Raises:
        TypeError: It is something else.
    """
    value = record.get(key) or []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TypeError(f"{key} is not a list of objects")
    return value


def _words(record: Mapping[str, object], key: str) -> tuple[str, ...]:
    return tuple(map(str, cast("Iterable[object]", record.get(key) or ())))
