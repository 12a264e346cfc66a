"""Export a gazetteer as CSV with one place a row, as `import_csv` reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from geocoder.curation.from_csv import CSV_COLUMNS, SEPARATOR
from geocoder.curation.intake import refuse_existing
from geocoder.curation.write import degrees, number
from geocoder.gazetteer import Gazetteer
from geocoder.model import Place


def export_csv(gazetteer: Gazetteer, path: Path, *, force: bool = False) -> int:
    """Write the places of a gazetteer as UTF-8 CSV; returns how many.

    What the columns have no room for is left out: kinds, languages and sources of names beyond the
    first, basis, footprints, relations, second opinions.

    Args:
        gazetteer: What to write.
        path: The file.
        force: Whether a file that is there already is replaced.

    Raises:
        InputError: The file is there already.
    """
    refuse_existing(path, force=force)
    path.write_text("".join(csv_lines(gazetteer)), encoding="utf-8", newline="")
    return len(gazetteer)


def csv_lines(gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the lines of `export_csv`."""
    for row in (CSV_COLUMNS, *map(_row, gazetteer)):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(row)
        yield buffer.getvalue()


def _row(place: Place) -> tuple[str, ...]:
    title = next((name for name in place.names if name.toponym == place.title), None)
    others = dict.fromkeys(name.toponym for name in place.names if name.toponym != place.title)
    return (
        place.id,
        place.title,
        SEPARATOR.join(others),
        title.lang if title else "",
        place.kind,
        degrees(place.latitude),
        degrees(place.longitude),
        number(place.radius_m),
        place.parent_id or "",
    )
