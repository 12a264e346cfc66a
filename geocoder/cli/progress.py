"""How far a long run is, on standard error: rate and time left; nothing where no terminal is."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from geocoder.batch import Checkpoint
    from geocoder.batch.streams import Meter

_EVERY: Final = 0.2
"""Seconds between two looks of the bar."""


class Progress:
    """A bar on the terminal, drawn between chunks: a thread of its own could not be forked with."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._drawn = 0.0
        self._begun = 0.0
        self._earlier = 0

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.percentage:>3.0f} %"),
                TimeElapsedColumn(),
                TextColumn("left"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                auto_refresh=False,
                transient=True,
            )
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def update(self, checkpoint: Checkpoint, meter: Meter) -> None:
        """Draw the bar anew, if it is time."""
        if self._bar is None:
            return
        now = time.monotonic()
        if self._task is None:
            self._task = self._bar.add_task("", total=meter.total or None)
            self._begun, self._earlier = now, checkpoint.documents
        if now - self._drawn < _EVERY:
            return
        self._drawn = now
        rate = (checkpoint.documents - self._earlier) / max(now - self._begun, 0.001)
        told = f"{checkpoint.documents:,} documents, {rate:,.0f}/s, {checkpoint.mentions:,} mentions"
        if checkpoint.faults:
            told += f", {checkpoint.faults:,} faults"
        self._bar.update(self._task, completed=meter.done, description=told)
        self._bar.refresh()

    def pause(self) -> None:
        """Make room for a line of text."""
        if self._bar is not None and self._task is not None:
            self._bar.console.control()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
