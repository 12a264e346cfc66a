"""Drafts of names of the gazetteer, joined with their generic nouns."""

from __future__ import annotations

from geocoder.interpret.draft import Draft, Reading
from geocoder.interpret.tokens import Token
from geocoder.lexicon import Head, Role
from geocoder.model import Match


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
    elif token.head is not None and token.head_token is None and "list-head" in reading.rules:
        draft.list_head = token.head
        draft.note("list-head", token.head.name)
    elif token.closing is not None and "list-head" in reading.rules and _fits(draft, token.closing, reading):
        draft.list_head = token.closing
        draft.note("list-head", token.closing.name)
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
    if cue is not None and cue.number == _PLURAL and not _fits(draft, token.head, reading):
        return  # مدارس هجين: of all its schools, only the town has a name
    if token.head.is_area and (own := [name for name in token.names if name.headed and not name.head_only]):
        draft.names = own  # منطقة حقل العمر: the name has its own noun, "the area of" says no more
        draft.start = draft.start if token.quoted_head else head_token.item.start
        draft.note("head-noun", reading.folded.words[head_token.item.start : head_token.item.end])
        return
    draft.head = token.head
    draft.head_number = cue.number if cue is not None else 1
    if not token.quoted_head and (not token.head.follows or not token.head.kinds & _EXPLAINED):
        draft.start = head_token.item.start
    draft.note("head-noun", reading.folded.words[head_token.item.start : head_token.item.end])
    if token.head.kinds & _EXPLAINED and not head_token.item.clitics:
        _join_facility(draft, head_token, reading)


def _fits(draft: Draft, head: Head, reading: Reading) -> bool:
    return any(head.fits(reading.index.places[name.place].kind) for name in draft.names)


_PLURAL = 3


def _join_facility(draft: Draft, head_token: Token, reading: Reading) -> None:
    """A noun for a facility before that of the settlement: مستوصف بلدة محكان is a clinic, not the town."""
    place = reading.ends.get(head_token.item.word_start - 1)
    outer = reading.tokens[place] if place is not None else None
    cue = outer.cue(Role.HEAD) if outer is not None else None
    if outer is None or cue is None or cue.head is None or outer.names or outer.item.article:
        return
    if cue.number == 1 and not cue.head.follows and not cue.head.kinds & _SETTLED:
        draft.facility = cue.head
        if draft.start == head_token.item.start:
            draft.start = outer.item.start
        draft.note("head-noun", reading.folded.words[outer.item.start : outer.item.end])


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
_SETTLED = _EXPLAINED | {"housing", "country", "river"}
"""Kinds that lie in no settlement."""


def _join_list(draft: Draft, token: Token, reading: Reading) -> None:
    """Every member of a list takes the kind of the dual or plural noun that opens it."""
    list_token = token.list_head
    cue = list_token.cue(Role.HEAD) if list_token is not None else None
    if list_token is None or cue is None or cue.head is None:
        return
    if cue.number == _PLURAL and not _fits(draft, cue.head, reading):
        return
    draft.list_head = cue.head
    if draft.head is None:
        if draft.match is Match.EXACT:
            draft.match = Match.LIST
        draft.note("list-head", reading.folded.words[list_token.item.start : list_token.item.end])


def _extend_tail(draft: Draft, reading: Reading) -> None:
    """An adjective that closes names of the kind belongs to the mention (حقل العمر النفطي)."""
    words = reading.folded.words
    lexicon = reading.index.lexicon
    tails = lexicon.tails
    end = words.find(" ", draft.end + 1)
    word = words[draft.end + 1 : end]
    if word in lexicon.framed and "head-noun" in reading.rules:
        _join_frame(draft, lexicon.framed[word], end, reading)
        return
    noun = draft.facility or draft.head
    if word in lexicon.qualifiers and noun is not None and not noun.follows and not noun.kinds & _SETTLED:
        if not _fits(draft, noun, reading) and reading.folded.text[draft.end : draft.end + 1] == " ":
            draft.end = end  # جامع الشحيل الكبير, which no gazetteer has
        return
    if word not in tails or reading.folded.text[draft.end : draft.end + 1] != " ":
        return
    kinds = tails[word]
    places = reading.index.places
    if (draft.head or draft.list_head or _is_headed(draft)) and any(
        places[name.place].kind in kinds for name in draft.names
    ):
        draft.end = end


def _join_frame(draft: Draft, nouns: dict[str, Head], end: int, reading: Reading) -> None:
    """A noun before a name and its adjective behind it make another thing: مركز هرابش الصحي is a clinic."""
    words = reading.folded.words
    start = words.rfind(" ", 0, max(draft.start - 1, 0)) + 1
    written = words[start : draft.start - 1]
    noun = written if written in nouns else written[1:]
    parted = (
        reading.folded.text[draft.start - 1 : draft.start] + reading.folded.text[draft.end : draft.end + 1]
    )
    if draft.head is not None or parted != "  " or noun not in nouns:
        return
    draft.head, draft.head_number = nouns[noun], 1
    draft.start, draft.end = draft.start - 1 - len(noun), end
    draft.note("head-noun", words[draft.start : end])


def _is_headed(draft: Draft) -> bool:
    return any(" " in name.name.toponym for name in draft.names)
