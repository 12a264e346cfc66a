"""The examples of docs/batch.md, run as they stand there."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

PAGE = Path(__file__).parent.parent / "docs" / "batch.md"

if not PAGE.is_file():
    pytest.skip("the documentation is not beside the tests", allow_module_level=True)

TEXT = "قصف على حيي القصور والجورة"
ROWS = [{"doc_id": f"p{number}", "date": "2017-01-05", "text": TEXT} for number in range(5)]


def blocks(language: str) -> list[str]:
    found = re.findall(
        rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the examples speak of."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (tmp_path / "posts.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "posts.csv").write_text(f"id,body,date\n1,{TEXT},2017-01-05\n", encoding="utf-8")
    messages = [{"id": 1, "type": "message", "date": "2017-01-05T10:00:00", "text": TEXT}]
    (tmp_path / "result.json").write_text(json.dumps({"name": "x", "id": 5, "messages": messages}))
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_bytes((TEXT * 3).encode("cp1256"))
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "posts.parquet")
    subprocess.run(["gzip", "--keep", "posts.jsonl"], cwd=tmp_path, check=True)  # noqa: S607
    return tmp_path


def environment() -> dict[str, str]:
    scripts = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": f"{scripts}:{os.environ['PATH']}", "PYSPARK_PYTHON": sys.executable}


@pytest.mark.skipif(shutil.which("gzip") is None, reason="the examples pipe through zcat")
@pytest.mark.parametrize("commands", blocks("sh"))
def test_commands(folder: Path, commands: str) -> None:
    result = subprocess.run(
        ["/bin/bash", "-eu", "-c", commands], cwd=folder, env=environment(), capture_output=True, check=False
    )
    assert result.returncode == 0, result.stderr.decode()
    assert b"0 faults" in result.stderr


@pytest.mark.heavy
@pytest.mark.parametrize("program", blocks("python"))
def test_programs(folder: Path, program: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment(), capture_output=True, check=False
    )
    assert result.returncode == 0, result.stderr.decode()
    assert result.stdout or (folder / "places.parquet").is_dir()
