"""One very long document in a batch: it is done like any other, in time and memory that grow with it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geocoder import Gazetteer, Geocoder
from geocoder.batch import Options, run_batch

SMALL = Path(__file__).parent / "data" / "small_gazetteer"
SENTENCE = "وصلت قوافل المساعدات إلى حي الجورة، ثم قصف على حيي القصور والجورة وعلى بعد ٥ كم غرب الميادين.\n"
LONG = SENTENCE * 15_000
"""Some 2.5 MB of UTF-8."""

LAUNCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command and prints the most memory it held, in KiB: a count begins with what the parent holds."""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    texts = {"before": SENTENCE, "long": LONG, "after": SENTENCE}
    lines = (json.dumps({"doc_id": name, "text": text}, ensure_ascii=False) for name, text in texts.items())
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.slow
def test_long_document_is_done_whole(documents: Path, tmp_path: Path) -> None:
    geocoder = Geocoder(Gazetteer.load(SMALL))
    outputs = [tmp_path / f"out{processes}.jsonl" for processes in (1, 2)]
    for processes, output in enumerate(outputs, 1):
        run_batch([str(documents)], str(output), geocoder=geocoder, processes=processes)
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    before, long, after = map(json.loads, outputs[0].read_text("utf-8").splitlines())
    assert (before["doc_id"], long["doc_id"], after["doc_id"]) == ("before", "long", "after")
    assert len(long["mentions"]) >= 15_000 * len(before["mentions"])
    assert max(each["end"] for each in long["mentions"]) > len(LONG) - len(SENTENCE)
    assert all(LONG[each["start"] : each["end"]] == each["surface"] for each in long["mentions"])


@pytest.mark.slow
def test_too_long_a_line_costs_only_itself(documents: Path, tmp_path: Path) -> None:
    faults = []
    options = Options(max_bytes=1024 * 1024)
    geocoder = Geocoder(Gazetteer.load(SMALL))
    output = str(tmp_path / "out.jsonl")
    summary = run_batch([str(documents)], output, geocoder=geocoder, options=options, on_fault=faults.append)
    assert (summary.total.documents, [fault.line for fault in faults]) == (2, [2])
    assert "--max-bytes" in faults[0].reason


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is counted in other units")
def test_memory_goes_with_the_document_and_its_record(documents: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "geocoder", "batch", str(documents), "-o", str(output)]
    done = subprocess.run(
        [sys.executable, "-c", LAUNCH, *command], check=True, capture_output=True, text=True
    )
    peak = int(done.stdout) * 1024
    assert peak < 100_000_000 + 30 * documents.stat().st_size + 6 * output.stat().st_size
