"""The examples of docs/guide.md run as they stand, one after the other."""

import re
import shutil
from pathlib import Path

import pytest

from geocoder.document import Document
from geocoder.model import Status

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide.md"

if not GUIDE.is_file():
    pytest.skip("the documentation is not beside the tests", allow_module_level=True)

BLOCKS = re.findall(r"^```python\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "small_gazetteer", tmp_path / "my_gazetteer")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"texts": []}
    for block in BLOCKS:
        exec(compile(block, str(GUIDE), "exec"), names)  # noqa: S102 - our own documentation
    assert len(BLOCKS) > 5
    assert "joura" in capsys.readouterr().out
    document = names["document"]
    assert isinstance(document, Document)
    assert len(names["points"]) == len(document.mentions)  # type: ignore[arg-type]


def test_table_has_every_status() -> None:
    told = set(re.findall(r"^  \| `(\w+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE))
    assert told == {status.value for status in Status}


@pytest.mark.parametrize("page", ["guide", "design", "rules"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+\.md)", text)
    assert not [link for link in links if not (ROOT / "docs" / link).is_file()]


def test_modules_of_the_design_page_exist() -> None:
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    table = text[text.index("| stage |") : text.index("## The problem")]
    named = set(re.findall(r"`([a-z]+)/?`", table)) - {"geocode", "reverse"}
    modules = {path.stem for path in (ROOT / "geocoder").rglob("*.py")} | {
        path.name for path in (ROOT / "geocoder").iterdir() if path.is_dir()
    }
    assert named
    assert not named - modules
