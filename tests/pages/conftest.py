"""Fixtures for the tests of map and page: records, a running server, a browser without a network."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geocoder import Geocoder

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page asks of another host cannot be found.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
SERVE = "import sys; from geocoder.cli import main; main(['serve', '--port', '0', *sys.argv[1:]])"
INJECTION = '<img src=x onerror="document.title=\'broken\'"></script><script>document.title="broken"</script>'

Serve = Callable[..., object]


@pytest.fixture(scope="session")
def geocoder() -> Geocoder:
    """The bundled gazetteers."""
    return Geocoder()


@pytest.fixture(scope="session")
def article() -> str:
    """The seed article."""
    folder = Path(__file__).parents[2] / "seeds"
    return next(folder.glob("*.txt")).read_text(encoding="utf-8")


@contextmanager
def running(setup: str = "", *options: str) -> Iterator[tuple[str, int]]:
    """A server of its own process on a free port: its address and process id."""
    command = [sys.executable, "-c", f"{setup}\n{SERVE}", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            assert "http://127.0.0.1:" in line, line + process.stderr.read()
            yield line.split("serving on ")[1].split()[0], process.pid
        finally:
            process.terminate()
            process.stderr.close()
            process.wait(10)


@pytest.fixture(scope="session")
def server() -> Iterator[tuple[str, int]]:
    """Address and process id of a running `geocoder serve`."""
    pytest.importorskip("uvicorn")
    with running() as address:
        yield address


@pytest.fixture(scope="session")
def serve_with() -> Serve:
    """`running`, for a test that wants a server of its own."""
    pytest.importorskip("uvicorn")
    return running


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's chromium without a network."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        assert "CI" not in os.environ, "continuous integration must install chromium"
        pytest.skip("chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def page(browser) -> Iterator[object]:
    """A page; requests to another machine, errors and refusals by the policy fail the test."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 860}, locale="en-GB", accept_downloads=True
    )
    opened = context.new_page()
    faults: list[str] = []
    local = ("http://127.0.0.1:", "file:", "data:", "blob:")
    opened.on("request", lambda each: each.url.startswith(local) or faults.append(f"request to {each.url}"))
    opened.on("pageerror", lambda error: faults.append(f"error: {error}"))
    opened.on("console", lambda each: each.type == "error" and faults.append(f"console: {each.text}"))
    opened.expected_faults = ()
    yield opened
    context.close()
    assert [each for each in faults if not each.endswith(opened.expected_faults or ("\0",))] == []


@pytest.fixture(scope="session")
def many(geocoder: Geocoder, article: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records with 50,000 mentions, each at a position of its own."""
    record = geocoder.geoparse(article).to_dict()
    mentions = record["mentions"]
    path = tmp_path_factory.mktemp("many") / "many.jsonl"
    count = number = 0
    with path.open("w", encoding="utf-8") as stream:
        while count < 50_000:
            for mention in mentions:
                count += 1
                # A fraction of the golden ratio spreads points evenly and repeats none.
                mention["lat"] = round(34.4 + (count * 0.618034) % 1.4, 6)
                mention["lon"] = round(39.2 + (count * 0.414214) % 1.9, 6)
            # No two texts are alike, so that compression gets no help from repetition.
            text = article[: -len(str(number)) - 1] + f" {number}"
            date = f"2015-{number % 12 + 1:02}-{number % 28 + 1:02}"
            row = {**record, "doc_id": f"doc-{number}", "date": date, "text": text}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            number += 1
    return path
