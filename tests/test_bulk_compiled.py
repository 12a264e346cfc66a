"""An index file of gazetteer folders is opened while it is theirs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geocoder import Gazetteer
from geocoder.bulk.compiled import compile_gazetteer, open_compiled
from geocoder.errors import GazetteerError, IndexFileError

SMALL = Path(__file__).parent / "data" / "small_gazetteer"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "gazetteer"))


def test_all_names_of_the_places_are_found(folder: Path, tmp_path: Path):
    compile_gazetteer(tmp_path / "names.idx", [folder])
    index = open_compiled(tmp_path / "names.idx", [folder])
    for place in Gazetteer.load(folder):
        for name in place.names:
            (match,) = index.find([name.toponym])
            assert str(place.id) in match.ids


def test_a_changed_table_makes_the_file_stale(folder: Path, tmp_path: Path):
    compile_gazetteer(tmp_path / "names.idx", [folder])
    table = folder / "names.tsv"
    table.write_bytes(table.read_bytes() + b"\n")
    with pytest.raises(IndexFileError, match="gazetteer has changed"):
        open_compiled(tmp_path / "names.idx", [folder])


def test_without_a_name_the_bundled_gazetteers_are_meant(tmp_path: Path):
    index = compile_gazetteer(tmp_path / "names.idx")
    assert len(index) > 1000
    assert len(open_compiled(tmp_path / "names.idx").find(["في دير الزور"])) == 1


def test_a_missing_gazetteer_is_said(tmp_path: Path):
    with pytest.raises(GazetteerError):
        compile_gazetteer(tmp_path / "names.idx", [tmp_path / "nowhere"])
