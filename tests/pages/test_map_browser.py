"""The map file in a real browser, opened from the disk without a network."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from geocoder import Geocoder
from geocoder.cli.app import commands

pytestmark = pytest.mark.browser
pytest.importorskip("xstatic.pkg.leaflet")
expect = pytest.importorskip("playwright.sync_api").expect

INJECTION = '<img src=x onerror="document.title=\'broken\'"></script><script>document.title="broken"</script>'
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def open_map(page, tmp_path: Path) -> Callable[..., object]:
    def run(content: str | Path, *options: str) -> object:
        source = content if isinstance(content, Path) else tmp_path / "in.txt"
        if isinstance(content, str):
            source.write_text(content, encoding="utf-8", newline="")
        output = tmp_path / "map.html"
        result = CliRunner().invoke(commands, ["map", str(source), "-o", str(output), *options])
        assert result.exit_code == 0, result.output
        page.goto(output.as_uri())
        page.wait_for_selector("[data-ready]")
        return page

    return run


def test_article_is_marked_at_the_right_words(open_map: Callable, geocoder: Geocoder, article: str) -> None:
    page = open_map(article)
    marks = page.locator("mark").all_inner_texts()
    assert marks == [each.surface for each in geocoder.geoparse(article).mentions]
    assert page.locator(".text").evaluate("(each) => each.textContent") == article
    assert page.locator(".line").first.evaluate("(each) => getComputedStyle(each).direction") == "rtl"


def test_marks_stay_right_behind_emoji(open_map: Callable, geocoder: Geocoder) -> None:
    text = "😀😀 قصف على حي الجورة 🏚️ وعلى الميادين\r\nثم 😀 العشارة"
    page = open_map(text)
    marks = page.locator("mark").all_inner_texts()
    assert marks == [each.surface for each in geocoder.geoparse(text).mentions]


def test_text_leads_to_the_map_and_back(open_map: Callable) -> None:
    page = open_map("قصف على حي الجورة.\nوقصف على الميادين والعشارة.")
    page.locator("mark", has_text="حي الجورة").click()
    assert "35.34575, 40.12019" in page.locator(".details").inner_text()
    page.wait_for_timeout(500)  # the map moves there
    box = page.locator(".map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.locator("mark.is-chosen").all_inner_texts() == ["حي الجورة"]


def test_mark_is_chosen_by_keyboard(open_map: Callable) -> None:
    page = open_map("قصف على حي الجورة")
    page.locator("mark").focus()
    page.keyboard.press("Enter")
    assert page.locator("mark").get_attribute("aria-pressed") == "true"
    assert page.locator(".details h3").inner_text() == "Al-Jourah"


def test_relation_is_chosen_in_the_text_and_on_the_map(open_map: Callable) -> None:
    page = open_map("قصف على بعد 5 كم غرب الميادين")
    page.locator(".phrase[role=button]").first.click()
    expect(page.locator(".details dl")).to_contain_text("270°")
    page.locator("mark").click()
    expect(page.locator(".details dl")).not_to_contain_text("270°")
    page.locator(".leaflet-names-pane path.leaflet-interactive").click()
    expect(page.locator(".details dl")).to_contain_text("270°")


def test_interface_turns_to_arabic_and_right_to_left(open_map: Callable) -> None:
    page = open_map("قصف على حي الجورة", "--language", "ar")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.locator(".filter-panel > summary").inner_text() == "التصفية"
    page.locator(".language").click()
    assert page.evaluate("document.documentElement.dir") == "ltr"


def test_markup_is_shown_as_text(open_map: Callable, tmp_path: Path, geocoder: Geocoder) -> None:
    source = tmp_path / "x.jsonl"
    text = f"حي الجورة {INJECTION}"
    record = {**geocoder.geoparse(text, doc_id=INJECTION).to_dict(), "text": text, INJECTION: INJECTION}
    record["mentions"][0]["evidence"] = [{"rule": INJECTION, "detail": INJECTION}]
    record["mentions"][0] |= {"name_ar": INJECTION, "name_en": INJECTION, "place_id": "nowhere"}
    source.write_text(json.dumps(record), encoding="utf-8")
    page = open_map(source, "--title", INJECTION)
    page.locator("mark").click()
    assert page.title() == INJECTION
    assert page.locator("h1").inner_text() == INJECTION
    assert page.locator(".doc-id").inner_text() == INJECTION
    assert page.locator(".details h3").inner_text() == INJECTION
    assert page.locator("img").count() == 0


def test_filters_hide_marks(open_map: Callable, tmp_path: Path, geocoder: Geocoder) -> None:
    source = tmp_path / "x.jsonl"
    text = "قصف على حي الجورة والميادين"
    record = {**geocoder.geoparse(text, doc_id="1").to_dict(), "text": text}
    record["mentions"][1] |= {"confidence": 0.3, "status": "ambiguous"}
    source.write_text(json.dumps(record), encoding="utf-8")
    page = open_map(source)
    page.locator(".filter-panel > summary").click()
    page.locator("[data-filter=confidence]").fill("0.5")
    expect(page.locator("mark")).to_have_count(1)
    page.locator("[data-filter=confidence]").fill("0")
    page.get_by_label("ambiguous").uncheck()
    expect(page.locator("mark")).to_have_count(1)
    page.locator(".kind-filter > summary").click()
    page.get_by_label("neighbourhood").uncheck()
    expect(page.locator("mark")).to_have_count(0)


def test_dates_filter_documents(open_map: Callable, tmp_path: Path, geocoder: Geocoder) -> None:
    source = tmp_path / "x.jsonl"
    text = "قصف على حي الجورة"
    record = geocoder.geoparse(text).to_dict()
    rows = [
        {**record, "doc_id": day, "posted": f"{day}T08:00", "text": text}
        for day in ("2015-01-01", "2015-03-01")
    ]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    page = open_map(source, "--date-column", "posted")
    assert "2 of 2 mentions" in page.locator(".count").inner_text()
    page.locator(".filter-panel > summary").click()
    page.locator("[data-filter=date-from]").fill("2015-02-01")
    expect(page.locator(".count")).to_contain_text("1 of 2 mentions")


def test_50000_mentions_open_and_pan_within_three_seconds(page, many: Path, tmp_path: Path) -> None:
    output = tmp_path / "map.html"
    assert CliRunner().invoke(commands, ["map", str(many), "-o", str(output)]).exit_code == 0
    start = time.monotonic()
    page.goto(output.as_uri())
    page.wait_for_selector("[data-ready]")
    page.evaluate(PAINTED)
    opened = time.monotonic() - start
    box = page.locator(".map").bounding_box()
    start = time.monotonic()
    page.mouse.move(box["x"] + 400, box["y"] + 400)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 300, steps=8)
    page.mouse.up()
    page.evaluate(PAINTED)
    panned = time.monotonic() - start
    assert "50,0" in page.locator(".count").inner_text()
    assert page.locator(".bubble").count() > 10
    assert opened < 3
    assert panned < 3


@pytest.mark.parametrize("width", [360, 1280])
def test_page_is_never_wider_than_the_screen(open_map: Callable, width: int, article: str) -> None:
    page = open_map(article)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("mark").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
