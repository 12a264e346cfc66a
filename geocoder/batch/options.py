"""What a batch run may be told, apart from its inputs, its output and its gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a run; a resumed run must have those of the first.

    Attributes:
        text_column: Column or field with the text; None takes ``text`` or the one that plainly is it.
        id_column: Column or field that identifies a document; None takes ``doc_id`` or a plain guess.
        input_format: One of `geocoder.batch.inputs.FORMATS`; None goes by the name of each file.
        output_format: One of `geocoder.batch.outputs.FORMATS`; None goes by the name of the output.
        encoding: Codec of text files; None looks at each file.
        sheet: Name of the sheet of workbooks; None takes the first.
        min_confidence: Mentions and relations less sure than this (0 to 1) are left out.
        include_filtered: Keep what looked like a place and is none.
        keep_text: Carry the text itself, too.
        keep_empty: In formats with a row a mention, write a row for a document without one.
        raw_cells: Leave CSV cells as they are, even if a spreadsheet would run them as formulas.
        footprints: In formats with geometries, draw regions and relations as areas.
        max_bytes: Longest line, row or text file that is read, in bytes.
    """

    text_column: str | None = None
    id_column: str | None = None
    input_format: str | None = None
    output_format: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    min_confidence: float = 0.0
    include_filtered: bool = False
    keep_text: bool = False
    keep_empty: bool = False
    raw_cells: bool = False
    footprints: bool = False
    max_bytes: int = 256 * MEGABYTE
