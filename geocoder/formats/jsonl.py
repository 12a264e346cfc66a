"""JSON Lines: one record a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geocoder.document import Answer, Document
from geocoder.formats.dump import dump
from geocoder.formats.registry import View, formats


@formats(Document, "jsonl")
def documents_as_jsonl(documents: Iterable[Document], _view: View) -> Iterator[str]:
    """Yield a line for each document."""
    return (dump(document.to_dict()) + "\n" for document in documents)


@formats(Answer, "jsonl")
def answers_as_jsonl(answers: Iterable[Answer], _view: View) -> Iterator[str]:
    """Yield a line for each query, with an empty list where nothing was found."""
    return (dump(answer.to_dict()) + "\n" for answer in answers)
