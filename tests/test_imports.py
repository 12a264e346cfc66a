"""The order of the layers: who may import whom, and what an import costs."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import geocoder

PACKAGE = Path(geocoder.__file__).parent

STAGES = (
    *("errors", "model", "kinds", "normalize", "lexicon", "index", "match", "interpret", "resolve"),
    *("precision", "record", "document", "search", "pipeline", "formats", "cli"),
)
"""The way of a text through the library; a stage imports only stages before it."""

OUTER = ("batch", "cli", "curation", "evaluation", "formats", "map", "web")
"""What stands around the core; the core never imports it."""

CORE = ("normalize", "lexicon", "index", "match", "interpret", "resolve", "search", "gazetteer", "pipeline")


def sources() -> Iterator[tuple[str, Path]]:
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__"), path


MODULES = dict(sources())


def imports_of(node: ast.AST) -> Iterator[str]:
    """Modules of ours that are imported below a node, other than for type checking only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.ImportFrom) and child.module and child.module.startswith("geocoder."):
            inner = {f"{child.module}.{alias.name}" for alias in child.names}
            yield from inner & MODULES.keys()
            if inner - MODULES.keys():
                yield child.module
        yield from imports_of(child)


GRAPH = {name: set(imports_of(ast.parse(path.read_text(encoding="utf-8")))) for name, path in MODULES.items()}


def layer(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def test_no_circles() -> None:
    TopologicalSorter(GRAPH).prepare()


def test_test_sees_the_imports() -> None:
    assert {"geocoder.record", "geocoder.model"} <= GRAPH["geocoder.document"]


@pytest.mark.parametrize("stage", STAGES)
def test_stage_imports_only_earlier_stages(stage: str) -> None:
    allowed = set(STAGES[: STAGES.index(stage) + 1])
    used = {layer(each) for name, found in GRAPH.items() if layer(name) == stage for each in found}
    assert used & set(STAGES) <= allowed


@pytest.mark.parametrize("core", CORE)
def test_core_never_imports_what_stands_around_it(core: str) -> None:
    reached: set[str] = set()
    waiting = [name for name in GRAPH if layer(name) == core]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += GRAPH.get(name, ())
    assert not {layer(name) for name in reached} & set(OUTER)


def test_modules_are_short() -> None:
    long = {
        name for name, path in MODULES.items() if len(path.read_text(encoding="utf-8").splitlines()) > 300
    }
    assert not long


def fresh(code: str) -> str:
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return result.stdout.strip()


def test_import_loads_none_of_the_heavy_packages() -> None:
    heavy = "{'numpy', 'shapely', 'rich', 'regex', 'rapidfuzz', 'pyarabic', 'click', 'orjson'}"
    assert fresh(f"import geocoder, sys; print(sorted({heavy} & set(sys.modules)))") == "[]"


def test_import_opens_no_data_file() -> None:
    code = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import geocoder
print([path for path in opened if not path.endswith((".py", ".pyc"))])
"""
    assert fresh(code) == "[]"


def test_every_public_name_can_be_had() -> None:
    assert all(getattr(geocoder, name) is not None for name in geocoder.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Geocodr'"):
        geocoder.Geocodr  # noqa: B018 - the access is what is tested


def test_no_public_name_hides_a_module() -> None:
    modules = {path.stem for path in PACKAGE.iterdir()}
    assert not modules & set(geocoder.__all__)
