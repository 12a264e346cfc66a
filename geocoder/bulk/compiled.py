"""Compile gazetteer folders into an index file, and open it only while it is that of the folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from geocoder.bulk.container import digest
from geocoder.bulk.index import BulkIndex
from geocoder.gazetteer import Gazetteer, bundled_names, find_folder

_TABLES = ("places.tsv", "names.tsv")
"""What the index is made from: the ids and the names."""


def compile_gazetteer(output: str | os.PathLike[str], gazetteers: Sequence[str | Path] = ()) -> BulkIndex:
    """Index all names of gazetteers and write the index to a file.

    Args:
        output: The file; an existing one is replaced.
        gazetteers: Bundled names or folders, as for :meth:`Gazetteer.load`; all bundled ones if empty.

    Returns:
        The index; the ids of its matches are those of the places.

    Raises:
        GazetteerError: A gazetteer cannot be read.
    """
    gazetteer = Gazetteer.load(*gazetteers)
    index = BulkIndex.build((name.toponym, place.id) for place in gazetteer for name in place.names)
    index.save(output, sources=_digest_of(gazetteers))
    return index


def open_compiled(
    path: str | os.PathLike[str], gazetteers: Sequence[str | Path] = (), *, verify: bool = True
) -> BulkIndex:
    """Open an index that :func:`compile_gazetteer` wrote from these gazetteers.

    Args:
        path: The file.
        gazetteers: What it was compiled from.
        verify: Whether to compare the checksums of all its parts.

    Raises:
        IndexFileError: The file cannot be trusted, or the gazetteers have changed since.
        GazetteerError: There is no such gazetteer.
    """
    return BulkIndex.open(path, sources=_digest_of(gazetteers), verify=verify)


def _digest_of(gazetteers: Sequence[str | Path]) -> str:
    folders = [find_folder(each) for each in gazetteers or bundled_names()]
    return digest(folder / table for folder in folders for table in _TABLES)
