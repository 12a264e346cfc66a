"""Take the pictures of the documentation from the running pages.

    pip install -e '.[browser]' && apt-get install chromium fonts-noto-core
    python docs/screenshots.py docs/images

Every picture comes from the seed article or the bundled gazetteer, so that anyone can take them again.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
ARTICLE = next((ROOT / "seeds").glob("*.txt"))
GEOCODER = (sys.executable, "-m", "geocoder")
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
SETTLED_MS = 700
"""After a choice the map glides to it."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a running service."""
    with subprocess.Popen([*GEOCODER, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            yield process.stderr.readline().split("serving on ")[1].split()[0]
        finally:
            process.terminate()


@contextmanager
def page(
    browser: Browser, address: str, *, size: dict[str, int], language: str, dark: bool
) -> Iterator[Page]:
    """A page of that size, once it is ready."""
    scheme = "dark" if dark else "light"
    context = browser.new_context(
        viewport=size, locale=language, color_scheme=scheme, reduced_motion="reduce"
    )
    opened = context.new_page()
    opened.goto(address)
    opened.wait_for_selector("[data-ready]")
    yield opened
    context.close()


def review(opened: Page, words: str) -> None:
    """Put the article in and choose a mention of it."""
    opened.locator("textarea").fill(ARTICLE.read_text(encoding="utf-8"))
    opened.locator(".intake-form button.main").click()
    choose(opened, words)


def choose(opened: Page, words: str) -> None:
    """Choose the first mention with these words."""
    opened.locator("mark", has_text=words).first.click()
    opened.wait_for_timeout(SETTLED_MS)


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        sync_playwright() as playwright,
        server() as address,
        tempfile.TemporaryDirectory() as scratch,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        with page(browser, address, size=DESK, language="en", dark=False) as opened:
            review(opened, "حي هرابش")
            opened.screenshot(path=folder / "review.png")
        with page(browser, address, size=PHONE, language="ar", dark=True) as opened:
            review(opened, "مشفى الأسد")
            opened.evaluate("scrollTo(0, 0)")
            opened.screenshot(path=folder / "review-phone.png")
        with page(browser, f"{address}gazetteer/sinaa", size=DESK, language="en", dark=False) as opened:
            opened.wait_for_timeout(SETTLED_MS)
            opened.screenshot(path=folder / "gazetteer.png")
        file = Path(scratch) / "map.html"
        subprocess.run([*GEOCODER, "map", str(ARTICLE), "-o", str(file), "--title", "المقال"], check=True)
        with page(browser, file.as_uri(), size=DESK, language="ar", dark=False) as opened:
            choose(opened, "حي الموظفين")
            opened.screenshot(path=folder / "map.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
