"""Mentions in the making, and everything that the rules look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.interpret.tokens import Token
from geocoder.lexicon import Head, Role
from geocoder.model import Evidence, Match

if TYPE_CHECKING:
    from geocoder.index import Index
    from geocoder.normalize import Folded
    from geocoder.spellings import NameEntry


class Draft:
    """A mention before it is resolved; offsets are those of the folded text.

    Attributes:
        start: Where it begins, generic noun included.
        end: Where it ends.
        closed: Where its generic noun ends that stands behind it; ``end`` when there is none.
        token: The token it grew from.
        names: Readings as names of the gazetteer.
        head: Generic noun that belongs to it, None when none stands.
        facility: Noun for a facility before that noun ("مستوصف بلدة محكان"), None when none stands.
        head_number: 1 singular, 2 dual, 3 plural; 0 without one.
        list_head: Dual or plural noun of the list it is a member of.
        chained: Whether it continues the list of the draft before it.
        match: How it was recognised.
        evidence: Reasons so far.
        reason: Why it is no place, empty while it may be one.
        unknown: True for a name behind a generic noun that no gazetteer holds.
        unclear: True for a name that many towns have, in a text that names none.
        called: Class of a generic noun that the text says of it ("البصيرة بلدة سورية"), or empty.
        region: Class, compass point of a region made from a name ("ريف X الشرقي"), None otherwise.
        refers: Named drafts that a back-reference was found to stand for, the likeliest first.
        bridged: True for a back-reference to a place that the text has not named.
        rivalry: How near another antecedent came (0 to 1).
        unnamed: Where a thing without a name was last called by a back-reference's noun, -1 for nowhere.
        fuzzy: Edit similarity (0-1) of a fuzzy match, 1.0 otherwise.
        point: Coordinates written in the text: latitude, longitude, radius, confidence.
    """

    __slots__ = (
        "_span",
        "bridged",
        "called",
        "chained",
        "closed",
        "end",
        "evidence",
        "facility",
        "fuzzy",
        "head",
        "head_number",
        "list_head",
        "match",
        "names",
        "point",
        "reason",
        "refers",
        "region",
        "rivalry",
        "start",
        "token",
        "unclear",
        "unknown",
        "unnamed",
    )

    def __init__(self, start: int, end: int, token: Token | None, names: list[NameEntry]) -> None:
        self.start = start
        self.end = end
        self.closed = end
        self._span: tuple[int, int, int, int] | None = None
        self.token = token
        self.names = names
        self.head: Head | None = None
        self.facility: Head | None = None
        self.head_number = 0
        self.list_head: Head | None = None
        self.chained = False
        self.match = Match.EXACT
        self.evidence: list[Evidence] = []
        self.reason = ""
        self.unknown = False
        self.unclear = False
        self.region: tuple[str, str] | None = None
        self.called = ""
        self.refers: tuple[Draft, ...] = ()
        self.bridged = False
        self.rivalry = 0.0
        self.unnamed = -1
        self.fuzzy = 1.0
        self.point: tuple[float, float, float, float] | None = None

    def span(self, folded: Folded) -> tuple[int, int]:
        """Offsets in the original text; remembered until the draft grows."""
        known = self._span
        if known is not None and known[0] == self.start and known[1] == self.end:
            return known[2], known[3]
        start, end = folded.span(self.start, self.end)
        self._span = (self.start, self.end, start, end)
        return start, end

    def note(self, rule: str, detail: str) -> None:
        """Add a reason."""
        self.evidence.append(Evidence(rule, detail))

    def __repr__(self) -> str:
        """Show span and state."""
        return (
            f"Draft({self.start}, {self.end}, {self.match}, names={len(self.names)}, reason={self.reason!r})"
        )


class Reading:
    """Everything the rules look at.

    Attributes:
        folded: The text.
        tokens: Its tokens.
        index: Names and cues.
        rules: Names of the rules that are on.
        query: Whether the text is one place string, not running prose.
        ends: Number of the token that ends at an offset.
    """

    __slots__ = ("_measures", "ends", "folded", "index", "query", "rules", "tokens")

    def __init__(
        self,
        folded: Folded,
        tokens: list[Token],
        index: Index,
        rules: frozenset[str],
        *,
        query: bool = False,
    ) -> None:
        self.folded = folded
        self.tokens = tokens
        self.index = index
        self.rules = rules
        self.query = query
        self.ends = {token.item.end: place for place, token in enumerate(tokens)}
        self._measures: tuple[list[int], list[Token]] | None = None

    def measures(self) -> tuple[list[int], list[Token]]:
        """Units and compass words, and where each ends: distances are measured with them."""
        if self._measures is None:
            tokens = [
                token
                for token in self.tokens
                if token.cue(Role.UNIT) is not None or token.cue(Role.DIRECTION) is not None
            ]
            self._measures = [token.item.end for token in tokens], tokens
        return self._measures
