"""Worker processes that take chunks of work, keep the order of the results, and may die.

`concurrent.futures` breaks as a whole when one of its processes dies and cannot tell over which
task; here each worker has a pipe of its own, so that exactly the chunk it had is done again.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD: Final = 4
"""Chunks read ahead for each worker, so that one slow chunk does not let the others wait at once."""
_LIVES: Final = 2
"""A chunk that ended so many workers is done item by item; an item that did is given up."""


@dataclass(slots=True, eq=False)
class _Part(Generic[T, R]):
    """Some items that go to a worker together."""

    items: Sequence[T]
    deaths: int = 0
    result: R | None = None
    error: BaseException | None = None
    finished: bool = False


@dataclass(slots=True, eq=False)
class _Worker(Generic[T, R]):
    process: Any
    pipe: Connection
    part: _Part[T, R] | None = None


@dataclass(slots=True)
class Pool(Generic[T, R]):
    """Processes that run one function over chunks.

    Use it as a context manager: the processes start with it, so that they share what this process
    has loaded by then, and end with it. Workers do not outlive this process, and leave Ctrl-C to it.

    Attributes:
        work: The function; it must be picklable where processes cannot be forked.
        processes: How many workers.
        give_up: What comes of items that ended every worker that took them.
        dumps: Makes bytes of a result, in the worker.
        loads: Makes a result of bytes, here.
        start_method: As in `multiprocessing`; forked workers share what is loaded, others load it anew.
    """

    work: Callable[[Sequence[T]], R]
    processes: int
    give_up: Callable[[Sequence[T]], R]
    dumps: Callable[[R], bytes] = pickle.dumps
    loads: Callable[[bytes], R] = pickle.loads
    start_method: str = "fork" if sys.platform == "linux" else "spawn"
    _workers: list[_Worker[T, R]] = field(default_factory=list)

    def __enter__(self) -> Pool[T, R]:
        for _ in range(self.processes):
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            if worker.part is not None:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
        self._workers.clear()

    def map(self, chunks: Iterator[Sequence[T]]) -> Iterator[R]:
        """Yield the results of the chunks, in order; several for a chunk that had to be taken apart.

        No more than a few chunks a worker are read ahead.

        Raises:
            Exception: What the work or the chunks raised, at its place in the order.
        """
        slots: deque[list[_Part[T, R]]] = deque()
        waiting: deque[_Part[T, R]] = deque()
        failure: BaseException | None = None
        more = True
        while more or slots:
            while more and len(waiting) < self.processes and len(slots) < self.processes * _AHEAD:
                try:
                    part: _Part[T, R] = _Part(next(chunks))
                except StopIteration:
                    more = False
                except Exception as error:  # noqa: BLE001 - it is raised when its turn comes
                    more, failure = False, error
                else:
                    slots.append([part])
                    waiting.append(part)
                    self._assign(waiting)
            self._assign(waiting)
            yield from self._in_order(slots)
            if any(worker.part for worker in self._workers):
                self._collect(slots, waiting)
        if failure is not None:
            raise failure

    @staticmethod
    def _in_order(slots: deque[list[_Part[T, R]]]) -> Iterator[R]:
        while slots and all(part.finished for part in slots[0]):
            for part in slots.popleft():
                if part.error is not None:
                    raise part.error
                yield part.result  # type: ignore[misc]

    def _assign(self, waiting: deque[_Part[T, R]]) -> None:
        for index, worker in enumerate(self._workers):
            if worker.part is None and waiting:
                worker.part = waiting.popleft()
                try:
                    worker.pipe.send(worker.part.items)
                except OSError:
                    # It died while it had nothing to do; the part is not to blame.
                    waiting.appendleft(worker.part)
                    self._replace(index)

    def _collect(self, slots: deque[list[_Part[T, R]]], waiting: deque[_Part[T, R]]) -> None:
        """Wait until a worker answers or dies."""
        ready = wait([worker.pipe for worker in self._workers if worker.part is not None])
        for index, worker in enumerate(self._workers):
            part = worker.part
            if part is None or worker.pipe not in ready:
                continue
            try:
                failed, content = pickle.loads(worker.pipe.recv_bytes())  # noqa: S301 - from a child of ours
            except (EOFError, OSError):
                self._replace(index)
                self._mourn(part, slots, waiting)
                continue
            worker.part = None
            part.finished = True
            if failed:
                part.error = content
            else:
                part.result = self.loads(content)

    def _mourn(self, part: _Part[T, R], slots: deque[list[_Part[T, R]]], waiting: deque[_Part[T, R]]) -> None:
        """Do a part again whose worker died; at the second time each of its items by itself."""
        part.deaths += 1
        if part.deaths < _LIVES:
            waiting.appendleft(part)
        elif len(part.items) == 1:
            part.result, part.finished = self.give_up(part.items), True
        else:
            singles = [_Part[T, R]([item], part.deaths - 1) for item in part.items]
            slot = next(each for each in slots if part in each)
            slot[:] = singles
            waiting.extendleft(reversed(singles))

    def _start(self) -> None:
        method = self.start_method
        context = multiprocessing.get_context(method)
        ours, theirs = context.Pipe()
        # A forked worker holds copies of our ends; unless it closes them, it outlives us.
        inherited = [worker.pipe for worker in self._workers] + [ours] if method == "fork" else []
        process = context.Process(target=_serve, args=(theirs, inherited, self.work, self.dumps), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def _replace(self, index: int) -> None:
        dead = self._workers.pop(index)
        dead.pipe.close()
        dead.process.join()
        dead.process.close()
        self._start()
        self._workers.insert(index, self._workers.pop())


def _serve(
    pipe: Connection,
    inherited: Sequence[Connection],
    work: Callable[[Sequence[T]], R],
    dumps: Callable[[R], bytes],
) -> None:
    """Answer chunks until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for each in inherited:
        each.close()
    # What was loaded before the work never becomes garbage; looking through it costs a tenth of the time.
    gc.freeze()
    while True:
        try:
            items = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool, object] = (False, dumps(work(items)))
        except Exception as error:  # noqa: BLE001 - it is raised where the results are read
            answer = (True, error)
        try:
            pipe.send_bytes(pickle.dumps(answer))
        except (BrokenPipeError, ConnectionError):
            return
