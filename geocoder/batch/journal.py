"""The state of a run beside its output: what it was told, how far it came, whether it is finished.

The file ``OUTPUT.run`` begins with a line that identifies the run; a line follows for every chunk
that was written, after the chunk itself. A process that is killed leaves at most a torn last line
and an output that is longer than the last whole line says; going on cuts both back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Final, Self, cast

import orjson

from geocoder._version import __version__
from geocoder.batch.inputs import Input
from geocoder.batch.options import Options
from geocoder.batch.streams import fingerprint
from geocoder.errors import InputError
from geocoder.gazetteer import Gazetteer
from geocoder.record import Record

try:
    import fcntl
except ImportError:  # there are no such locks on Windows
    fcntl = None  # type: ignore[assignment]


_SPELT: Final = {
    "input_format": "--from",
    "output_format": "the format of the output",
    "include_filtered": "--all",
}
"""Options whose names in the program are not those on the command line."""


_TOLD_APART: Final = 1000
"""With more inputs than that, a change is noticed but not pinned to a file."""


class TargetError(InputError):
    """The output, or the state beside it, cannot be used as asked; nothing was written."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a run has come.

    Attributes:
        items: Records of the input that are done.
        output: Bytes of the output that hold what came of them.
        errors: Bytes of the errors file.
        documents: How many documents were geoparsed.
        mentions: How many mentions they have.
        faults: How many records could not be used.
        finished: Whether there is nothing left to do.
    """

    items: int = 0
    output: int = 0
    errors: int = 0
    documents: int = 0
    mentions: int = 0
    faults: int = 0
    finished: bool = False


def identify(
    inputs: Iterable[Input], gazetteer: Gazetteer, options: Options, *, output: str, errors: bool
) -> Record:
    """What must be the same for a run to be gone on with, ready for JSON.

    Args:
        inputs: The inputs; all bytes of their files are read.
        gazetteer: The places.
        options: What the caller said.
        output: Format of the output.
        errors: Whether faults are written to a file.
    """
    return {
        "version": __version__,
        "gazetteer": [gazetteer.label, gazetteer_fingerprint(gazetteer)],
        "options": {**asdict(options), "output_format": output, "errors": errors},
        "inputs": _folded([[each.name, each.format, each.size, fingerprint(each)] for each in inputs]),
    }


def _folded(inputs: list[list[object]]) -> list[list[object]]:
    """The inputs one by one, or all in one line if they are too many to be told apart."""
    if len(inputs) <= _TOLD_APART:
        return inputs
    return [[f"of {len(inputs)} files", blake2b(orjson.dumps(inputs), digest_size=16).hexdigest()]]


def gazetteer_fingerprint(gazetteer: Gazetteer) -> str:
    """A hash of all places with their names, positions and footprints."""
    digest = blake2b(digest_size=16)
    for place in gazetteer:
        digest.update(orjson.dumps(place))
    return digest.hexdigest()


def differences(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """Why a run cannot be gone on with, a line a reason; empty if it can."""
    reasons = []
    if old.get("version") != new["version"]:
        reasons.append(f"geocoder was version {old.get('version')} and is {new['version']}")
    if old.get("gazetteer") != new["gazetteer"]:
        then, now = _label(old), _label(new)
        what = "its places were edited" if then == now else f"{then} then, {now} now"
        reasons.append(f"the gazetteer has changed: {what}")
    before, after = (cast("dict[str, object]", each.get("options", {})) for each in (old, new))
    for name in sorted(after.keys() | before.keys()):
        if before.get(name) != after.get(name):
            was, is_now = json.dumps(before.get(name)), json.dumps(after.get(name))
            reasons.append(f"{_SPELT.get(name, '--' + name.replace('_', '-'))} was {was} and is {is_now}")
    then_inputs, inputs = (
        {str(each[0]): each[1:] for each in cast("list[list[object]]", of.get("inputs", []))}
        for of in (old, new)
    )
    reasons += [f"the input {name} was not there before" for name in inputs if name not in then_inputs]
    reasons += [f"the input {name} is missing now" for name in then_inputs if name not in inputs]
    common = inputs.keys() & then_inputs.keys()
    reasons += [
        f"the input {name} has changed" for name in sorted(common) if then_inputs[name] != inputs[name]
    ]
    if not reasons and old != new:
        reasons.append("the inputs are in another order")
    return reasons


def _label(identity: Mapping[str, object]) -> object:
    found = identity.get("gazetteer")
    return found[0] if isinstance(found, list) and found else "none"


class Journal:
    """The state file of one run, open for writing."""

    def __init__(self, path: Path, stream: BinaryIO, identity: Record, checkpoint: Checkpoint) -> None:
        """Wrap an open file; `Journal.begin` and `Journal.go_on` are the ways to get one."""
        self._path = path
        self._stream = stream
        self._identity = identity
        self.checkpoint = checkpoint

    @classmethod
    def begin(cls, path: Path, identity: Record) -> Self:
        """Begin a run afresh, forgetting an earlier one."""
        _lock(path)
        stream = _write_whole(path, [identity])
        return cls(path, stream, identity, Checkpoint())

    @classmethod
    def go_on(cls, path: Path, identity: Record, *, output: int, errors: int) -> Self:
        """Go on with an earlier run from the last checkpoint that the files on the disk still hold.

        Args:
            path: The state file.
            identity: What the run is now.
            output: Bytes of the output on the disk.
            errors: Bytes of the errors file on the disk.

        Raises:
            TargetError: It was another run; the message says in what.
        """
        _lock(path)
        old, checkpoints = read_state(path) or (identity, [])
        if reasons := differences(old, identity):
            name = path.name.removesuffix(".run")
            remedy = "undo that, or start again with --force"
            raise TargetError(f"{name}: cannot be resumed: {'; '.join(reasons)}; {remedy}")
        held = [each for each in checkpoints if each.output <= output and each.errors <= errors]
        checkpoint = held[-1] if held else Checkpoint()
        stream = _write_whole(path, [identity, *([_packed(checkpoint)] if held else [])])
        return cls(path, stream, identity, checkpoint)

    def note(self, checkpoint: Checkpoint) -> None:
        """Remember that the output holds so much; it must have been handed to the system before."""
        self.checkpoint = checkpoint
        self._stream.write(orjson.dumps(_packed(checkpoint)) + b"\n")

    def finish(self) -> None:
        """Remember that the run is finished, and close the file."""
        self._stream.close()
        self.checkpoint = replace(self.checkpoint, finished=True)
        _write_whole(self._path, [self._identity, _packed(self.checkpoint)]).close()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def read_state(path: Path) -> tuple[Record, list[Checkpoint]] | None:
    """What a run was and its checkpoints; None if there is no state, or none that can be read."""
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return None
    parsed = []
    for line in lines:
        try:
            parsed.append(orjson.loads(line))
        except orjson.JSONDecodeError:
            break
        if not line.endswith(b"\n"):
            parsed.pop()
    if not parsed or not isinstance(parsed[0], dict):
        return None
    return parsed[0], [Checkpoint(*each) for each in parsed[1:]]


def _packed(checkpoint: Checkpoint) -> list[object]:
    return list(asdict(checkpoint).values())


def _write_whole(path: Path, lines: Iterable[object]) -> BinaryIO:
    """Replace a file at once by these lines, and leave it open for more."""
    new = path.with_name(path.name + ".new")
    stream = new.open("wb", buffering=0)
    stream.write(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    os.fsync(stream.fileno())
    new.replace(path)
    _lock_stream(stream, path)
    return stream


def _lock(path: Path) -> None:
    """Make sure that no other process works on that run."""
    if path.exists():
        with path.open("rb") as stream:
            _lock_stream(stream, path)


def _lock_stream(stream: BinaryIO, path: Path) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        name = path.name.removesuffix(".run")
        raise TargetError(f"{name}: another process is writing it; wait for it, or end it") from None
