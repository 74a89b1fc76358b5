"""Many claims of one document, kept in a file without a name: a part of them is in memory."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from thbextract.errors import OutputError
from thbextract.records import Claim

PART = 2_000
"""Claims that are kept and read together, some two megabytes."""


class Spool(Sequence[Claim]):
    """Claims as a worker pickled them, part by part; each but the last has `PART` of them.

    The file is in the folder for temporary files, and gone with the process whatever ends that.

    Raises:
        OutputError: if the file can't be written.
    """

    def __init__(self, parts: Iterable[bytes], count: int) -> None:
        self._count = count
        self._places = [0]
        self._nth = -1
        self._part: tuple[Claim, ...] = ()
        import tempfile  # not for a run without long texts

        try:
            self._file = tempfile.TemporaryFile(prefix="thbextract-")  # noqa: SIM115 — open as long as it is asked
        except OSError as error:
            raise _full(error) from error
        for part in parts:
            self._add(part)

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError):  # it could not be opened
            self._file.close()

    def _add(self, part: bytes) -> None:
        try:
            self._file.write(part)
        except OSError as error:
            raise _full(error) from error
        self._places.append(self._places[-1] + len(part))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Claim: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Claim, ...]: ...

    def __getitem__(self, at: int | slice) -> Claim | tuple[Claim, ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(self._count)))
        if not -self._count <= at < self._count:
            raise IndexError(at)
        nth, inner = divmod(at % self._count, PART)
        return self._read(nth)[inner]

    def __iter__(self) -> Iterator[Claim]:
        for nth in range(len(self._places) - 1):
            yield from self._read(nth)

    def _read(self, nth: int) -> tuple[Claim, ...]:
        """A part, which is kept until another one is asked for."""
        if nth != self._nth:
            self._file.seek(self._places[nth])
            self._part = pickle.loads(self._file.read(self._places[nth + 1] - self._places[nth]))
            self._nth = nth
        return self._part


def _full(error: OSError) -> OutputError:
    cause = f"a temporary file can't be written ({error.strerror})"
    return OutputError(cause, "free space, or name another folder in TMPDIR")
