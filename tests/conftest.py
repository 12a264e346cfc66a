"""Fixtures that several test files share."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from jsonschema import Draft202012Validator

import geocoder
from geocoder import Geocoder
from geocoder.document import Document
from geocoder.model import (
    Basis,
    Candidate,
    Enclosing,
    Evidence,
    Focus,
    Match,
    Mention,
    NameKind,
    Place,
    PlaceId,
    PlaceName,
    Relation,
    Status,
)

settings.register_profile("house", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("house")

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"

Run = Callable[..., subprocess.CompletedProcess[bytes]]
CITY = PlaceId("deir_ez_zor_city")
TEXT = "قصف على حي الجورة وعلى بعد 5 كم غرب الجورة، ومخيم أبو ردين، وأبو داود الديري في 35.3359, 40.1408"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write the files in tests/golden anew, to be read before a commit",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a golden file, or rewrites the file if that was asked for."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode(), (
            f"{name} differs; read the change, then use --rewrite-golden"
        )

    return compare


@pytest.fixture(scope="session")
def schema() -> dict[str, object]:
    """The JSON Schema of the record, as it ships."""
    path = Path(geocoder.__file__).parent / "record.schema.json"
    loaded: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def valid(schema: dict[str, object]) -> Callable[..., None]:
    """Fails if a value breaks the schema, or the part of it that ``definition`` names."""

    def check(value: object, *, definition: str | None = None) -> None:
        part = {"$defs": schema["$defs"], "$ref": f"#/$defs/{definition}"} if definition else schema
        errors = [
            f"{error.json_path}: {error.message}" for error in Draft202012Validator(part).iter_errors(value)
        ]
        assert not errors

    return check


@pytest.fixture(scope="session")
def geo() -> Geocoder:
    """A geocoder over the bundled gazetteers."""
    return Geocoder()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command line in an empty folder, in a C locale, and returns what it did."""

    def execute(*args: str | Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "geocoder", *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={"LC_ALL": "C", "PATH": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **env},
            check=False,
            timeout=120,
        )

    return execute


@pytest.fixture(scope="session")
def joura() -> Place:
    """A quarter with a position, as the gazetteer gives one."""
    return Place(
        id=PlaceId("joura"),
        title="حي الجورة",
        names=(
            PlaceName("حي الجورة", "ar", NameKind.PREFERRED),
            PlaceName("الجورة", "ar", NameKind.VARIANT),
            PlaceName("Al-Joura", "en", NameKind.PREFERRED),
        ),
        kind="neighbourhood",
        feature_code="PPLX",
        latitude=35.34575,
        longitude=40.12019,
        radius_m=700,
        basis=Basis.READ,
        parent_id=CITY,
        ancestor_ids=(CITY, PlaceId("governorate_deir_ez_zor")),
        pcode="N0413",
    )


def mention_of(surface: str, place: Place | None, **fields: object) -> Mention:
    """A mention of ``TEXT``, with the fields that matter to a test."""
    start = TEXT.index(surface)
    has_position = place is not None and place.has_position
    values: dict[str, object] = {
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "status": Status.RESOLVED,
        "place": place,
        "latitude": place.latitude if place and has_position else None,
        "longitude": place.longitude if place and has_position else None,
        "radius_m": place.radius_m if place and has_position else None,
        "confidence": 0.97,
        "match": Match.EXACT,
        "kind": place.kind if place else "other",
        **fields,
    }
    return Mention(**values)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def document(joura: Place) -> Document:
    """A document with every status, a relation, coordinates and a focus."""
    camp = Place(id=PlaceId("abu_rdeen_camp"), title="مخيم أبو ردين", kind="camp", ancestor_ids=(CITY,))
    relation_surface = "على بعد 5 كم غرب الجورة"
    start = TEXT.index(relation_surface)
    return Document(
        text=TEXT,
        doc_id="report.txt",
        mentions=(
            mention_of(
                "حي الجورة",
                joura,
                candidates=(
                    Candidate(joura.id, 0.97, 35.34575, 40.12019),
                    Candidate(PlaceId("joura_raqqa"), 0.1, 35.9501234567, 39.01),
                ),
                evidence=(Evidence("head-noun", "حي"),),
            ),
            mention_of(
                "مخيم أبو ردين",
                camp,
                status=Status.UNLOCATED,
                confidence=0.6,
                enclosing=Enclosing(CITY, 35.33588, 40.14084, 3500),
                evidence=(Evidence("no-position", "مخيم أبو ردين"),),
            ),
            mention_of(
                "أبو داود الديري",
                None,
                status=Status.FILTERED,
                confidence=0.05,
                evidence=(Evidence("person", "أبو داود"),),
            ),
            mention_of(
                "35.3359, 40.1408",
                None,
                latitude=35.3359,
                longitude=40.1408,
                radius_m=10,
                match=Match.COORDINATES,
                confidence=1.0,
            ),
        ),
        relations=(
            Relation(
                start=start,
                end=start + len(relation_surface),
                surface=relation_surface,
                relation="distance",
                anchors=(joura.id,),
                bearing=270.0,
                distance_m=5000.0,
                latitude=35.3457,
                longitude=40.0651,
                radius_m=1200.0,
                footprint={
                    "type": "Polygon",
                    "coordinates": [
                        [[40.0551111111, 35.33], [40.075, 35.33], [40.075, 35.36], [40.0551111111, 35.33]]
                    ],
                },
                confidence=0.8,
                evidence=(Evidence("distance", "5 كم"),),
            ),
        ),
        focus=(Focus(joura.id, 0.8, 35.34575, 40.12019, 700),),
        gazetteer="deir_ez_zor 2026.11",
        version="0.1.0",
    )
