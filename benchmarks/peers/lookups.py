"""Packages that look names up in texts: FlashText, flashgeotext, spaCy's PhraseMatcher.

They get the names as they are written and folded, and the texts as they are: no clitics, no marks.
What that costs them shows in their recall; folding the texts first would cost them speed instead,
and is measured for FlashText as a second row.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from importlib import import_module

from geocoder.normalize import fold, normalize

Row = tuple[int, int, int, int]

_ARABIC = (range(0x0621, 0x063B), range(0x0641, 0x0653), range(0x0660, 0x066A))
_WORD = {*string.ascii_letters, *string.digits, "_", *(chr(code) for block in _ARABIC for code in block)}


class FlashText:
    """FlashText, with Arabic letters and marks as parts of words."""

    def __init__(self, names: Sequence[str], *, folded: bool = False) -> None:
        self.folded = folded
        self.processor = import_module("flashtext").KeywordProcessor()
        self.processor.set_non_word_boundaries(_WORD)
        for number, name in enumerate(names):
            for form in sorted({name, fold(name)}):
                self.processor.add_keyword(form, number)

    def find(self, texts: Sequence[str]) -> list[Row]:
        """The names in the texts."""
        extract = self.processor.extract_keywords
        if not self.folded:
            return [
                (document, start, end, name)
                for document, text in enumerate(texts)
                for name, start, end in extract(text, span_info=True)
            ]
        rows = []
        for document, text in enumerate(texts):
            read = normalize(text)
            for name, start, end in extract(read.text, span_info=True):
                rows.append((document, *read.span(start, end), name))
        return rows


class FlashGeoText:
    """flashgeotext, which groups what it finds by name."""

    def __init__(self, names: Sequence[str]) -> None:
        geotext = import_module("flashgeotext.geotext")
        self.text = geotext.GeoText(geotext.GeoTextConfiguration(use_demo_data=False))
        data = {str(number): [str(number), *sorted({name, fold(name)})] for number, name in enumerate(names)}
        self.text.add(import_module("flashgeotext.lookup").LookupData(name="names", data=data))
        self.text.pool["names"].set_non_word_boundaries(_WORD)

    def find(self, texts: Sequence[str]) -> list[Row]:
        """The names in the texts."""
        return [
            (document, start, end, int(name))
            for document, text in enumerate(texts)
            for name, found in self.text.extract(text)["names"].items()
            for start, end in found["span_info"]
        ]


class SpacyPhrases:
    """spaCy's tokenizer for Arabic and its PhraseMatcher."""

    def __init__(self, names: Sequence[str]) -> None:
        self.nlp = import_module("spacy").blank("ar")
        self.matcher = import_module("spacy.matcher").PhraseMatcher(self.nlp.vocab)
        self.number = {}
        for number, name in enumerate(names):
            key = str(number)
            self.number[self.nlp.vocab.strings.add(key)] = number
            self.matcher.add(key, [self.nlp.make_doc(form) for form in sorted({name, fold(name)})])

    def find(self, texts: Sequence[str]) -> list[Row]:
        """The names in the texts."""
        rows = []
        for document, text in enumerate(texts):
            doc = self.nlp.make_doc(text)
            for key, first, end in self.matcher(doc):
                span = doc[first:end]
                rows.append((document, span.start_char, span.end_char, self.number[key]))
        return rows
