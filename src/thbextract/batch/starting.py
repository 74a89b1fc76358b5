"""How a process of ours starts sooner. A process that is somebody else's is left as it is.

Half of what a run on one press release costs is to import spaCy. Two things in that are of no use here: spaCy's own
command line, which it imports with everything that downloads and trains models need, and Python's garbage collector,
which looks through all that is being made again and again and finds nothing to free.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from thbextract.later import later

COMMANDS, INFO = "spacy.cli", "spacy.cli.info"
"""What `spacy/__init__.py` imports of its command line (spaCy 3.8): a package, and in it the module with `info`."""


@contextmanager
def quick_start() -> Iterator[None]:
    """Import and build in this block what all work needs: it stays as long as the process does."""
    gc.disable()
    try:
        with _spacy_without_commands():
            yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _spacy_without_commands() -> Iterator[None]:
    """Within the block spaCy is imported without its command line; behind it that can be imported as ever."""
    if "spacy" in sys.modules:
        yield
        return
    empty, info = ModuleType(COMMANDS), ModuleType(INFO)
    vars(info)["info"] = later(INFO, "info")
    sys.modules |= {COMMANDS: empty, INFO: info}
    try:
        yield
    finally:
        for name, stand_in in ((COMMANDS, empty), (INFO, info)):
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
