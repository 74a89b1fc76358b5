"""Worker processes: each works on one item at a time, and may die of it without harm to the others.

The pools of the standard library lose all their work with one worker (`concurrent.futures`), or wait for it for ever
(`multiprocessing.Pool`), and neither can stop a task; hence this one. It has a pipe to each worker, so that it always
knows what a worker died of.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import connection
from multiprocessing.process import BaseProcess

from thbextract.batch.items import Item
from thbextract.batch.spool import PART, Spool
from thbextract.errors import InputError, ThbextractError, WorkerError
from thbextract.records import Extraction

NEVER = float("inf")
WINDOW = 64
"""Items for each worker that may be done before their turn: one slow document must not keep the others waiting."""
GRACE = 5
"""Seconds after which a worker that should have been stopped ends itself: who should have done it may be dead."""


@dataclass(frozen=True, slots=True)
class Task:
    """What workers do: `prepare` once, `work` for each item; `lost` tells of an item that a worker did not survive."""

    work: Callable[[Item], Extraction]
    lost: Callable[[Item, InputError], Extraction]
    prepare: Callable[[], object]


@dataclass(frozen=True, slots=True)
class _InParts:
    """An extraction whose claims follow in parts."""

    extraction: Extraction
    claims: int
    parts: int


def _serve(pipe: connection.Connection, ends: Sequence[connection.Connection], task: Task, timeout: float) -> None:
    """The life of a worker: ready, then items in and extractions out until the other end is closed.

    `ends` are the batch's ends of this and other pipes, which a forked worker has too: as long as anybody holds one,
    nobody at its other end notices that the batch is dead.
    """
    for end in ends:
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the batch, which ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with contextlib.suppress(EOFError, OSError):
        pipe.send(_tried(task.prepare))
        while True:
            item = pipe.recv()
            _end_yourself_after(timeout + GRACE if timeout else 0)
            done = _tried(partial(task.work, item))
            _end_yourself_after(0)
            _give(pipe, done)


def _give(pipe: connection.Connection, done: object) -> None:
    """Send what was done; very many claims part by part, for nobody has the memory for all of them twice."""
    if not isinstance(done, Extraction) or len(done.claims) <= PART:
        pipe.send(done)
        return
    begins = range(0, len(done.claims), PART)
    pipe.send(_InParts(replace(done, claims=()), len(done.claims), len(begins)))
    for begin in begins:
        pipe.send(done.claims[begin : begin + PART])


def _taken(pipe: connection.Connection) -> object:
    """What `_give` has sent."""
    answer = pipe.recv()
    if not isinstance(answer, _InParts):
        return answer
    return replace(answer.extraction, claims=Spool((pipe.recv_bytes() for _ in range(answer.parts)), answer.claims))


def _tried(work: Callable[[], object]) -> object:
    try:
        return work()
    except ThbextractError as error:
        return error


def _end_yourself_after(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


@dataclass(slots=True)
class Worker:
    """A process and our end of the pipe to it.

    `item` is what it works on, `at` the place of that in the batch, `deadline` (monotonic) when it must be done.
    """

    process: BaseProcess
    pipe: connection.Connection
    ready: bool = False
    item: Item | None = None
    at: int = -1
    deadline: float = NEVER

    @property
    def free(self) -> bool:
        """Whether it waits for work."""
        return self.ready and self.item is None

    def take(self, at: int, item: Item, timeout: float) -> None:
        """Hand it an item."""
        self.at, self.item = at, item
        self.deadline = time.monotonic() + timeout if timeout else NEVER
        with contextlib.suppress(OSError):  # it is dead: that is noticed when its answer is asked for
            self.pipe.send(item)

    def answer(self) -> object:
        """What it gives back, and it is free again.

        Raises:
            InputError: `timeout` if it is late, `died` if it is dead.
        """
        try:
            if self.pipe.poll():
                answer = _taken(self.pipe)
                self.item, self.ready, self.deadline = None, True, NEVER
                return answer
        except (EOFError, OSError):
            remedy = "try it alone, with more memory"
            raise InputError("the process that read it died (out of memory, or killed)", remedy, "died") from None
        raise InputError("took too long, and was stopped", "give it more time with --timeout, or split it", "timeout")

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@dataclass
class Pool:
    """Workers that are made when there is work, and made again when they die; `timeout` in seconds, 0 for none."""

    task: Task
    jobs: int
    timeout: float
    workers: list[Worker] = field(default_factory=list)

    def run(self, items: Iterable[Item], *, ordered: bool) -> Iterator[tuple[int, Extraction]]:
        """Extractions with the places of their items, in the order of the items or as they are done.

        Raises:
            WorkerError: if no process can be started.
            ThbextractError: what the work raises, unless it is the failure of one item.
        """
        waiting = enumerate(items)
        done: dict[int, Extraction] = {}
        due, more = 0, True
        try:
            while more or done or any(worker.item for worker in self.workers):
                more = more and self._hand_out(waiting, due)
                self._collect(done, wait=due not in done if ordered else not done)
                more = more and self._hand_out(waiting, due)  # nobody waits while what is done is written
                while due in done if ordered else done:
                    at = due if ordered else next(iter(done))
                    yield at, done.pop(at)
                    due += 1
        finally:
            for worker in self.workers:
                worker.end()
            self.workers.clear()

    def _hand_out(self, waiting: Iterator[tuple[int, Item]], due: int) -> bool:
        """Give work to all who are free, but not too far ahead; False when there is none left."""
        far = due + WINDOW * self.jobs
        while max((worker.at for worker in self.workers), default=0) < far:
            worker = next((worker for worker in self.workers if worker.free), None)
            if worker is None and len(self.workers) >= self.jobs:
                return True
            if worker is None:
                self._hire()
                continue
            at, item = next(waiting, (-1, None))
            if item is None:
                return False
            worker.take(at, item, self.timeout)
        return True

    def _hire(self) -> None:
        try:
            ours, theirs = multiprocessing.Pipe()
            ends = [ours, *(worker.pipe for worker in self.workers)]
            process = multiprocessing.Process(target=_serve, args=(theirs, ends, self.task, self.timeout), daemon=True)
            process.start()
        except OSError as error:
            raise WorkerError(f"no process can be started ({error.strerror})", "use fewer --jobs") from error
        theirs.close()  # so that the pipe is at its end when the worker is
        self.workers.append(Worker(process, ours))

    def _collect(self, done: dict[int, Extraction], *, wait: bool) -> None:
        """Put into `done` what the workers have by now; wait for the first of them if asked to."""
        busy = [worker for worker in self.workers if not worker.free]
        first = min((worker.deadline for worker in busy), default=0.0)
        timeout = 0.0 if not wait else None if first == NEVER else max(0.0, first - time.monotonic())
        ready = connection.wait([worker.pipe for worker in busy], timeout)
        now = time.monotonic()
        for worker in busy:
            if worker.pipe in ready or worker.deadline <= now:
                self._take_back(worker, done)

    def _take_back(self, worker: Worker, done: dict[int, Extraction]) -> None:
        item = worker.item
        try:
            answer = worker.answer()
        except InputError as error:
            worker.end()
            self.workers.remove(worker)
            if item is None:
                raise WorkerError("processes die before they begin to work", "free some memory") from None
            done[worker.at] = self.task.lost(item, error)
            return
        if isinstance(answer, ThbextractError):
            raise answer
        if isinstance(answer, Extraction):
            done[worker.at] = answer
