"""The command ``geocoder batch`` as a person at a shell meets it."""

import csv
import gzip
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geocoder import Geocoder

Run = Callable[..., subprocess.CompletedProcess[bytes]]
TEXT = "قصف على حيي القصور والجورة"


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    rows = [{"doc_id": f"p{number}", "n": number, "text": TEXT} for number in range(3)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_run_is_silent_but_for_the_counts_where_no_terminal_is(run: Run, posts: Path) -> None:
    result = run("batch", posts, "-o", "out.jsonl")
    assert (result.returncode, result.stdout) == (0, b"")
    assert result.stderr == b"geocoder: 3 documents, 6 mentions, 0 faults\n"


def test_progress_is_drawn_on_a_terminal(posts: Path) -> None:
    main, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "geocoder", "batch", posts, "-o", "out.csv"],
        cwd=posts.parent,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    )
    os.close(terminal)
    seen = b""
    while True:
        try:
            piece = os.read(main, 4096)
        except OSError:  # the terminal is gone when the program is
            break
        if not piece:
            break
        seen += piece
    os.close(main)
    assert process.wait() == 0
    assert b"3 documents" in seen
    assert b"/s" in seen


def test_format_of_standard_input_by_option(run: Run) -> None:
    result = run(
        "batch", "-", "--from", "csv", "-o", "-", "--to", "csv", stdin=f"id,text\n7,{TEXT}\n".encode()
    )
    rows = list(csv.DictReader(io.StringIO(result.stdout.decode())))
    assert [(row["doc_id"], row["id"], row["place_id"]) for row in rows] == [
        ("7", "7", "qusour"),
        ("7", "7", "joura"),
    ]


def test_compressed_standard_input(run: Run, posts: Path) -> None:
    result = run("batch", "-", "-o", "-", stdin=gzip.compress(posts.read_bytes()))
    assert len(result.stdout.splitlines()) == 3


def test_name_that_tells_nothing_is_asked_about(run: Run, tmp_path: Path) -> None:
    (tmp_path / "posts.doc").write_bytes(b"x")
    result = run("batch", "posts.doc", "-o", "out.jsonl")
    assert result.returncode == 1
    assert b"say --from with one of jsonl, csv" in result.stderr


def test_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    result = run("batch", "reports", "-o", "out.jsonl")
    assert result.returncode == 1
    assert b"reports: holds no txt file" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("extra", [[], ["--resume"]])
def test_file_of_somebody_else_is_safe(run: Run, posts: Path, extra: list[str]) -> None:
    (posts.parent / "out.jsonl").write_bytes(b"precious")
    result = run("batch", posts, "-o", "out.jsonl", *extra)
    assert result.returncode == 2
    assert (posts.parent / "out.jsonl").read_bytes() == b"precious"


def test_finished_run_says_so(run: Run, posts: Path) -> None:
    run("batch", posts, "-o", "out.jsonl")
    result = run("batch", posts, "-o", "out.jsonl", "--resume")
    assert result.returncode == 0
    assert b"3 documents, 6 mentions, 0 faults; the run was finished before" in result.stderr


def test_changed_option_is_refused_with_its_name(run: Run, posts: Path) -> None:
    run("batch", posts, "-o", "out.jsonl")
    result = run("batch", posts, "-o", "out.jsonl", "--resume", "--all")
    assert result.returncode == 2
    assert b"cannot be resumed: --all was false and is true" in result.stderr


def test_standard_input_cannot_be_gone_on_with(run: Run, posts: Path) -> None:
    content = posts.read_bytes()
    assert run("batch", "-", "-o", "out.jsonl", "--resume", stdin=content).returncode == 0
    result = run("batch", "-", "-o", "out.jsonl", "--resume", stdin=content)
    assert result.returncode == 2
    assert b"save it to a file" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_full_disk(run: Run, posts: Path) -> None:
    result = run("batch", posts, "-o", "/dev/full")
    assert result.returncode == 1
    assert b"No space left on device" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_the_right_to_write(run: Run, posts: Path) -> None:
    (posts.parent / "locked").mkdir(mode=0o500)
    result = run("batch", posts, "-o", "locked/out.jsonl")
    assert result.returncode == 2
    assert b"may not write" in result.stderr


def test_missing_folder_is_told_before_the_work(run: Run, posts: Path) -> None:
    result = run("batch", posts, "-o", "nowhere/out.jsonl")
    assert result.returncode == 2
    assert b"there is no folder nowhere" in result.stderr


def test_many_faults_are_told_by_a_few(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{broken\n" * 500, encoding="utf-8")
    result = run("batch", "bad.jsonl", "-o", "out.jsonl", "--errors", "errors.jsonl")
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 22
    assert b"0 documents, 0 mentions, 500 faults" in result.stderr
    assert len((tmp_path / "errors.jsonl").read_bytes().splitlines()) == 500


def test_closed_pipe_is_no_error(posts: Path) -> None:
    posts.write_bytes(posts.read_bytes() * 300)
    command = f"'{sys.executable}' -m geocoder batch posts.jsonl -o - | head -c 10"
    result = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command], cwd=posts.parent, capture_output=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, b"")


def test_batch_says_what_geoparse_says(run: Run, tmp_path: Path, geo: Geocoder) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (line,) = run("batch", "report.txt", "-o", "-").stdout.splitlines()
    assert json.loads(line) == geo.geoparse(TEXT, doc_id="report.txt").to_dict()


def test_missing_extra_is_named(tmp_path: Path, posts: Path) -> None:
    """Without the packages of the extras, the plain formats work and the others say what to install."""
    for package in ("pyarrow", "openpyxl"):
        (tmp_path / "hidden" / package).mkdir(parents=True)
        (tmp_path / "hidden" / package / "__init__.py").write_text(
            "raise ImportError('hidden')", encoding="utf-8"
        )
    shutil.copy(posts, tmp_path / "in.parquet")
    result = subprocess.run(
        [sys.executable, "-m", "geocoder", "batch", "in.parquet", "posts.jsonl", "-o", "out.jsonl"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "hidden")},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 1
    assert b"install pyarrow: pip install 'deir-ez-zor-geocoder[batch]'" in result.stderr
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 3
