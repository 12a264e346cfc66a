"""A batch run from beginning to end: read, geoparse, write, remember how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

from geocoder.batch.assemble import assemble
from geocoder.batch.encoders import Encoder, dump, make_encoder
from geocoder.batch.inputs import Input, expand
from geocoder.batch.journal import Checkpoint, Journal, TargetError, identify, read_state
from geocoder.batch.options import Options
from geocoder.batch.outputs import ASSEMBLED, STANDARD_OUTPUT, output_format
from geocoder.batch.readers import read, read_one
from geocoder.batch.rows import Fault, Item
from geocoder.batch.streams import Meter
from geocoder.batch.target import Target, check_targets, is_special, size_of
from geocoder.batch.work import Done, Work, lost
from geocoder.parallel.chunks import chunked
from geocoder.parallel.pool import Pool
from geocoder.pipeline import Geocoder

Watch = Callable[[Checkpoint, Meter], None]
OnFault = Callable[[Fault], None]

_HEAD: Final = 1000
"""So many records of standard input are looked at for the columns of a table."""


class Interrupted(KeyboardInterrupt):
    """The run was interrupted; what is done is written, and it can be gone on with.

    Attributes:
        checkpoint: How far it came.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        super().__init__(f"interrupted after {checkpoint.documents} documents")
        self.checkpoint = checkpoint


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    Attributes:
        total: What the output holds now.
        earlier: What it held before, from a run that was gone on with.
    """

    total: Checkpoint
    earlier: Checkpoint


def run_batch(
    inputs: Iterable[str],
    output: str,
    *,
    geocoder: Geocoder | None = None,
    options: Options | None = None,
    errors: str | None = None,
    processes: int = 1,
    resume: bool = False,
    force: bool = False,
    watch: Watch = lambda _checkpoint, _meter: None,
    on_fault: OnFault = lambda _fault: None,
) -> Summary:
    """Geoparse all documents of the inputs into one output, in order and in constant memory.

    While it runs, and after, ``OUTPUT.run`` beside the output tells how far it is; formats that
    cannot grow piece by piece are made at the end from ``OUTPUT.parts``.

    Args:
        inputs: Files, folders, globs, or ``-`` for standard input.
        output: The file to write, or ``-`` for standard output.
        geocoder: The geocoder; one over the bundled gazetteers if None.
        options: How to read and what to write.
        errors: File for the records that cannot be used, in JSON Lines.
        processes: How many to work with; 1 works in this one.
        resume: Go on with an earlier run that was cut off; without one, begin.
        force: Overwrite the output and the errors file.
        watch: Called after each chunk that was written.
        on_fault: Called with each record that cannot be used.

    Raises:
        TargetError: The output cannot be written, or not be gone on with.
        InputError: The inputs cannot be told.
        Interrupted: Somebody pressed Ctrl-C.
        OSError: Writing failed, as on a full disk; what was done can be gone on with.
    """
    options = options or Options()
    sources = expand(inputs, input_format=options.input_format)
    written = output_format(output, options.output_format)
    files = [Path(name) for name in (output, errors) if name is not None and name != STANDARD_OUTPUT]
    check_targets(files, sources, may_replace=force or resume)
    geocoder = geocoder or Geocoder()
    run = _Run(sources, output, written, geocoder, options, errors, processes, watch, on_fault)
    return run.go(resume=resume, force=force)


@dataclass(frozen=True, slots=True)
class _Run:
    sources: list[Input]
    output: str
    format: str
    geocoder: Geocoder
    options: Options
    errors: str | None
    processes: int
    watch: Watch
    on_fault: OnFault

    @property
    def grows(self) -> str:
        """The file that grows while the run goes on."""
        return f"{self.output}.parts" if self.format in ASSEMBLED else self.output

    def go(self, *, resume: bool, force: bool) -> Summary:
        """Do the run, or what is left of it."""
        journal = self._journal(resume=resume, force=force)
        earlier = journal.checkpoint if journal else Checkpoint()
        if journal and earlier.finished:
            journal.close()
            return Summary(earlier, earlier)
        meter = Meter(sum(each.size for each in self.sources) if _all_files(self.sources) else 0)
        items, encoder = self._prepare(meter)
        with ExitStack() as stack:
            target = Target.open(
                self.grows,
                earlier.output,
                header=encoder.header,
                separator=encoder.separator,
                footer=encoder.footer,
            )
            bad = Target.open(self.errors, earlier.errors) if self.errors else None
            stack.callback(journal.close if journal else lambda: None)
            checkpoint = earlier
            try:
                with closing(self._results(islice(items, earlier.items, None), encoder)) as results:
                    for done in results:
                        checkpoint = self._write(done, target, bad, checkpoint)
                        if journal:
                            journal.note(checkpoint)
                        self.watch(checkpoint, meter)
            except (KeyboardInterrupt, OSError) as error:
                _close(target, bad, checkpoint)
                if isinstance(error, KeyboardInterrupt):
                    self._assemble()
                    raise Interrupted(checkpoint) from None
                raise
            _close(target, bad, None)
            self._assemble()
            if journal:
                journal.finish()
            if self.format in ASSEMBLED:
                Path(self.grows).unlink()
        return Summary(replace(checkpoint, finished=True), earlier)

    def _journal(self, *, resume: bool, force: bool) -> Journal | None:
        """The state beside the output; None for what cannot be gone on with, such as a pipe."""
        if self.output == STANDARD_OUTPUT or is_special(Path(self.output)):
            return None
        path = Path(f"{self.output}.run")
        identity = identify(
            self.sources, self.geocoder.gazetteer, self.options, output=self.format, errors=bool(self.errors)
        )
        state = read_state(path) if resume else None
        if state is not None and not force and not _all_files(self.sources):
            raise TargetError("standard input cannot be read again: save it to a file, or start with --force")
        if state is not None:
            finished = bool(state[1]) and state[1][-1].finished
            held = size_of(Path(self.output if finished else self.grows))
            if held and finished and self.format in ASSEMBLED:
                held = sys.maxsize  # the state counts the bytes of the parts, which are gone
            told = size_of(Path(self.errors)) if self.errors else 0
            try:
                return Journal.go_on(path, identity, output=held, errors=told)
            except TargetError:
                if not force:
                    raise
        elif resume and not force:
            for name in filter(None, (self.output, self.errors)):
                if size_of(Path(name)):
                    remedy = "name another file, or overwrite it with --force"
                    raise TargetError(f"{name} exists, and there is no {path.name} to go on with; {remedy}")
        return Journal.begin(path, identity)

    def _prepare(self, meter: Meter) -> tuple[Iterator[Item], Encoder]:
        """The items to come, and the encoder, which may have to know the columns."""
        items = read(self.sources, self.options, meter)
        if self.format != "csv":
            return items, make_encoder(self.format, self.options, ())
        if _all_files(self.sources):
            found = (item for source in self.sources for item in _telling(source, self.options))
            return items, make_encoder(self.format, self.options, carried_columns(found, self.options))
        head = list(islice(items, _HEAD))
        carried = carried_columns(head, self.options)
        return chain(head, items), make_encoder(self.format, self.options, carried)

    def _results(self, items: Iterator[Item], encoder: Encoder) -> Generator[Done, None, None]:
        work = Work(self.geocoder, encoder, self.options)
        chunks = chunked(items, lambda item: item.size)
        if self.processes == 1:
            yield from map(work, chunks)
            return
        pool: Pool[Item, Done] = Pool(work, self.processes, lost)
        with pool:
            yield from pool.map(chunks)

    def _write(self, done: Done, target: Target, bad: Target | None, before: Checkpoint) -> Checkpoint:
        target.append(done.payload)
        target.flush()
        for fault in done.faults:
            self.on_fault(fault)
            if bad is not None:
                bad.append(dump(fault.to_dict()) + b"\n")
        if bad is not None:
            bad.flush()
        return Checkpoint(
            items=before.items + done.items,
            output=target.size,
            errors=bad.size if bad is not None else 0,
            documents=before.documents + done.documents,
            mentions=before.mentions + done.mentions,
            faults=before.faults + len(done.faults),
        )

    def _assemble(self) -> None:
        if self.format in ASSEMBLED:
            assemble(Path(self.grows), Path(self.output), self.format, self.options)


def carried_columns(items: Iterable[Item], options: Options) -> list[str]:
    """The columns that are carried, in the order in which they come up."""
    from geocoder.batch.rows import Row, to_row  # noqa: PLC0415 - used for tables only

    names: dict[str, None] = {}
    for item in items:
        row = to_row(item, keep_text=options.keep_text)
        if isinstance(row, Row):
            names.update(dict.fromkeys(row.fields))
    return list(names)


def _telling(source: Input, options: Options) -> Iterator[Item]:
    """The items that tell the columns of an input: all of JSON, one of a table."""
    items = read_one(source, options, Meter())
    if source.format in ("jsonl", "json"):
        yield from items
    elif source.format != "txt":
        for item in items:
            yield item
            if not isinstance(item.content, Fault):
                return


def _all_files(sources: Sequence[Input]) -> bool:
    return all(each.path is not None for each in sources)


def _close(target: Target, bad: Target | None, checkpoint: Checkpoint | None) -> None:
    """Close both files; with a checkpoint, cut them back to it."""
    try:
        target.close(checkpoint.output if checkpoint else None)
    finally:
        if bad is not None:
            bad.close(checkpoint.errors if checkpoint else None)
