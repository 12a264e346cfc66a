"""A run that is cut off anywhere and gone on with ends like one that was not."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geocoder import Gazetteer, Geocoder
from geocoder.batch import Interrupted, Options, Summary, TargetError, run_batch

SMALL = Path(__file__).parent / "data" / "small_gazetteer"
SCRIPTS = Path(__file__).parent.parent / "benchmarks"
ROWS = 300
CHUNK = 64
GROWING = ("out.jsonl", "out.csv", "out.geojson", "out.geojsonl")
MADE_OF_PARTS = ("out.parquet", "out.geoparquet", "out.gpkg")

Batch = Callable[..., Summary]


@pytest.fixture(scope="module")
def small() -> Geocoder:
    return Geocoder(Gazetteer.load(SMALL))


@pytest.fixture
def batch(small: Geocoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Runs a batch in a folder with three hundred documents, every tenth of them broken."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("geocoder.parallel.chunks.ITEMS", CHUNK)
    lines = [
        "{broken" if number % 10 == 9 else json.dumps({"doc_id": f"d{number}", "n": number, "text": text})
        for number in range(ROWS)
        for text in ["قصف على حيي القصور والجورة" * (number % 3)]
    ]
    Path("in.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def execute(output: str, **given: object) -> Summary:
        values: dict[str, object] = {"geocoder": small, "errors": f"{output}.bad", **given}
        return run_batch(["in.jsonl"], output, **values)  # type: ignore[arg-type]

    return execute


def cut(batch: Batch, output: str, *, after: int, how: type[BaseException] = KeyboardInterrupt) -> None:
    """Break a run off after so many chunks."""
    seen = 0

    def watch(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == after:
            raise how

    with pytest.raises(how):
        batch(output, resume=True, watch=watch)


@pytest.mark.parametrize("output", GROWING)
@pytest.mark.parametrize("after", [1, 3])
def test_cut_run_ends_like_a_whole_one(batch: Batch, output: str, after: int) -> None:
    batch(f"whole_{output}")
    cut(batch, output, after=after)
    summary = batch(output, resume=True)
    assert Path(output).read_bytes() == Path(f"whole_{output}").read_bytes()
    assert Path(f"{output}.bad").read_bytes() == Path(f"whole_{output}.bad").read_bytes()
    assert summary.earlier.items == CHUNK * after
    assert (summary.total.items, summary.total.faults) == (ROWS, ROWS // 10)


@pytest.mark.parametrize("output", GROWING)
def test_whatever_stands_behind_the_last_checkpoint_is_cut_off(batch: Batch, output: str) -> None:
    batch(f"whole_{output}")
    cut(batch, output, after=2)
    for name in (output, f"{output}.bad"):
        with Path(name).open("ab") as stream:
            stream.write(b'{"torn": "li')
    with Path(f"{output}.run").open("ab") as stream:
        stream.write(b"[192,")
    batch(output, resume=True)
    assert Path(output).read_bytes() == Path(f"whole_{output}").read_bytes()
    assert Path(f"{output}.bad").read_bytes() == Path(f"whole_{output}.bad").read_bytes()


def test_every_cut_of_every_file_is_mended(batch: Batch) -> None:
    """The files as a kill may leave them: each cut anywhere, and the state behind the output or not."""
    batch("whole.jsonl")
    cut(batch, "out.jsonl", after=3)
    kept = {name: Path(name).read_bytes() for name in ("out.jsonl", "out.jsonl.bad", "out.jsonl.run")}
    seeded = random.Random(3)  # noqa: S311 - the same cuts every time
    for _ in range(30):
        for name, content in kept.items():
            Path(name).write_bytes(
                content[: seeded.randint(0, len(content))] if seeded.random() < 0.7 else content
            )
        batch("out.jsonl", resume=True, force=not Path("out.jsonl.run").read_bytes().count(b"\n"))
        assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
        assert Path("out.jsonl.bad").read_bytes() == Path("whole.jsonl.bad").read_bytes()


@pytest.mark.parametrize("output", MADE_OF_PARTS)
def test_parts_are_gone_on_with(batch: Batch, output: str) -> None:
    sys.path.insert(0, str(SCRIPTS))
    from kill_resume import content  # noqa: PLC0415 - a script, not a package

    sys.path.pop(0)
    batch(f"whole_{output}")
    cut(batch, output, after=2)
    partial = content(Path(output))
    assert Path(f"{output}.parts").exists()
    batch(output, resume=True)
    assert content(Path(output)) == content(Path(f"whole_{output}")) != partial
    assert not Path(f"{output}.parts").exists()


def test_interrupted_run_leaves_a_valid_output(batch: Batch) -> None:
    cut(batch, "out.geojson", after=2)
    done = json.loads(Path("out.geojson").read_bytes())["features"]
    batch("whole.geojson")
    assert done == json.loads(Path("whole.geojson").read_bytes())["features"][: len(done)]
    assert done


def test_interruption_tells_how_far_it_came(batch: Batch) -> None:
    def watch(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        batch("out.jsonl", watch=watch)
    assert caught.value.checkpoint.items == CHUNK


@pytest.mark.parametrize("output", ["out.jsonl", "out.geojson", "out.parquet"])
def test_finished_run_is_not_done_again(batch: Batch, output: str) -> None:
    batch(output)
    before = Path(output).stat().st_mtime_ns
    summary = batch(output, resume=True)
    assert summary.earlier == summary.total
    assert summary.total.finished
    assert Path(output).stat().st_mtime_ns == before


@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet"])
def test_lost_output_of_a_finished_run_is_made_again(batch: Batch, output: str) -> None:
    batch(output)
    content = Path(output).read_bytes()
    Path(output).unlink()
    batch(output, resume=True)
    assert Path(output).read_bytes() == content


def test_resume_without_a_state_begins(batch: Batch) -> None:
    assert batch("out.jsonl", resume=True).total.items == ROWS


def test_resume_never_takes_a_foreign_file(batch: Batch) -> None:
    Path("out.jsonl").write_text("precious", encoding="utf-8")
    with pytest.raises(TargetError, match=r"no out\.jsonl\.run to go on with"):
        batch("out.jsonl", resume=True)
    assert Path("out.jsonl").read_text(encoding="utf-8") == "precious"


def test_resume_never_takes_a_foreign_errors_file(batch: Batch) -> None:
    Path("out.jsonl.bad").write_text("precious", encoding="utf-8")
    with pytest.raises(TargetError, match=r"out\.jsonl\.bad exists"):
        batch("out.jsonl", resume=True)
    assert Path("out.jsonl.bad").read_text(encoding="utf-8") == "precious"


def test_one_of_very_many_inputs_has_changed(small: Geocoder, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for number in range(1100):
        (tmp_path / "reports" / f"{number}.txt").write_text("x", encoding="utf-8")
    given = [str(tmp_path / "reports")], str(tmp_path / "out.jsonl")
    run_batch(*given, geocoder=small)
    assert run_batch(*given, geocoder=small, resume=True).earlier.finished
    (tmp_path / "reports" / "7.txt").write_text("y", encoding="utf-8")
    with pytest.raises(TargetError, match="the input of 1100 files has changed"):
        run_batch(*given, geocoder=small, resume=True)


def test_unfinished_output_is_not_overwritten_unasked(batch: Batch) -> None:
    cut(batch, "out.jsonl", after=1)
    with pytest.raises(TargetError, match="go on with --resume"):
        batch("out.jsonl")


def test_force_begins_anew(batch: Batch) -> None:
    cut(batch, "out.jsonl", after=1)
    assert batch("out.jsonl", force=True).earlier.items == 0


# What must not have changed


def test_changed_input_is_refused(batch: Batch) -> None:
    cut(batch, "out.jsonl", after=2)
    kept = Path("out.jsonl").read_bytes()
    with Path("in.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("\n{}")
    with pytest.raises(TargetError, match=r"the input in\.jsonl has changed"):
        batch("out.jsonl", resume=True)
    assert Path("out.jsonl").read_bytes() == kept


def test_input_of_the_same_size_is_noticed(batch: Batch) -> None:
    cut(batch, "out.jsonl", after=2)
    before = Path("in.jsonl").stat()
    Path("in.jsonl").write_bytes(Path("in.jsonl").read_bytes().replace(b"d298", b"d297"))
    os.utime("in.jsonl", ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(TargetError, match=r"the input in\.jsonl has changed"):
        batch("out.jsonl", resume=True)


def test_touched_input_is_no_change(batch: Batch) -> None:
    cut(batch, "out.jsonl", after=2)
    os.utime("in.jsonl", (0, 0))
    assert batch("out.jsonl", resume=True).earlier.items == 128


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"options": Options(min_confidence=0.5)}, r"--min-confidence was 0\.0 and is 0\.5"),
        ({"options": Options(text_column="body")}, '--text-column was null and is "body"'),
        ({"options": Options(include_filtered=True)}, "--all was false and is true"),
        ({"errors": None}, "--errors was true and is false"),
    ],
)
def test_changed_option_is_refused(batch: Batch, given: dict[str, object], reason: str) -> None:
    cut(batch, "out.jsonl", after=2)
    with pytest.raises(TargetError, match=reason):
        batch("out.jsonl", resume=True, **given)


def test_number_of_processes_may_change(batch: Batch) -> None:
    batch("whole.jsonl")
    cut(batch, "out.jsonl", after=2)
    batch("out.jsonl", resume=True, processes=2)
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()


def test_changed_gazetteer_is_refused(batch: Batch, tmp_path: Path) -> None:
    cut(batch, "out.jsonl", after=2)
    shutil.copytree(SMALL, tmp_path / "edited" / SMALL.name)
    names = tmp_path / "edited" / SMALL.name / "names.tsv"
    lines = names.read_text(encoding="utf-8").splitlines(keepends=True)
    names.write_text("".join(lines[:-1]), encoding="utf-8")
    edited = Geocoder(Gazetteer.load(names.parent))
    with pytest.raises(TargetError, match="the gazetteer has changed"):
        batch("out.jsonl", resume=True, geocoder=edited)


def test_other_version_is_refused(batch: Batch) -> None:
    cut(batch, "out.jsonl", after=2)
    state = Path("out.jsonl.run")
    state.write_bytes(state.read_bytes().replace(b'{"version":"', b'{"version":"0.0.', 1))
    with pytest.raises(TargetError, match=r"geocoder was version 0\.0\."):
        batch("out.jsonl", resume=True)


def test_more_inputs_are_refused(batch: Batch, small: Geocoder) -> None:
    cut(batch, "out.jsonl", after=2)
    shutil.copy("in.jsonl", "more.jsonl")
    with pytest.raises(TargetError, match=r"the input more\.jsonl was not there before"):
        run_batch(
            ["in.jsonl", "more.jsonl"], "out.jsonl", geocoder=small, errors="out.jsonl.bad", resume=True
        )


def test_two_runs_cannot_write_one_output(batch: Batch) -> None:
    def watch(*_: object) -> None:
        with pytest.raises(TargetError, match="another process"):
            batch("out.jsonl", force=True)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch("out.jsonl", watch=watch)


def test_full_disk_is_told_and_gone_on_with(batch: Batch) -> None:
    batch("whole.jsonl")

    def watch(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        batch("out.jsonl", watch=watch)
    batch("out.jsonl", resume=True)
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()


# Real processes


def start(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "geocoder", "batch", "in.jsonl", "-o", "out.jsonl", *options]
    return subprocess.Popen([*command, "--gazetteer", str(SMALL)], cwd=folder, stderr=subprocess.PIPE)


def wait_for_work(folder: Path) -> None:
    deadline = time.monotonic() + 30
    while not (folder / "out.jsonl").exists() or not (folder / "out.jsonl").stat().st_size:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def many_posts(folder: Path) -> None:
    row = json.dumps({"text": "قصف على حيي القصور والجورة " * 40})
    (folder / "in.jsonl").write_text(f"{row}\n" * 3000, encoding="utf-8")


@pytest.mark.parametrize("processes", ["1", "2"])
def test_ctrl_c_says_how_to_go_on(tmp_path: Path, processes: str) -> None:
    many_posts(tmp_path)
    process = start(tmp_path, "--processes", processes)
    wait_for_work(tmp_path)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"go on with the same command and --resume" in told
    assert b"Traceback" not in told
    for line in (tmp_path / "out.jsonl").read_bytes().splitlines():
        json.loads(line)


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    many_posts(tmp_path)
    process = start(tmp_path, "--processes", "2")
    wait_for_work(tmp_path)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    assert len(children) == 2
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 10
    while any(is_running(child) for child in children):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_running(pid: str) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.slow
@pytest.mark.skipif(not SCRIPTS.is_dir(), reason="the benchmarks are not beside the tests")
@pytest.mark.parametrize(("output", "processes"), [("out.jsonl", "2"), ("out.csv", "1"), ("out.gpkg", "1")])
def test_kills_at_random_moments(output: str, processes: str) -> None:
    script = [sys.executable, str(SCRIPTS / "kill_resume.py"), "--kills", "3", "--posts", "1000"]
    result = subprocess.run(
        [*script, "--output", output, "--processes", processes], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "3 kills" in result.stdout
