"""A place string with all that was read in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geocoder.model import Match, Status
from geocoder.similar import same_letters
from geocoder.unread import find_gaps, read_parts, unstated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Mention, Relation
    from geocoder.unread import Gap, Word


LONGEST = 300
"""Letters beyond which a string is no place string but a text: what was not read in it is no name."""


@dataclass(frozen=True)
class Asked:
    """One place string.

    Attributes:
        query: The string as it was given.
        reading: What the rules look at.
        decided: The mentions, with the drafts they grew from.
        relations: The relations.
    """

    query: str
    reading: Reading
    decided: Sequence[tuple[Draft, Mention]]
    relations: Sequence[Relation]

    @cached_property
    def named(self) -> list[Mention]:
        """The mentions that are places; a form that says "the city" refers to nothing before it."""
        return [
            mention
            for _, mention in self.decided
            if mention.status is not Status.FILTERED and mention.match is not Match.ANAPHOR
        ]

    @cached_property
    def parts(self) -> list[list[Word]]:
        """The words of the string, part by part."""
        drafts = [draft for draft, _ in self.decided]
        if len(self.query) > LONGEST:
            return []
        return read_parts(self.reading, drafts, related=bool(self.relations))

    @cached_property
    def gaps(self) -> list[Gap]:
        """The words that nothing read."""
        return find_gaps(self.parts, self.reading.index)

    @cached_property
    def split(self) -> list[tuple[int, int]]:
        """The parts that are one name when their blanks are not counted, and were not read as one."""
        folded, index = self.reading.folded, self.reading.index
        spans = [(part[0].start, part[-1].end) for part in self.parts if len(part) > 1]
        spans = [span for span in spans if same_letters(index, folded.words[slice(*span)])]
        names = {(draft.start, draft.end) for draft, _ in self.decided if draft.names}
        return [span for span in spans if span not in names]

    @cached_property
    def is_unstated(self) -> bool:
        """Whether the string says that the place within what it names is not known."""
        return unstated(self.reading)
