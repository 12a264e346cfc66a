"""A place string with all that was read in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geocoder.model import Status
from geocoder.unread import find_gaps, unstated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Mention, Relation
    from geocoder.unread import Gap


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
        """The mentions that are places."""
        return [mention for _, mention in self.decided if mention.status is not Status.FILTERED]

    @cached_property
    def gaps(self) -> list[Gap]:
        """The words that nothing read."""
        drafts = [draft for draft, _ in self.decided]
        return find_gaps(self.reading, drafts, related=bool(self.relations))

    @cached_property
    def is_unstated(self) -> bool:
        """Whether the string says that the place within what it names is not known."""
        return unstated(self.reading)
