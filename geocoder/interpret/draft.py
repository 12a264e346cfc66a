"""Mentions in the making, and the rules that join names with their generic nouns."""

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
        point: Coordinates written in the text.
    """

    __slots__ = (
        "_span",
        "bridged",
        "called",
        "chained",
        "closed",
        "end",
        "evidence",
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
        self.point: tuple[float, float, float] | None = None

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


def draft_names(reading: Reading) -> list[Draft]:
    """One draft for every token that may be a name, joined with its generic noun."""
    tokens = reading.tokens
    followers: list[Token | None] = [*tokens[1:], None]
    return [
        _draft(token, following, reading)
        for token, following in zip(tokens, followers, strict=False)
        if token.names
    ]


def _draft(token: Token, following: Token | None, reading: Reading) -> Draft:
    item = token.item
    draft = Draft(item.start, item.end, token, token.names)
    draft.chained = token.chained
    if item.similarity is not None:
        draft.fuzzy = item.similarity
        draft.match = Match.VARIANT if item.similarity == 1.0 else Match.FUZZY
        rule = "fuzzy" if item.similarity < 1.0 else "glued"
        rule = "transliteration" if item.entry.latin else rule
        draft.note(
            rule, f"{reading.folded.words[item.start : item.end]} ~ {item.entry.core} ({item.similarity:.2f})"
        )
    if token.head is not None and "head-noun" in reading.rules:
        _join_head(draft, token, reading)
    if token.list_head is not None and "list-head" in reading.rules:
        _join_list(draft, token, reading)
    if item.entry.latin and "head-noun" in reading.rules:
        _join_following(draft, token, following, reading)
    _extend_tail(draft, reading)
    return draft


def _join_head(draft: Draft, token: Token, reading: Reading) -> None:
    """A generic noun directly before the name belongs to the mention, unless a quote parts them."""
    head_token = token.head_token
    if head_token is None or token.head is None:
        return
    cue = head_token.cue(Role.HEAD)
    draft.head = token.head
    draft.head_number = cue.number if cue is not None else 1
    if not token.quoted_head and (not token.head.follows or not token.head.kinds & _EXPLAINED):
        draft.start = head_token.item.start
    draft.note("head-noun", reading.folded.words[head_token.item.start : head_token.item.end])


def _join_following(draft: Draft, token: Token, following: Token | None, reading: Reading) -> None:
    """An English noun behind the name gives its kind; it joins the mention unless it only classifies.

    "Fateh mosque" and "Deir ez-Zor city" are names, in "al-Jafra village" the noun explains.
    """
    if following is None or draft.head is not None or following.names:
        return
    cue = following.cue(Role.HEAD)
    if cue is None or cue.head is None or not cue.head.follows:
        return
    if reading.folded.text[token.item.end : following.item.word_start] != " ":
        return
    draft.head = cue.head
    draft.head_number = cue.number
    draft.note("head-noun", following.item.entry.core)
    draft.closed = following.item.end
    if cue.number == 1 and not cue.head.kinds & _CLASSIFIED:
        draft.end = following.item.end


_CLASSIFIED = frozenset({"village", "town", "neighbourhood"})
_EXPLAINED = _CLASSIFIED | {"city", "district", "subdistrict", "governorate", "ruin"}
"""Kinds of which "the city of X" is the name X; "the hospital of X" has no name but this."""


def _join_list(draft: Draft, token: Token, reading: Reading) -> None:
    """Every member of a list takes the kind of the dual or plural noun that opens it."""
    list_token = token.list_head
    cue = list_token.cue(Role.HEAD) if list_token is not None else None
    if list_token is None or cue is None:
        return
    draft.list_head = cue.head
    if draft.head is None:
        if draft.match is Match.EXACT:
            draft.match = Match.LIST
        draft.note("list-head", reading.folded.words[list_token.item.start : list_token.item.end])


def _extend_tail(draft: Draft, reading: Reading) -> None:
    """An adjective that closes names of the kind belongs to the mention (حقل العمر النفطي)."""
    words = reading.folded.words
    tails = reading.index.lexicon.tails
    end = words.find(" ", draft.end + 1)
    word = words[draft.end + 1 : end]
    if word not in tails or reading.folded.text[draft.end : draft.end + 1] != " ":
        return
    kinds = tails[word]
    places = reading.index.places
    if (draft.head or draft.list_head or _is_headed(draft)) and any(
        places[name.place].kind in kinds for name in draft.names
    ):
        draft.end = end


def _is_headed(draft: Draft) -> bool:
    return any(" " in name.name.toponym for name in draft.names)
