"""`Geocoder`: wires the stages, builds the index once, holds no other state."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from geocoder.agreement import agree, drop_particles
from geocoder.asked import Asked
from geocoder.corrections import corrections, mended
from geocoder.document import Document
from geocoder.focus import rank_focus
from geocoder.fuzzy import FuzzyNames, fuzzy_items
from geocoder.garbage import uncollected
from geocoder.gazetteer import Gazetteer
from geocoder.glued import GluedNames
from geocoder.index import Index, build_index
from geocoder.interpret import interpret
from geocoder.interpret.draft import Reading
from geocoder.interpret.tokens import choose_tokens
from geocoder.latin import LatinNames, latin_items
from geocoder.match import Item, find_items, reading_order
from geocoder.model import Location
from geocoder.normalize import Folded, normalize
from geocoder.queries import reordered, undoubled
from geocoder.relate import relate
from geocoder.resolve import resolve
from geocoder.reverse import nearest
from geocoder.rules import enabled_rules
from geocoder.search import corrected, locate
from geocoder.word_classes import load_lexicon

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft

_LATIN_WORD = re.compile(r"[a-z](?<![\w@/.=&%:][a-z])[a-z]{2}")


class Geocoder:
    """Find place mentions in text and resolve each to coordinates.

    Safe to share between threads, picklable, deterministic.

    Args:
        gazetteer: The places to look for; the bundled gazetteers if None.
        rules: Rules to switch off by name (``{"list-head": False}``); all are on otherwise.

    Example:
        >>> document = Geocoder().geoparse("قصف على حيي القصور والجورة")
        >>> [(mention.surface, mention.place.id) for mention in document.mentions]
        [('حيي القصور', 'qusour'), ('الجورة', 'joura')]
    """

    def __init__(self, gazetteer: Gazetteer | None = None, *, rules: dict[str, bool] | None = None) -> None:
        self._switches = dict(rules) if rules else {}
        self._rules = enabled_rules(self._switches)
        with uncollected():
            self._gazetteer = gazetteer if gazetteer is not None else Gazetteer.load()
            self._index = build_index(tuple(self._gazetteer), load_lexicon())
            self._fuzzy = FuzzyNames(self._index)
            self._glued = GluedNames(self._index, self._fuzzy)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the gazetteer and the switches; the index is built anew."""
        return _rebuild, (self._gazetteer, self._switches)

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer in use."""
        return self._gazetteer

    @property
    def rules(self) -> Collection[str]:
        """Names of the rules that are on."""
        return self._rules

    @property
    def index(self) -> Index:
        """The compiled names and cues."""
        return self._index

    def geoparse(self, text: str, *, doc_id: str | None = None, include_filtered: bool = False) -> Document:
        """Find and resolve all place mentions of a text.

        Args:
            text: Any ``str``, lone surrogates and NUL included.
            doc_id: The caller's identifier, kept in the document.
            include_filtered: Also return what looked like a place and is none, with its reason.
        """
        reading, drafts = self.read(text)
        decided = resolve(reading, drafts, include_filtered=include_filtered)
        relations = relate(reading, decided) if "relation" in self._rules else []
        return Document(
            text=text,
            doc_id=doc_id,
            mentions=tuple(mention for _, mention in decided),
            relations=tuple(relations),
            focus=rank_focus(reading, decided, relations),
            gazetteer=self._gazetteer.label,
        )

    def geoparse_many(self, texts: Iterable[str], *, processes: int = 1) -> Iterator[Document]:
        """Documents of many texts, in order, one at a time.

        Args:
            texts: Any iterable; it is read lazily.
            processes: Worker processes; 1 works in this one.
        """
        if processes > 1:
            # Loaded only by those who want it.
            from geocoder.parallel.documents import parallel_documents  # noqa: PLC0415

            yield from parallel_documents(self, texts, processes)
            return
        for text in texts:
            yield self.geoparse(text)

    def geocode(self, query: str, *, limit: int = 5) -> tuple[Location, ...]:
        """Ranked locations for one place string, such as "دوار البكرة، الميادين"; best first."""
        query = undoubled(query)
        found = self._locate(query, limit)
        other, kinds = reordered(query, self._index.lexicon)
        if other and not (found and found[0].kind in kinds):
            better = self._locate(other, limit)
            return better if better and better[0].kind in kinds else found
        return found

    def _locate(self, query: str, limit: int) -> tuple[Location, ...]:
        asked = self._asked(query)
        found = corrections(asked) if asked.gaps or asked.split or len(asked.named) > 1 else []
        if found:
            other, spans = mended(query, found)
            better = corrected(self._asked(other), found, spans, limit=limit)
            if better:
                return better
        return locate(asked, limit=limit)

    def _asked(self, query: str) -> Asked:
        reading, drafts = self.read(query, query=True)
        drop_particles(reading, drafts)
        agree(reading, drafts)
        decided = resolve(reading, drafts)
        relations = relate(reading, decided) if "relation" in self._rules else []
        return Asked(query, reading, decided, relations)

    def reverse(self, lat: float, lon: float, *, limit: int = 5) -> tuple[Location, ...]:
        """Nearest places and containing areas of a point (degrees WGS84)."""
        return nearest(self._gazetteer, lat, lon, limit=limit)

    def read(self, text: str, *, query: bool = False) -> tuple[Reading, list[Draft]]:
        """What is found in a text before anything is resolved: for tools that look inside.

        Args:
            text: Any ``str``.
            query: Whether it is one place string, in which weak names need no support.
        """
        folded = normalize(text)
        tokens = choose_tokens(folded, self._items(folded, query=query), query=query)
        reading = Reading(folded, tokens, self._index, self._rules, query=query)
        return reading, interpret(reading)

    def _items(self, folded: Folded, *, query: bool = False) -> list[Item]:
        items = find_items(folded, self._index)
        if "transliteration" in self._rules and _LATIN_WORD.search(folded.text):
            heard = latin_items(folded, self._index, self._latin)
            # Without a text around it, a name that is only heard is not sought abroad.
            items += [each for each in heard if not query or self._index.is_of_the_country(each.entry)]
            items.sort(key=reading_order)
        if "glued" in self._rules and (glued := self._glued.items(folded, items)):
            items += glued
            items.sort(key=reading_order)
        if "fuzzy" in self._rules:
            found = fuzzy_items(folded, self._index, self._fuzzy, items)
            if found:
                items += found
                items.sort(key=reading_order)
        return items

    @cached_property
    def _latin(self) -> LatinNames:
        """Latin names by sound; made when the first Latin text comes."""
        return LatinNames(self._index)


def _rebuild(gazetteer: Gazetteer, switches: dict[str, bool]) -> Geocoder:
    return Geocoder(gazetteer, rules=switches)
