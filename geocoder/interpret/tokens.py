"""Choose among overlapping items: leftmost, then longest, of those that can stand where they are."""

from __future__ import annotations

import re

from geocoder.index import Entry
from geocoder.lexicon import Cue, Head, Role
from geocoder.match import Item
from geocoder.normalize import Folded
from geocoder.spellings import NameEntry

_JOINERS = "،,/;؛:"
_QUOTES = "\"'«»“”„‟‘’()[]{}‹›<>*#@"
_QUOTED_GAP = re.compile(rf"[\s{re.escape(_QUOTES)}]*")
_LIST_GAP = re.compile(
    rf"{_QUOTED_GAP.pattern}(?:(?:[{_JOINERS}]{_QUOTED_GAP.pattern})+|و|او|,?and|or){_QUOTED_GAP.pattern}"
)
"""Signs that part the members of a list, or one word that joins them; quotes do not count."""
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_CONJUNCTION = "و"
_MIN_DROPPED = 4
"""Letters a name must keep to be read without its article (حويقة for الحويقة)."""


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
    """

    __slots__ = ("chained", "cues", "head", "head_token", "item", "list_head", "names", "quoted_head")

    def __init__(self, item: Item, cues: tuple[Cue, ...], names: list[NameEntry]) -> None:
        self.item = item
        self.cues = cues
        self.names = names
        self.head: Head | None = None
        self.head_token: Token | None = None
        self.quoted_head = False
        self.chained = False
        self.list_head: Token | None = None

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
    while index < count:
        item = items[index]
        if item.word_start < position:
            index += 1
            continue
        word_start = item.word_start
        token = None
        while index < count and items[index].word_start == word_start:
            if token is None or (token.names and _outdone(items[index], token, items, index)):
                token = _stand(items[index], chosen, folded, query=query)
            index += 1
        if token is not None:
            chosen.append(token)
            position = token.item.end
    return chosen


def _outdone(item: Item, token: Token, items: list[Item], index: int) -> bool:
    """Whether a generic noun alone, with a longer name behind it, beats a name that begins with it.

    "حي الحويقة الغربية" is the quarter الحويقة الغربية, not حي الحويقة.
    """
    end = token.item.end
    if item.end >= end or not any(cue.role is Role.HEAD for cue in item.entry.cues):
        return False
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


def _stand(item: Item, chosen: list[Token], folded: Folded, *, query: bool) -> Token | None:
    entry = item.entry
    cues = _fitting_cues(item, entry, folded.text)
    names = entry.names
    if names and any(cue.clitic or cue.role is Role.PHRASE for cue in cues):
        names = ()  # الضفة الغربية لنهر الفرات; منزله is no المنزلة
    token = Token(item, cues, [])
    if not names:
        return token if cues else None
    if chosen:
        _attach(token, chosen, folded)
    expected = token.head if token.head is not None else _list_kind(token)
    article = item.article
    for name in names:
        if name.head_only and (
            expected is None or (expected.name != name.head_only and not expected.is_area)
        ):
            continue
        if (
            name.article != article
            and not entry.latin
            and not (query and not cues)
            and (not _article_may_differ(name, item, expected) or _is_described(name))
        ):
            continue
        token.names.append(name)
    return token if token.names or cues else None


def _is_described(name: NameEntry) -> bool:
    """Whether a definite noun with its adjective lost both articles: "جسر ترابي" is not الجسر الترابي.

    Asked of names whose article and the text's differ.
    """
    return (
        name.article
        and name.headed
        and (name.head_only != "" or name.derived == "article")
        and name.name.toponym.startswith("ال")
    )


def _fitting_cues(item: Item, entry: Entry, text: str) -> tuple[Cue, ...]:
    cues = entry.definite if item.article else entry.bare
    for cue in cues:
        if cue.clitic and not text.startswith(cue.clitic, item.end + 1):
            return tuple(
                each for each in cues if not each.clitic or text.startswith(each.clitic, item.end + 1)
            )
    return cues


def _article_may_differ(name: NameEntry, item: Item, expected: Head | None) -> bool:
    """Whether the article may be missing or added; short single words must keep their form."""
    length = item.end - item.core
    if " " in item.entry.core:
        return True
    return length >= _MIN_DROPPED and (
        expected is not None or length > _MIN_DROPPED + (name.article is False)
    )


def _attach(token: Token, chosen: list[Token], folded: Folded) -> None:
    """Record the generic noun before a token, or the list that it continues."""
    previous = chosen[-1]
    item = token.item
    between = folded.text[previous.item.end : item.word_start]
    plain = between.isspace() or not between
    quoted = not plain and _QUOTED_GAP.fullmatch(between) is not None
    cue = previous.cue(Role.HEAD)
    head = cue.head if cue is not None else None
    if cue is not None and head is not None and plain and _is_parted(folded, previous, token):
        return  # "دير الزور - مدينة - الحميدية": the noun stands by itself
    if cue is not None and head is not None and (plain or quoted) and not item.clitics and not previous.names:
        precedes = (not head.follows or cue.sided) and not _closes(previous, chosen, folded)
        if precedes and _is_construct(previous, cue):
            token.head = head
            token.head_token = previous
            token.quoted_head = quoted
            if cue.number > 1:
                token.list_head = previous
        return
    if not previous.names:
        return
    joined = item.clitics == _CONJUNCTION and (plain or quoted)
    listed = not joined and item.clitics in ("", _CONJUNCTION)
    if joined or (listed and (_is_list_gap(between) or (plain and _is_dash(folded, previous, token)))):
        token.chained = True
        token.list_head = previous.list_head


def _closes(noun: Token, chosen: list[Token], folded: Folded) -> bool:
    """Whether an English noun is that of the name before it: "al-Joura neighbourhood of the city"."""
    if not noun.item.entry.latin or len(chosen) < 2 or not chosen[-2].names:
        return False
    return folded.text[chosen[-2].item.end : noun.item.word_start] == " "


def _is_dash(folded: Folded, previous: Token, token: Token) -> bool:
    """Whether a dash, which folds to a blank, parts two names (دير الزور – الميادين)."""
    original = folded.original[folded.end(previous.item.end) : folded.start(token.item.word_start)]
    return any(char in _DASHES for char in original)


def _is_parted(folded: Folded, previous: Token, token: Token) -> bool:
    """Whether a dash with blanks around it stands between a noun and a name."""
    original = folded.original[folded.end(previous.item.end) : folded.start(token.item.word_start)]
    return len(original) > 2 and original.strip() in _DASHES


def _is_construct(token: Token, cue: Cue) -> bool:
    """A noun introduces a name only without the article (حي الجورة, not الحي الجورة)."""
    return not token.item.article or cue.article is True


def _is_list_gap(between: str) -> bool:
    return _LIST_GAP.fullmatch(between) is not None


def _list_kind(token: Token) -> Head | None:
    if token.list_head is None:
        return None
    cue = token.list_head.cue(Role.HEAD)
    return cue.head if cue is not None else None
