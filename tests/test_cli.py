"""The command line, through a process of its own: streams, formats, exit codes, messages."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geocoder import Geocoder, __version__

Run = Callable[..., subprocess.CompletedProcess[bytes]]
Check = Callable[..., None]

SMALL = Path(__file__).parent / "data" / "small_gazetteer"
TEXT = "قصف على حيي القصور والجورة"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def one_line(stderr: bytes) -> str:
    """The message on standard error, which must be one line and no traceback."""
    text = stderr.decode()
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text.strip()


def records(stdout: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in stdout.splitlines()]


# The command as a whole


def test_version(run: Run) -> None:
    assert run("--version").stdout.decode().strip() == f"geocoder {__version__}"


def test_version_answers_at_once(run: Run) -> None:
    run("--version")
    start = time.perf_counter()
    run("--version")
    assert time.perf_counter() - start < 1.0  # 0.1 s on an idle machine


def test_help_lists_the_commands(run: Run) -> None:
    result = run("--help")
    assert result.returncode == 0
    assert all(
        name in result.stdout.decode() for name in ("geoparse", "geocode", "reverse", "batch", "gazetteer")
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["geoparse", "--format", "xml", "--text", "x"],
        ["geoparse", "--text", "x", "file.txt"],
        ["geoparse", "--min-confidence", "2", "--text", "x"],
        ["geocode"],
        ["geocode", "x", "--limit", "0"],
        ["reverse", "91", "40"],
        ["reverse", "nan", "40"],
        ["reverse", "35"],
        ["batch", "in.jsonl"],
    ],
)
def test_wrong_usage_exits_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert result.stdout == b""


# geoparse


def test_geoparse_text_as_a_table(run: Run) -> None:
    result = run("geoparse", "--text", TEXT)
    assert result.returncode == 0
    assert "حيي القصور" in result.stdout.decode()
    assert "joura" in result.stdout.decode()
    assert b"\x1b" not in result.stdout


def test_geoparse_names_the_document_by_its_file(run: Run, report: Path, valid: Check) -> None:
    (record,) = records(run("geoparse", report, "--format", "jsonl").stdout)
    valid(record)
    assert record["doc_id"] == "report.txt"


def test_geoparse_reads_standard_input(run: Run) -> None:
    for arguments in (["-"], []):
        (record,) = records(run("geoparse", *arguments, "--format", "jsonl", stdin=TEXT.encode()).stdout)
        assert record["doc_id"] == "-"
        assert record["mentions"]


def test_geoparse_is_what_python_says(run: Run, geo: Geocoder) -> None:
    (record,) = records(run("geoparse", "--text", TEXT, "--format", "jsonl").stdout)
    assert record == json.loads(json.dumps(geo.geoparse(TEXT).to_dict()))


def test_geoparse_counts_code_points(run: Run) -> None:
    text = "🔥\r\nقَصْفٌ على حيّ الجــورة"
    (record,) = records(run("geoparse", "--format", "jsonl", stdin=text.encode()).stdout)
    for mention in record["mentions"]:  # type: ignore[attr-defined]
        assert text[mention["start"] : mention["end"]] == mention["surface"]
    assert record["mentions"]


def test_geoparse_geojson_is_one_collection(run: Run, report: Path) -> None:
    collection = json.loads(run("geoparse", report, report, "--format", "geojson").stdout)
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 4


def test_geoparse_csv_has_a_row_a_mention(run: Run, report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("geoparse", report, "--format", "csv").stdout.decode())))
    assert [row["place_id"] for row in rows] == ["qusour", "joura"]


def test_geoparse_explains(run: Run) -> None:
    text = run("geoparse", "--text", TEXT, "--explain").stdout.decode()
    assert "match, confidence" in text


@pytest.mark.parametrize("output", ["table", "jsonl", "geojson", "csv"])
def test_empty_text_is_no_fault(run: Run, output: str) -> None:
    result = run("geoparse", "--format", output, stdin=b"")
    assert (result.returncode, result.stderr) == (0, b"")


def test_min_confidence_leaves_out_what_is_less_sure(run: Run, geo: Geocoder) -> None:
    least = min(mention.confidence for mention in geo.geoparse(TEXT).mentions)
    (record,) = records(
        run("geoparse", "--text", TEXT, "--format", "jsonl", "--min-confidence", str(least + 1e-6)).stdout
    )
    assert len(record["mentions"]) < 2  # type: ignore[arg-type]


def test_all_shows_what_is_no_place(run: Run) -> None:
    text = "وقال أبو داود الديري من شبكة دير الزور نيوز"
    (without,) = records(run("geoparse", "--text", text, "--format", "jsonl").stdout)
    (with_all,) = records(run("geoparse", "--text", text, "--format", "jsonl", "--all").stdout)
    assert without["mentions"] == []
    assert {mention["status"] for mention in with_all["mentions"]} == {"filtered"}  # type: ignore[attr-defined]


def test_missing_file_is_told_in_one_line(run: Run) -> None:
    result = run("geoparse", "nowhere.txt")
    assert result.returncode == 1
    assert one_line(result.stderr) == "geocoder: nowhere.txt: cannot be read (No such file or directory)"


def test_one_bad_file_does_not_stop_the_others(run: Run, report: Path) -> None:
    result = run("geoparse", "nowhere.txt", report, "--format", "jsonl")
    assert result.returncode == 1
    assert [record["doc_id"] for record in records(result.stdout)] == ["report.txt"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "حي الجورة".encode("cp1256"),
            "is not UTF-8; convert the file, for example with iconv -f WINDOWS-1256",
        ),
        ("حي الجورة".encode("utf-16"), "is UTF-16, not UTF-8"),
        (b"\x7fELF\x00\x00", "NUL byte at 4: a binary file?"),
        (b"abc \xff", "byte 0xff at 4 is not UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_refused(run: Run, tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    result = run("geoparse", path)
    assert result.returncode == 1
    assert message in one_line(result.stderr)
    assert result.stdout == b""


def test_folder_is_refused_with_a_hint(run: Run, tmp_path: Path) -> None:
    result = run("geoparse", tmp_path)
    assert result.returncode == 1
    assert "is a folder; name files, or use geocoder batch" in one_line(result.stderr)


def test_argument_that_is_not_utf8_is_refused(run: Run) -> None:
    result = run("geoparse", "--text", os.fsdecode(b"\xff"))
    assert result.returncode == 1
    assert "--text" in one_line(result.stderr)


def test_closed_pipe_is_no_error(report: Path) -> None:
    command = f"'{sys.executable}' -m geocoder geoparse {'report.txt ' * 300} | head -c 10"
    result = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command], cwd=report.parent, capture_output=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_full_disk_is_told_in_one_line() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device, not a path of ours
        result = subprocess.run(
            [sys.executable, "-m", "geocoder", "geoparse", "--text", TEXT],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.returncode == 1
    assert "No space left" in one_line(result.stderr)


# gazetteers


def test_own_gazetteer_is_used(run: Run) -> None:
    (record,) = records(run("geoparse", "--text", TEXT, "--format", "jsonl", "--gazetteer", SMALL).stdout)
    assert "small" in str(record["gazetteer"])


def test_missing_gazetteer_is_told_in_one_line(run: Run) -> None:
    result = run("geoparse", "--text", TEXT, "--gazetteer", "nowhere")
    assert result.returncode == 1
    assert "no such gazetteer; give a folder or one of the bundled names" in one_line(result.stderr)


def test_broken_gazetteer_names_file_line_and_value(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(SMALL, broken)
    table = broken / "places.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split("\t")
    cells[lines[0].split("\t").index("lat")] = "north"
    table.write_text("\n".join([lines[0], "\t".join(cells), *lines[2:]]) + "\n", encoding="utf-8")
    result = run("geoparse", "--text", TEXT, "--gazetteer", broken)
    assert result.returncode == 1
    message = one_line(result.stderr)
    assert f"{table}:2" in message
    assert "north" in message


def test_gazetteer_list_counts_places(run: Run) -> None:
    lines = run("gazetteer", "list").stdout.decode().splitlines()
    assert any(line.split()[:1] == ["deir_ez_zor"] for line in lines)
    assert any(line.split()[:1] == ["syria"] for line in lines)


def test_gazetteer_show_tells_names_and_sources_of_a_place(run: Run) -> None:
    text = run("gazetteer", "show", "joura").stdout.decode()
    assert "حي الثورة" in text
    assert "N0413" in text
    assert "ocha_neighbourhoods:" in text


def test_gazetteer_show_lists_the_places_of_a_folder(run: Run) -> None:
    text = run("gazetteer", "show", SMALL).stdout.decode()
    assert "joura" in text


def test_gazetteer_show_of_an_unknown_place_exits_1(run: Run) -> None:
    result = run("gazetteer", "show", "atlantis")
    assert result.returncode == 1
    assert "no place 'atlantis'" in one_line(result.stderr)


def test_gazetteer_stats_counts_by_kind(run: Run) -> None:
    text = run("gazetteer", "stats", SMALL).stdout.decode()
    assert "By kind" in text
    counts = json.loads(run("gazetteer", "stats", SMALL, "--format", "json").stdout)
    assert counts["total"]["places"] == sum(each["places"] for each in counts["groups"]["kind"])


def test_gazetteer_validate_passes_a_sound_folder(run: Run, tmp_path: Path) -> None:
    result = run("gazetteer", "validate", SMALL, "--report", "report.html")
    assert result.returncode == 0
    assert b"0 errors" in result.stdout
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_gazetteer_validate_names_file_line_and_remedy(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(SMALL, broken)
    with (broken / "names.tsv").open("a", encoding="utf-8") as stream:
        stream.write("atlantis\tأطلانطس\tar\tpreferred\t0\tnowhere\t\t\t\n")
    result = run("gazetteer", "validate", broken)
    assert result.returncode == 1
    assert f"{broken}/names.tsv:" in result.stderr.decode()
    assert "atlantis" in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_gazetteer_report_is_not_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("precious", encoding="utf-8")
    assert run("gazetteer", "validate", SMALL, "--report", "report.html").returncode == 2
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "precious"


CSV = "id,name,alt_names,lang,kind,lat,lon\nv1,المزرعة الخضراء,Green Farm,ar,village,35.1,40.2\nv2,,,,,,\n"


def test_gazetteer_import_csv_reports_bad_rows_and_keeps_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(CSV, encoding="utf-8")
    result = run("gazetteer", "import", "csv", "mine.csv", "-o", "mine")
    assert result.returncode == 1
    assert "mine.csv:3:" in one_line(result.stderr)
    (answer,) = records(run("geocode", "Green Farm", "--gazetteer", "mine", "--format", "jsonl").stdout)
    assert answer["locations"][0]["place_id"] == "v1"  # type: ignore[index]


def test_gazetteer_import_replaces_nothing_unasked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(CSV, encoding="utf-8")
    run("gazetteer", "import", "csv", "mine.csv", "-o", "mine")
    assert run("gazetteer", "import", "csv", "mine.csv", "-o", "mine").returncode == 2
    assert run("gazetteer", "import", "csv", "mine.csv", "-o", "mine", "--force").returncode == 1


def test_gazetteer_import_of_a_missing_file_exits_1(run: Run) -> None:
    result = run("gazetteer", "import", "csv", "nowhere.csv", "-o", "mine")
    assert result.returncode == 1
    assert "nowhere.csv" in one_line(result.stderr)


def test_gazetteer_export_is_read_back(run: Run) -> None:
    exported = run("gazetteer", "export", "csv", SMALL, "-o", "small.csv")
    assert exported.returncode == 0
    assert run("gazetteer", "export", "csv", SMALL, "-o", "small.csv").returncode == 2
    imported = run("gazetteer", "import", "csv", "small.csv", "-o", "again")
    assert exported.stdout.split()[0] == imported.stdout.split()[0]


# geocode and reverse


def test_geocode_ranks_locations(run: Run, valid: Check) -> None:
    (answer,) = records(run("geocode", "حي الجورة", "--format", "jsonl").stdout)
    valid(answer, definition="answer")
    assert answer["query"] == "حي الجورة"
    assert answer["locations"][0]["place_id"] == "joura"  # type: ignore[index]


def test_geocode_answers_every_line_in_order(run: Run) -> None:
    lines = ["حي الجورة", "zzzzzz", "", "Mayadin"]
    result = run("geocode", "-", "--format", "jsonl", stdin="\n".join(lines).encode())
    answers = records(result.stdout)
    assert [answer["query"] for answer in answers] == lines
    assert [bool(answer["locations"]) for answer in answers] == [True, False, False, True]
    assert result.returncode == 0


def test_geocode_answers_an_unreadable_line_and_goes_on(run: Run) -> None:
    result = run("geocode", "-", "--format", "jsonl", stdin=b"\xff\nMayadin\n")
    assert result.returncode == 1
    assert [bool(answer["locations"]) for answer in records(result.stdout)] == [False, True]
    assert b"standard input:1: byte 0xff" in result.stderr


def test_geocode_limit(run: Run) -> None:
    (answer,) = records(run("geocode", "الصالحية", "--limit", "1", "--format", "jsonl").stdout)
    assert len(answer["locations"]) <= 1  # type: ignore[arg-type]


def test_geocode_that_finds_nothing_says_so(run: Run) -> None:
    result = run("geocode", "zzzzzz")
    assert result.returncode == 0
    assert "nothing found for 'zzzzzz'" in one_line(result.stderr)


def test_reverse_finds_the_nearest_places(run: Run, valid: Check) -> None:
    (answer,) = records(run("reverse", "35.34575", "40.12019", "--format", "jsonl", "--limit", "20").stdout)
    valid(answer, definition="answer")
    assert answer["query"] == "35.34575, 40.12019"
    assert "joura" in [each["place_id"] for each in answer["locations"]]  # type: ignore[attr-defined]


def test_reverse_takes_negative_degrees(run: Run) -> None:
    assert run("reverse", "-35.5", "-70.25").returncode == 0


# batch


def write_jsonl(path: Path, rows: list[object]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_batch_carries_the_other_fields(run: Run, tmp_path: Path, valid: Check) -> None:
    rows: list[object] = [
        {"doc_id": "b", "date": "2017-01-05", "text": TEXT, "mentions": ["mine"]},
        {"doc_id": "a", "url": None, "text": "لا مكان هنا"},
    ]
    result = run("batch", write_jsonl(tmp_path / "in.jsonl", rows), "-o", "out.jsonl")
    assert result.returncode == 0
    first, second = records((tmp_path / "out.jsonl").read_bytes())
    valid(first)
    assert (first["doc_id"], first["date"], first["input_mentions"]) == ("b", "2017-01-05", ["mine"])
    assert [mention["place_id"] for mention in first["mentions"]] == ["qusour", "joura"]  # type: ignore[attr-defined]
    assert (second["doc_id"], second["url"], second["mentions"]) == ("a", None, [])


def test_batch_takes_columns_by_name(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", [{"id": 7, "body": TEXT}])
    run("batch", source, "-o", "out.jsonl", "--text-column", "body", "--id-column", "id")
    (record,) = records((tmp_path / "out.jsonl").read_bytes())
    assert (record["doc_id"], record["id"]) == ("7", 7)


def test_batch_names_documents_without_an_id_by_file_and_line(run: Run, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", [{"text": TEXT}, {"text": TEXT}])
    run("batch", "in.jsonl", "-o", "out.jsonl")
    found = records((tmp_path / "out.jsonl").read_bytes())
    assert [record["doc_id"] for record in found] == ["in.jsonl:1", "in.jsonl:2"]


def test_batch_writes_bad_rows_to_the_errors_file(run: Run, tmp_path: Path) -> None:
    lines = [
        b'{"doc_id": "good", "text": "x"}',
        b"{broken",
        b'{"doc_id": "none"}',
        b'{"doc_id": "number", "text": 5}',
        b"[1]",
        b'{"text": "\xff"}',
        b"",
        b'{"text": "x", "value": NaN}',
        b'{"doc_id": "last", "text": "y"}',
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    result = run("batch", "in.jsonl", "-o", "out.jsonl", "--errors", "bad.jsonl")
    assert result.returncode == 1
    assert [record["doc_id"] for record in records((tmp_path / "out.jsonl").read_bytes())] == ["good", "last"]
    faults = records((tmp_path / "bad.jsonl").read_bytes())
    assert [fault["line"] for fault in faults] == [2, 3, 4, 5, 6, 8]
    assert [fault["doc_id"] for fault in faults][1:3] == ["none", "number"]
    assert {fault["file"] for fault in faults} == {"in.jsonl"}
    assert b"2 documents, 0 mentions, 6 faults" in result.stderr


def test_batch_never_overwrites_unasked(run: Run, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", [{"text": TEXT}])
    (tmp_path / "out.jsonl").write_text("precious", encoding="utf-8")
    assert run("batch", "in.jsonl", "-o", "out.jsonl").returncode == 2
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "precious"
    assert run("batch", "in.jsonl", "-o", "out.jsonl", "--force").returncode == 0
    assert len(records((tmp_path / "out.jsonl").read_bytes())) == 1


def test_batch_never_writes_over_its_input(run: Run, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", [{"text": TEXT}])
    before = source.read_bytes()
    assert run("batch", source, "-o", "in.jsonl", "--force").returncode == 2
    assert source.read_bytes() == before


def test_batch_goes_on_after_a_missing_input(run: Run, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", [{"text": TEXT}])
    result = run("batch", "nowhere.jsonl", "in.jsonl", "-o", "-")
    assert result.returncode == 1
    assert len(records(result.stdout)) == 1
    assert b"nowhere.jsonl: cannot be read" in result.stderr


def test_batch_reads_standard_input_and_writes_standard_output(run: Run) -> None:
    result = run("batch", "-", "-o", "-", stdin=json.dumps({"doc_id": "1", "text": TEXT}).encode())
    assert [record["doc_id"] for record in records(result.stdout)] == ["1"]


def test_batch_is_the_same_with_more_processes(run: Run, tmp_path: Path) -> None:
    write_jsonl(
        tmp_path / "in.jsonl", [{"doc_id": str(number), "text": f"{TEXT} {number}"} for number in range(40)]
    )
    run("batch", "in.jsonl", "-o", "one.jsonl")
    run("batch", "in.jsonl", "-o", "two.jsonl", "--processes", "2")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


# evaluate


def gold_line(**fields: object) -> dict[str, object]:
    start = TEXT.index("حيي القصور")
    mention = {
        "start": start,
        "end": start + 10,
        "surface": "حيي القصور",
        "key": "qusour",
        "name_ar": "القصور",
        "kind": "neighbourhood",
        "role": "place",
        "lat": 35.33686,
        "lon": 40.12572,
        "radius_m": 700,
        "tags": ["dual_head"],
    }
    base = {"doc_id": "g", "text": TEXT, "mentions": [mention], "relations": [], "distractors": []}
    return base | fields


def test_evaluate_geoparses_the_gold(run: Run, tmp_path: Path) -> None:
    result = run(
        "evaluate", write_jsonl(tmp_path / "gold.jsonl", [gold_line()]), "--format", "json", "--errors", "5"
    )
    figures = json.loads(result.stdout)
    assert figures["mentions"]["linked"]["recall"] == 1.0
    assert [(each["what"], each["found"]) for each in figures["errors"]] == [("false", "joura")]


def test_evaluate_judges_the_output_of_batch(run: Run, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "gold.jsonl", [gold_line()])
    run("batch", "gold.jsonl", "-o", "found.jsonl")
    direct = run("evaluate", "gold.jsonl", "--format", "json")
    joined = run("evaluate", "gold.jsonl", "--format", "json", "--predictions", "found.jsonl")
    assert json.loads(direct.stdout) == json.loads(joined.stdout)


def test_evaluate_prints_tables(run: Run, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "gold.jsonl", [gold_line()])
    text = run("evaluate", "gold.jsonl", "--errors", "1").stdout.decode()
    assert all(
        word in text for word in ("Precision", "Brier score", "neighbourhood", "dual_head", "1000 m", "joura")
    )


def test_evaluate_of_broken_gold_names_the_line(run: Run, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "gold.jsonl", [gold_line(), gold_line(mentions=[{"start": 3, "end": 1}])])
    result = run("evaluate", "gold.jsonl")
    assert result.returncode == 1
    assert "gold.jsonl:2" in one_line(result.stderr)
