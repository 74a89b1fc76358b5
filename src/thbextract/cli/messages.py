"""What goes to stderr: one line a message, with nothing in it that could steer a terminal."""

from __future__ import annotations

import contextlib
import logging
import sys

from thbextract.writers.visible import visible


def error(message: str) -> None:
    """Write a message of the program itself."""
    line(f"thbextract: {message}")


def line(message: str) -> None:
    """Write one line. A stderr that is closed is no reason to stop: data is still asked for."""
    with contextlib.suppress(OSError, ValueError):
        print(visible(message), file=sys.stderr)


def traceback() -> None:
    """Write the traceback of the exception that is being handled."""
    import traceback as tracebacks

    with contextlib.suppress(OSError, ValueError):
        tracebacks.print_exc(file=sys.stderr)


def show_log() -> None:
    """Let the package's log records through, tracebacks of defects among them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    logger = logging.getLogger("thbextract")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.DEBUG)
