"""The served pages in a real browser: find, look, correct, download; nothing leaves the machine."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from geocoder import Geocoder
from geocoder.cli.app import commands
from geocoder.evaluation import read_gold

pytestmark = pytest.mark.browser
pytest.importorskip("xstatic.pkg.leaflet")
pytest.importorskip("uvicorn")
expect = pytest.importorskip("playwright.sync_api").expect

INJECTION = '<img src=x onerror="document.title=\'broken\'"></script><script>document.title="broken"</script>'


@pytest.fixture
def review(page, server: tuple[str, int]) -> Callable[..., object]:
    """Pastes a text into the page and waits for its mentions."""

    def run(text: str, doc_id: str = "") -> object:
        page.goto(server[0])
        page.wait_for_selector("[data-ready]")
        page.locator("textarea").fill(text)
        page.locator("[name=doc_id]").fill(doc_id)
        page.get_by_role("button", name="Find places").click()
        expect(page.locator(".picker h2")).to_be_visible()
        return page

    return run


def download(page, what: str, target: Path) -> Path:
    page.locator(".menu summary").click()
    with page.expect_download() as waiting:
        page.locator(f"[data-save={what}]").click()
    waiting.value.save_as(target)
    return target


def choose_other_place(page, query: str, place_id: str) -> None:
    page.get_by_role("button", name="Another place").click()
    page.locator("dialog input[type=search]").fill(query)
    page.locator(f"dialog [data-place={place_id}]").click()


def select_words(page, words: str) -> None:
    """Selects words of the shown text as a mouse would."""
    page.locator(".text").evaluate(
        """(text, words) => {
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at >= 0) document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
            }
        }""",
        words,
    )


def test_article_is_marked_at_the_right_words_from_right_to_left(
    review: Callable, geocoder: Geocoder, article: str
) -> None:
    page = review(article)
    found = geocoder.geoparse(article, include_filtered=True)
    assert page.locator("mark").all_inner_texts() == [each.surface for each in found.mentions]
    assert page.locator(".text").evaluate("(each) => each.textContent") == article
    assert page.locator(".line").first.evaluate("(each) => getComputedStyle(each).direction") == "rtl"
    first, second = page.locator("mark").nth(0).bounding_box(), page.locator(".line").first.bounding_box()
    assert first["x"] > second["x"]
    assert page.locator(".map canvas").count() > 0


def test_map_is_painted(review: Callable) -> None:
    page = review("قصف على حي الجورة")
    colours = page.locator(".map canvas").first.evaluate(
        """(canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert colours > 3


def test_marks_stay_right_behind_emoji(review: Callable, geocoder: Geocoder) -> None:
    text = "😀😀 قصف على حي الجورة 🏚️ وعلى الميادين"
    page = review(text)
    assert page.locator("mark").all_inner_texts() == [
        each.surface for each in geocoder.geoparse(text).mentions
    ]


def test_mention_shows_its_evidence(review: Callable) -> None:
    page = review("قصف على حيي القصور والجورة")
    page.locator("mark").nth(1).click()
    expect(page.locator(".details h3")).to_have_text("Al-Jourah")
    expect(page.locator(".reasons")).to_contain_text("list-head")


def test_corrections_go_into_gold_that_evaluate_reads(review: Callable, tmp_path: Path) -> None:
    text = "😀 قصف على حي الجورة والقصور والميادين، ومخيم الروج قرب العشارة"
    page = review(text, "doc/1")
    marks = page.locator("mark")
    marks.nth(0).click()
    page.keyboard.press("a")
    marks.nth(1).click()
    choose_other_place(page, "العشارة", "ashara")
    marks.nth(2).click()
    page.get_by_role("button", name="Not a place").click()
    select_words(page, "قصف على")
    page.get_by_role("button", name="Mark “قصف على” as a place").click()
    page.locator("dialog input[type=search]").fill("joura")
    page.locator("dialog [data-place=joura]").click()
    gold = download(page, "download-gold", tmp_path / "gold.jsonl")
    (document,) = read_gold(gold)
    assert (document.doc_id, document.text) == ("doc/1", text)
    judged = {each.surface: each for each in document.mentions if "unreviewed" not in each.tags}
    assert judged["حي الجورة"].keys == ("joura",)
    assert judged["القصور"].keys == ("ashara",)
    assert judged["قصف على"].keys == ("joura",)
    assert text[judged["قصف على"].start : judged["قصف على"].end] == "قصف على"
    assert [(text[each.start : each.end], each.why) for each in document.distractors] == [
        ("الميادين", "other")
    ]
    result = CliRunner().invoke(commands, ["evaluate", str(gold), "--format", "json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)


def test_filters_hide_what_is_no_place(review: Callable) -> None:
    page = review("قالت شبكة دير الزور نيوز إن القصف طال حي الجورة")
    assert page.locator("mark").all_inner_texts() == ["دير الزور", "حي الجورة"]
    page.locator(".filter-panel > summary").click()
    page.locator(".filters").get_by_label("not a place").uncheck()
    expect(page.locator("mark")).to_have_text(["حي الجورة"])


def test_verdict_can_be_taken_back(review: Callable) -> None:
    page = review("قصف على حي الجورة")
    page.locator("mark").click()
    page.get_by_role("button", name="Not a place").click()
    expect(page.locator("mark.filtered")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("mark.resolved")).to_have_count(1)
    expect(page.locator(".progress")).to_have_text("0 of 1 reviewed")


def test_new_place_is_proposed_as_a_row(review: Callable, tmp_path: Path) -> None:
    page = review("انفجار في ساحة الزنبق اليوم")
    select_words(page, "الزنبق")
    page.locator("[data-act=add]").click()
    page.locator(".new-place summary").click()
    page.locator("[name=name_en]").fill("Zanbaq Square")
    page.locator("[name=kind]").select_option("square")
    page.locator("[name=lat]").fill("35.34")
    page.locator("[name=lon]").fill("40.15")
    page.locator(".new-place button.main").click()
    rows = download(page, "download-places", tmp_path / "places.tsv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(rows[0].split("\t"), rows[1].split("\t"), strict=True))
    assert cells["id"] == "zanbaq_square"
    assert (cells["title"], cells["kind"], cells["lat"], cells["lon"]) == (
        "الزنبق",
        "square",
        "35.34",
        "40.15",
    )


def test_new_name_of_a_known_place_is_proposed_as_a_row(review: Callable, tmp_path: Path) -> None:
    page = review("انفجار في ساحة الزنبق اليوم")
    select_words(page, "الزنبق")
    page.locator("[data-act=add]").click()
    page.locator("dialog input[type=search]").fill("joura")
    page.locator("dialog [data-place=joura]").click()
    rows = download(page, "download-names", tmp_path / "names.tsv").read_text(encoding="utf-8").splitlines()
    assert rows[1].split("\t")[:3] == ["joura", "الزنبق", "ar"]


def test_files_are_taken_line_by_line(page, server: tuple[str, int], tmp_path: Path) -> None:
    source = tmp_path / "posts.jsonl"
    rows = [{"doc_id": f"p{number}", "text": "قصف على حي الجورة"} for number in range(3)]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    page.goto(server[0])
    page.wait_for_selector("[data-ready]")
    page.locator("input[type=file]").set_input_files(source)
    expect(page.locator(".picker")).to_contain_text("1 / 3")
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".doc-id")).to_have_text("p1")


def test_file_is_dropped_on_the_page(page, server: tuple[str, int]) -> None:
    page.goto(server[0])
    page.wait_for_selector("[data-ready]")
    dropped = page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["قصف على حي الجورة"], "report.txt", { type: "text/plain" }));
            return data;
        }"""
    )
    page.dispatch_event(".map", "drop", {"dataTransfer": dropped})
    expect(page.locator(".doc-id")).to_have_text("report.txt")
    assert page.locator("mark").all_inner_texts() == ["حي الجورة"]


def test_missing_mention_is_added_by_typing_its_words(review: Callable) -> None:
    page = review("انفجار في ساحة الزنبق اليوم")
    page.locator("[name=words]").fill("ليست هنا")
    page.locator(".adder button").click()
    expect(page.locator(".status.problem")).to_contain_text("not in the text")
    page.locator("[name=words]").fill("اليوم")
    page.locator(".adder button").click()
    page.locator("dialog input[type=search]").fill("joura")
    page.locator("dialog [data-place=joura]").click()
    expect(page.locator("mark", has_text="اليوم")).to_have_attribute("data-verdict", "added")


def test_file_that_is_no_text_is_told(page, server: tuple[str, int], tmp_path: Path) -> None:
    source = tmp_path / "picture.txt"
    source.write_bytes(b"\xff\xd8\xff\xe0")
    page.goto(server[0])
    page.wait_for_selector("[data-ready]")
    page.locator("input[type=file]").set_input_files(source)
    expect(page.locator(".status.problem")).to_contain_text("not UTF-8")


def test_refusal_of_the_server_is_shown(page, server: tuple[str, int]) -> None:
    page.expected_faults = ("413 (Request Entity Too Large)", "413 (Content Too Large)")
    page.goto(server[0])
    page.wait_for_selector("[data-ready]")
    page.locator("textarea").evaluate("(field) => { field.value = 'x'.repeat(1100000); }")
    page.get_by_role("button", name="Find places").click()
    expect(page.locator(".status.problem")).to_contain_text("1000000 are the limit")


def test_text_without_places_says_so(review: Callable) -> None:
    page = review("السلام عليكم")
    expect(page.locator(".about-item")).to_contain_text("No places in this text")


def test_markup_in_text_and_document_id_is_shown_as_text(review: Callable) -> None:
    page = review(f"حي الجورة {INJECTION}", INJECTION)
    assert page.locator(".doc-id").inner_text() == INJECTION
    assert page.locator(".text").inner_text().strip() == f"حي الجورة {INJECTION}"
    assert page.title() == "Places in a text"
    assert page.locator("img").count() == 0


def test_markup_in_a_gazetteer_is_shown_as_text(page, serve_with, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    places = "id title kind feature_code parent_id pcode lat lon radius_m basis source start end description"
    row = ["x1", "زنبقية", "village", "", "", "", "35.3", "40.1", "1000", "read", "s", "", "", INJECTION]
    (folder / "places.tsv").write_text(
        "\n".join(["\t".join(places.split()), "\t".join(row), ""]), encoding="utf-8"
    )
    names = "id toponym lang kind weak source start end note"
    name = ["x1", "زنبقية", "ar", "preferred", "0", "s", "", "", INJECTION]
    (folder / "names.tsv").write_text(
        "\n".join(["\t".join(names.split()), "\t".join(name), ""]), encoding="utf-8"
    )
    source = ["s", INJECTION, "javascript:document.title='broken'", "CC0", "2026-01-01"]
    header = "source\tcitation\turl\tlicence\tretrieved"
    (folder / "sources.tsv").write_text("\n".join([header, "\t".join(source), ""]), encoding="utf-8")
    about = f'name = "own"\nversion = "1"\ntitle = {json.dumps(INJECTION)}\n'
    (folder / "gazetteer.toml").write_text(about, encoding="utf-8")
    with serve_with("", "--gazetteer", str(folder)) as (address, _):
        page.goto(f"{address}gazetteer/x1")
        page.wait_for_selector("[data-ready]")
        expect(page.locator(".place-title")).to_have_text("زنبقية")
        assert INJECTION in page.locator(".place").inner_text()
        assert page.title() != "broken"
        assert page.locator("img").count() == 0
        assert page.locator('a[href^="javascript"]').count() == 0


def test_gazetteer_is_searched_and_a_place_shown(page, server: tuple[str, int]) -> None:
    page.goto(f"{server[0]}gazetteer")
    page.wait_for_selector("[data-ready]")
    page.locator("[name=q]").fill("الجوره")
    page.locator("[data-go=joura]").first.click()
    expect(page.locator(".place-title")).to_have_text("Al-Jourah")
    expect(page.locator(".place")).to_contain_text("ocha_neighbourhoods")
    assert page.url.endswith("/gazetteer/joura")
    page.go_back()
    expect(page.locator(".place-title")).to_have_count(0)


def test_unknown_place_is_told(page, server: tuple[str, int]) -> None:
    page.expected_faults = ("404 (Not Found)",)
    page.goto(f"{server[0]}gazetteer/nowhere")
    expect(page.locator(".place")).to_contain_text("no place has the id 'nowhere'")


def test_language_is_kept_from_page_to_page(page, server: tuple[str, int]) -> None:
    page.goto(server[0])
    page.locator(".language").click()
    page.get_by_role("link", name="المعجم الجغرافي").click()
    page.wait_for_selector("[data-ready]")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.locator("h1").inner_text() == "المعجم الجغرافي"


def test_whole_review_works_by_keyboard(review: Callable) -> None:
    page = review("قصف على حي الجورة والميادين")
    page.locator(".text").focus()
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("n")
    page.keyboard.press("x")
    expect(page.locator(".progress")).to_have_text("2 of 2 reviewed")
    expect(page.locator("mark.filtered")).to_have_text("الميادين")


@pytest.mark.parametrize("address", ["", "gazetteer/deir_ez_zor_city"])
def test_controls_have_names_and_fit_a_phone(page, server: tuple[str, int], address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(server[0] + address)
    page.wait_for_selector("[data-ready]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    nameless = page.locator("button, input:not([type=hidden]), textarea, select, a").evaluate_all(
        """(all) => all.filter((each) => !(each.textContent.trim() || each.getAttribute("aria-label")
            || each.labels?.length)).map((each) => each.outerHTML)"""
    )
    assert nameless == []
