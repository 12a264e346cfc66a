"""The documentation keeps step with the commands, and continuous integration with README."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from geocoder.cli.app import commands

ROOT = Path(__file__).parent.parent

if not (ROOT / "docs").is_dir():
    pytest.skip("the documentation is not beside the tests", allow_module_level=True)


def walk(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command is not None
        yield f"{name} {each}", command
        if isinstance(command, click.Group):
            yield from walk(command, f"{name} {each}")


COMMANDS = dict(walk(commands, "geocoder"))


def section(name: str) -> str:
    """The section of the manual under the heading of that name, up to the next heading."""
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    found = re.search(rf"^##+ {re.escape(name)}$(.*?)(?=^##|\Z)", manual, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_with_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert "Example:" in (command.epilog or "")
    assert name.split()[1] in (command.epilog or "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    options = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]
    assert not [each.name for each in options if not each.help]


@pytest.mark.parametrize("name", COMMANDS)
def test_command_and_its_options_are_in_the_manual(name: str) -> None:
    text = section(name)
    assert text.strip()
    options = [opt for each in COMMANDS[name].params if isinstance(each, click.Option) for opt in each.opts]
    assert not [option for option in options if option.startswith("--") and f"`{option}" not in text]


def test_manual_has_no_section_of_a_missing_command() -> None:
    headings = re.findall(
        r"^##+ (geocoder .*)$", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(headings) == sorted(COMMANDS)


def shell_blocks(path: Path) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_readme_commands_are_run_by_continuous_integration() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace("--quiet ", "")
    wanted = [
        line
        for block in shell_blocks(ROOT / "README.md")
        for line in block.splitlines()
        if "venv .venv" in line
    ]
    assert len(wanted) == 2
    assert not [line for line in wanted if line not in script]


def test_glossary_is_sorted() -> None:
    words = re.findall(
        r"^\| ([a-z ]+) \|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )[1:]
    assert words == sorted(words)


def test_no_invisible_characters_in_sources() -> None:
    hidden = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
    files = [
        path
        for folder in ("geocoder", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md"}
    ]
    assert files
    assert not [path.name for path in files if hidden.search(path.read_text(encoding="utf-8"))]
