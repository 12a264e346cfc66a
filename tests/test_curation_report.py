"""The report page and the statistics of a gazetteer."""

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from geocoder.curation import report_page, statistics, validate, write_report
from geocoder.gazetteer import Gazetteer

SMALL = Path(__file__).parent / "data" / "small_gazetteer"


@pytest.fixture(scope="module")
def page() -> str:
    return report_page(validate(SMALL), Gazetteer.load(SMALL))


class Reader(HTMLParser):
    """Collects the text, and everything that a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "link", "img", "iframe"}:
            self.fetched.append(tag)
        self.fetched += [str(value) for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def test_page_tells_findings_conflicts_and_gaps(page: str):
    text = "\n".join(read(page).text)
    assert "Gazetteer report: small 1" in text
    assert "told apart by parent" in text
    assert "Second opinions on positions (2), farthest first" in text
    assert "the source counts from the old town" in text
    assert "Places without a position (1)" in text
    assert "المشفى الوطني" in text


def test_page_stands_alone(page: str):
    assert read(page).fetched == []


def test_second_opinions_come_farthest_first(page: str):
    text = read(page).text
    begin = next(index for index, each in enumerate(text) if each.startswith("Second opinions"))
    assert text.index("hatla", begin) < text.index("joura", begin)


def test_page_escapes_what_stands_in_the_tables(tmp_path: Path):
    folder = Path(shutil.copytree(SMALL, tmp_path / "copy"))
    path = folder / "relations.tsv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("the old town", "<script>x</script>"), encoding="utf-8"
    )
    page = report_page((), Gazetteer.load(folder))
    assert "<script>" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page


def test_page_about_a_gazetteer_that_cannot_be_loaded_lists_its_faults(tmp_path: Path):
    folder = Path(shutil.copytree(SMALL, tmp_path / "copy"))
    (folder / "names.tsv").write_text("nothing\n", encoding="utf-8")
    write_report(tmp_path / "report.html", validate(folder), None)
    assert "the header is" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_page_without_findings_says_so():
    assert "Nothing found." in report_page((), None)


def test_statistics_count_places_by_kind_and_basis():
    found = statistics(Gazetteer.load(SMALL))
    assert (found.total.places, found.total.located, found.total.footprints) == (14, 13, 4)
    hospitals = next(count for count in found.groups["kind"] if count.label == "hospital")
    assert (hospitals.places, hospitals.located, hospitals.median_radius_m) == (2, 1, 400)
    assert [count.label for count in found.groups["basis"]] == ["read", "inferred", "containing", "unknown"]
    assert [(count.label, count.places) for count in found.groups["licence"]] == [("CC BY 4.0", 14)]
    assert found.groups["basis"][-1].median_radius_m is None
