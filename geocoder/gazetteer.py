"""`Gazetteer`: the places of one or several gazetteer folders, with names, parents and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Self

from geocoder.assemble import Parts, assemble
from geocoder.errors import GazetteerError
from geocoder.folder import About, Feature, read_folder
from geocoder.model import Place, PlaceRelation, PositionClaim, Source
from geocoder.tables import PLACES, shorten

_PACKAGED: Final = Path(__file__).parent / "_gazetteers"
_CHECKOUT: Final = Path(__file__).parent.parent / "gazetteers"
_ORDER: Final = ("deir_ez_zor", "syria")
"""The main gazetteer first; the rivals stand behind it."""


class Gazetteer:
    """A curated set of places; docs/gazetteers.md describes the files.

    Iterating yields the places: those of the first folder, sorted by id, then what the next one adds.
    A gazetteer never changes, can be shared between threads and be pickled.

    >>> gazetteer = Gazetteer.load("deir_ez_zor")
    >>> gazetteer["joura"].name_ar
    'حي الجورة'
    """

    def __init__(self, parts: Parts, *, label: str = "", folders: tuple[About, ...] = ()) -> None:
        """Wrap assembled parts; `Gazetteer.load` is the way to get one."""
        self._parts = parts
        self._label = label
        self._folders = folders
        children: defaultdict[str, list[Place]] = defaultdict(list)
        for place in parts.places.values():
            if place.parent_id is not None:
                children[place.parent_id].append(place)
        self._children = {parent: tuple(places) for parent, places in children.items()}

    @classmethod
    def load(cls, *names_or_folders: str | Path) -> Self:
        """Load gazetteers, first one first; later ones may add to or override earlier ones.

        Args:
            *names_or_folders: Names of bundled gazetteers or folders; all bundled ones if none is given.

        Raises:
            GazetteerError: One is missing or breaks the format.
        """
        wanted = names_or_folders or bundled_names()
        if not wanted:
            raise GazetteerError(
                "no gazetteer is bundled; install the package anew", file=str(bundled_folder())
            )
        folders = [read_folder(find_folder(each)) for each in wanted]
        label = " + ".join(f"{folder.about.name} {folder.about.version}".rstrip() for folder in folders)
        return cls(assemble(folders), label=label, folders=tuple(folder.about for folder in folders))

    @property
    def label(self) -> str:
        """Names and versions, such as ``deir_ez_zor 2026.11 + syria 2026.11``."""
        return self._label

    @property
    def folders(self) -> tuple[About, ...]:
        """The folders that were loaded, in order, with name, version, title and licence."""
        return self._folders

    @property
    def relations(self) -> tuple[PlaceRelation, ...]:
        """The stated relations between places, in file order."""
        return self._parts.relations

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources."""
        return tuple(self._parts.sources.values())

    def __iter__(self) -> Iterator[Place]:
        """Yield the places in order of loading, then of id."""
        return iter(self._parts.places.values())

    def __len__(self) -> int:
        """The number of places."""
        return len(self._parts.places)

    def __contains__(self, place_id: object) -> bool:
        """Whether a place has that id."""
        return place_id in self._parts.places

    def __getitem__(self, place_id: str) -> Place:
        """The place of that id.

        Raises:
            KeyError: There is none.
        """
        try:
            return self._parts.places[place_id]
        except KeyError:
            message = f"no place has the id {shorten(place_id)} in {self._label or 'this gazetteer'}"
            raise KeyError(message) from None

    def get(self, place_id: str) -> Place | None:
        """The place of that id, or None."""
        return self._parts.places.get(place_id)

    def ancestors(self, place_id: str) -> tuple[Place, ...]:
        """The parent of a place, its parent, and so on to the top.

        Raises:
            KeyError: No place has that id.
        """
        return tuple(self._parts.places[each] for each in self[place_id].ancestor_ids)

    def children(self, place_id: str) -> tuple[Place, ...]:
        """The places whose parent it is.

        Raises:
            KeyError: No place has that id.
        """
        return self._children.get(self[place_id].id, ())

    def positions(self, place_id: str) -> tuple[PositionClaim, ...]:
        """Second opinions on where a place is.

        Raises:
            KeyError: No place has that id.
        """
        return self._parts.positions.get(self[place_id].id, ())

    def feature(self, place_id: str) -> Feature | None:
        """The GeoJSON feature with a place's footprint and its properties, or None.

        Raises:
            KeyError: No place has that id.
        """
        return self._parts.features.get(self[place_id].id)

    def source(self, key: str) -> Source:
        """The source of that key.

        Raises:
            KeyError: There is none.
        """
        try:
            return self._parts.sources[key]
        except KeyError:
            raise KeyError(f"no source has the key {shorten(key)}") from None

    def __repr__(self) -> str:
        """Label and number of places."""
        return f"<Gazetteer {self._label!r}: {len(self)} places>"


def bundled_folder() -> Path:
    """The folder that holds the bundled gazetteers: inside the wheel, else beside it in a checkout.

    Raises:
        GazetteerError: Neither is there.
    """
    for folder in (_PACKAGED, _CHECKOUT):
        if folder.is_dir():
            return folder
    raise GazetteerError("the bundled gazetteers are missing; install the package anew", file=str(_PACKAGED))


def bundled_names() -> tuple[str, ...]:
    """Names of the bundled gazetteers, in the order in which they load."""
    names = sorted(path.parent.name for path in bundled_folder().glob(f"*/{PLACES}"))
    return tuple(sorted(names, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER)))


def find_folder(name_or_folder: str | Path) -> Path:
    """The folder that a bundled name or a path means; a bundled name wins over a folder of that name.

    Raises:
        GazetteerError: There is neither.
    """
    if isinstance(name_or_folder, str) and name_or_folder in bundled_names():
        return bundled_folder() / name_or_folder
    folder = Path(name_or_folder)
    if folder.is_dir():
        return folder
    what = "not a folder" if folder.exists() else "no such gazetteer"
    remedy = f"give a folder or one of the bundled names {', '.join(bundled_names())}"
    raise GazetteerError(f"{what}; {remedy}", file=str(folder))
