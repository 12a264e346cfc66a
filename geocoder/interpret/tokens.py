"""Choose among overlapping items: leftmost, then longest, of those that can stand where they are."""

from __future__ import annotations

from collections.abc import Sequence

from geocoder.index import Entry
from geocoder.interpret.closing import closing_nouns
from geocoder.interpret.gaps import is_listed, is_parted, is_quoted, opens_list, qualified_end, sided_name
from geocoder.interpret.standing import fits
from geocoder.lexicon import ARTICLE, Cue, Head, Role
from geocoder.match import Item
from geocoder.normalize import Folded
from geocoder.spellings import NameEntry
from geocoder.word_classes import load_lexicon

_CONJUNCTION = "و"


class Token:
    """An item that stands, with the cues and names that fit its article.

    Attributes:
        item: The item.
        cues: Cues whose article condition holds.
        names: Names that may stand here.
        head: The generic noun directly before it, None when there is none.
        head_token: The token of that noun.
        chained: Whether it continues a list begun by the token before it.
        list_head: The dual or plural noun that opens the list it belongs to.
        closing: The plural noun behind that closes its list (the Omar and Tanak fields).
    """

    __slots__ = (
        *("chained", "closing", "cues", "head", "head_token", "item", "list_head", "names", "quoted_head"),
    )

    def __init__(self, item: Item, cues: tuple[Cue, ...], names: list[NameEntry]) -> None:
        self.item = item
        self.cues = cues
        self.names = names
        self.head: Head | None = None
        self.head_token: Token | None = None
        self.quoted_head = False
        self.chained = False
        self.list_head: Token | None = None
        self.closing: Head | None = None

    def cue(self, role: Role) -> Cue | None:
        """The first cue with a role."""
        for cue in self.cues:
            if cue.role is role:
                return cue
        return None

    def __repr__(self) -> str:
        """Show the item and what it may be."""
        return f"Token({self.item!r}, cues={len(self.cues)}, names={len(self.names)})"


def choose_tokens(folded: Folded, items: list[Item], *, query: bool = False) -> list[Token]:
    """Tokens of a text in order, none overlapping another.

    Args:
        folded: The text.
        items: What was found in it, sorted.
        query: Whether it is one place string, in which the article may always be missing.
    """
    chosen: list[Token] = []
    position = 0
    index = 0
    count = len(items)
    closing = closing_nouns(folded, items)
    while index < count:
        item = items[index]
        if item.word_start < position:
            index += 1
            continue
        word_start = item.word_start
        token = None
        while index < count and items[index].word_start == word_start:
            if token is None or (token.names and _outdone(items[index], token, items, index, folded)):
                token = _stand(items[index], chosen, folded, closing, query=query)
            index += 1
        if token is not None:
            chosen.append(token)
            position = token.item.end
    return chosen


def _outdone(item: Item, token: Token, items: list[Item], index: int, folded: Folded) -> bool:
    """Whether a generic noun alone beats a name that begins with it.

    It does with a longer name behind it ("حي الحويقة الغربية" is the quarter الحويقة الغربية, not حي الحويقة)
    and where a line or a hashtag ends behind the noun.
    """
    end = token.item.end
    if item.end >= end or not item.entry.cues:
        return False
    head = next((cue.head for cue in item.entry.cues if cue.head is not None), None)
    if head is None:
        return False
    if is_parted(item, folded, end, is_facility=not head.kinds & _PLAIN):
        return True
    follower = item.end + 1
    for following in range(index + 1, len(items)):
        other = items[following]
        if other.word_start > follower:
            break
        if (
            other.word_start == follower
            and other.end > end
            and any(not name.head_only for name in other.entry.names)
        ):
            return True
    return False


def _stand(
    item: Item, chosen: list[Token], folded: Folded, closing: dict[int, Head], *, query: bool
) -> Token | None:
    entry = item.entry
    cues = _fitting_cues(item, entry, folded.text)
    names = entry.names
    if names and any(cue.clitic or cue.role is Role.PHRASE for cue in cues):
        names = ()  # الضفة الغربية لنهر الفرات; منزله is no المنزلة
    token = Token(item, cues, [])
    article = item.article
    if not names:
        return token if cues else None
    previous = chosen[-1] if chosen else None
    if previous is not None:
        _attach(token, previous, chosen, folded)
    if cues and token.head is None and article and token.cue(Role.DIRECTION) is not None:
        return token  # يحدها من الغرب: a compass word, whatever bears its name
    if closing:
        token.closing = closing.get(item.core)
    expected = token.head if token.head is not None else _list_kind(token) or token.closing
    if (
        previous is not None
        and expected is None
        and any(name.head_only for name in names)
        and (shared := _shared_noun(token, previous, folded))
    ):
        names = tuple(name for name in names if not name.head_only) or _named_with(
            names, shared, token, previous
        )
        expected = token.head
    free = entry.latin or (query and not cues)  # of the article
    token.names = [name for name in names if fits(name, item, expected, free=free)]
    if expected is not None and expected.is_area:
        token.names = [name for name in token.names if name.head_only in _PLAIN] or token.names
    return token if token.names or cues else None


