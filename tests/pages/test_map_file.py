"""The map file: whole in itself, closed against markup in its data, the same bytes each time."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from geocoder import Geocoder
from geocoder.cli.app import commands
from geocoder.errors import InputError
from geocoder.map import build_map, of_document
from geocoder.map.page import MODULES, Tiles, static

pytest.importorskip("xstatic.pkg.leaflet")

INJECTION = '</script><script>document.title="broken"</script><!--'


class Parts(HTMLParser):
    """Scripts, styles, policy and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str, str]] = []
        self.addresses: list[str] = []
        self.policy = ""
        self._open: tuple[str, str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.addresses += [value or "" for key, value in attrs if key in ("src", "href")]
        if tag in ("script", "style"):
            self._open = tag, found.get("type") or ""
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found.get("content") or ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks.append((*self._open, data))
            self._open = None

    def data(self) -> dict[str, object]:
        return json.loads(next(text for _, kind, text in self.blocks if kind == "application/json"))


@pytest.fixture
def draw(geocoder: Geocoder) -> Callable[..., str]:
    def run(text: str, *, doc_id: str = "1", **options: object) -> str:
        document = of_document(geocoder.geoparse(text, doc_id=doc_id))
        return build_map([document], geocoder.gazetteer, **options)

    return run


def test_file_names_no_other_address(draw: Callable[..., str]) -> None:
    assert Parts(draw("قصف على حي الجورة")).addresses == ["data:,"]


def test_policy_allows_exactly_the_scripts_and_styles_of_the_file(draw: Callable[..., str]) -> None:
    parts = Parts(draw("قصف على حي الجورة"))
    run = [text for tag, kind, text in parts.blocks if tag == "style" or kind in ("", "module")]
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in run}
    assert set(re.findall(r"'sha256-([^']+)'", parts.policy)) == hashes
    assert "unsafe" not in parts.policy
    assert "default-src 'none'" in parts.policy


@pytest.mark.parametrize("where", ["text", "doc_id", "title"])
def test_markup_in_the_input_ends_no_block(draw: Callable[..., str], where: str) -> None:
    plain = Parts(draw("حي الجورة"))
    text = f"حي الجورة {INJECTION}" if where == "text" else "حي الجورة"
    options = {where: INJECTION} if where != "text" else {}
    parts = Parts(draw(text, **options))
    assert [block[:2] for block in parts.blocks] == [block[:2] for block in plain.blocks]
    assert INJECTION in json.dumps(parts.data(), ensure_ascii=False).replace("\\", "")


def test_same_input_gives_the_same_bytes(draw: Callable[..., str]) -> None:
    assert draw("قصف على حي الجورة") == draw("قصف على حي الجورة")


def test_lone_surrogate_in_a_text_is_kept(draw: Callable[..., str]) -> None:
    assert Parts(draw("حي الجورة \ud800")).data()["documents"][0][1] == "حي الجورة \ud800"


def test_licence_of_the_library_is_in_the_file(draw: Callable[..., str]) -> None:
    assert "Redistribution and use in source and binary forms" in draw("حي الجورة")


def test_names_in_the_modules_are_unique() -> None:
    # The file holds all modules in one scope.
    declared = re.compile(r"^(?:export )?(?:async )?(?:function\*? |const |let |class )(\w+)", re.MULTILINE)
    names = [name for module in MODULES for name in declared.findall(static(f"{module}.js"))]
    assert len(names) == len(set(names))


def test_modules_stand_before_those_that_import_them() -> None:
    imports = re.compile(r'from "\./(\w+)\.js"')
    for index, module in enumerate(MODULES):
        assert set(imports.findall(static(f"{module}.js"))) <= set(MODULES[:index])


def test_online_tiles_are_allowed_only_when_asked_for(draw: Callable[..., str]) -> None:
    tiles = Tiles("https://{s}.tile.example.org/{z}/{x}/{y}.png", "Example")
    assert "img-src data: https://*.tile.example.org;" in Parts(draw("حي الجورة", tiles=tiles)).policy
    assert "img-src data:;" in Parts(draw("حي الجورة")).policy


@pytest.mark.parametrize(
    "address",
    ["http://example.org/{z}/{x}/{y}.png", "https://example.org/tile.png", "https://a b;/{z}/{x}/{y}"],
)
def test_unusable_tiles_are_refused(draw: Callable[..., str], address: str) -> None:
    with pytest.raises(InputError, match="no https address"):
        draw("حي الجورة", tiles=Tiles(address))


def test_map_of_50000_mentions_is_small(many: Path, tmp_path: Path) -> None:
    output = tmp_path / "map.html"
    result = CliRunner().invoke(commands, ["map", str(many), "-o", str(output)])
    assert result.exit_code == 0, result.output
    assert output.stat().st_size < 25_000_000


def test_command_tells_bad_lines_and_draws_the_rest(tmp_path: Path) -> None:
    source, output = tmp_path / "places.jsonl", tmp_path / "map.html"
    source.write_text('{"doc_id": "1", "mentions": []}\n{}\n', encoding="utf-8")
    result = CliRunner().invoke(commands, ["map", str(source), "-o", str(output)])
    assert result.exit_code == 1
    assert "places.jsonl:2: no list of mentions" in result.stderr
    assert output.exists()


def test_command_overwrites_only_with_force(tmp_path: Path) -> None:
    source, output = tmp_path / "text.txt", tmp_path / "map.html"
    source.write_text("قصف على حي الجورة", encoding="utf-8")
    output.write_text("kept", encoding="utf-8")
    assert CliRunner().invoke(commands, ["map", str(source), "-o", str(output)]).exit_code == 2
    assert output.read_text(encoding="utf-8") == "kept"
    assert CliRunner().invoke(commands, ["map", str(source), "-o", str(output), "--force"]).exit_code == 0


def test_command_reads_standard_input_and_writes_standard_output() -> None:
    result = CliRunner().invoke(commands, ["map", "-", "-o", "-"], input="قصف على حي الجورة")
    assert result.exit_code == 0
    assert result.stdout.startswith("<!DOCTYPE html>")