def _shared_noun(token: Token, previous: Token, folded: Folded) -> Head | None:
    """The noun before a token that reaches it in another way than directly.

    It may be that of the name before it (مدرسة الثورة ويوسف العظمة) or have the article of its adjective
    (المسجد العمري for الجامع العمري).
    """
    if token.chained:
        return previous.head or _own_noun(previous)
    cue = previous.cue(Role.HEAD)
    is_definite = cue is not None and cue.number == 1 and previous.item.article and not previous.names
    follows = token.item.article and folded.text[previous.item.end : token.item.word_start] == " "
    return cue.head if cue is not None and is_definite and follows and not token.item.clitics else None


def _own_noun(token: Token) -> Head | None:
    """The generic noun that a name itself begins with (مدرسة الثورة as it stands in the gazetteer)."""
    first, blank, _ = token.item.entry.core.partition(" ")
    cues = load_lexicon().cues.get(first, ()) if blank and any(name.headed for name in token.names) else ()
    return next((cue.head for cue in cues if cue.head is not None and not cue.head.follows), None)


def _named_with(
    names: Sequence[NameEntry], noun: Head, token: Token, previous: Token
) -> tuple[NameEntry, ...]:
    """Names that need this noun; a definite noun wants one whose own noun is definite."""
    fitting = tuple(name for name in names if name.head_only == noun.name)
    if not token.chained:
        fitting = tuple(name for name in fitting if name.name.toponym.startswith(ARTICLE))
        token.head_token = previous if fitting else None
    token.head = noun if fitting else None
    return fitting


_PLAIN = frozenset({"", "neighbourhood", "village", "town", "city", "subdistrict", "district"})
"""Nouns that "the area of" may stand for; before others (معسكر) it is read if nothing else has the name."""


def _fitting_cues(item: Item, entry: Entry, text: str) -> tuple[Cue, ...]:
    cues = entry.definite if item.article else entry.bare
    for cue in cues:
        if cue.clitic and not text.startswith(cue.clitic, item.end + 1):
            return tuple(
                each for each in cues if not each.clitic or text.startswith(each.clitic, item.end + 1)
            )
    return cues


def _attach(token: Token, previous: Token, chosen: list[Token], folded: Folded) -> None:
    """Record the generic noun before a token, or the list that it continues."""
    item = token.item
    between = folded.text[previous.item.end : item.word_start]
    plain = between.isspace() or not between
    cue = previous.cue(Role.HEAD)
    head = cue.head if cue is not None else None
    quoted = not plain and (
        is_quoted(between) or (cue is not None and cue.number > 1 and opens_list(between))
    )
    if cue is not None and head is not None and (plain or quoted) and not item.clitics and not previous.names:
        precedes = (not head.follows or cue.sided) and not _closes(previous, chosen, folded)
        if (
            precedes
            and _is_construct(previous, cue)
            and not is_parted(previous.item, folded, item.end, is_facility=not head.kinds & _PLAIN)
        ):
            token.head = head
            token.head_token = previous
            token.quoted_head = quoted
            if cue.number > 1:
                token.list_head = previous
        return
    if item.clitics not in _JOINED:
        return
    member, end = previous, item.word_start - len(between)
    if not previous.names:
        named = sided_name(folded, previous, item, chosen)
        if named is None:
            return
        member = named
    elif not plain and between[0] == " ":
        end = qualified_end(folded, end, item)
        if end != previous.item.end:
            plain = quoted = folded.text[end : item.word_start] == " "
    joined = item.clitics in _CONJUNCTIONS and (plain or quoted)
    listed = not joined and item.clitics in ("", _CONJUNCTION)
    if joined or (listed and is_listed(folded, member, end, item, chosen)):
        token.chained = True
        token.list_head = member.list_head


_CONJUNCTIONS = frozenset((_CONJUNCTION, "ف"))
_JOINED = _CONJUNCTIONS | {""}


def _closes(noun: Token, chosen: list[Token], folded: Folded) -> bool:
    """Whether an English noun is that of the name before it: "al-Joura neighbourhood of the city"."""
    if not noun.item.entry.latin or len(chosen) < 2 or not chosen[-2].names:
        return False
    return folded.text[chosen[-2].item.end : noun.item.word_start] == " "


def _is_construct(token: Token, cue: Cue) -> bool:
    """A noun introduces a name only without the article (حي الجورة, not الحي الجورة)."""
    return not token.item.article and cue.article is not True


def _list_kind(token: Token) -> Head | None:
    if token.list_head is None:
        return None
    cue = token.list_head.cue(Role.HEAD)
    return cue.head if cue is not None else None
