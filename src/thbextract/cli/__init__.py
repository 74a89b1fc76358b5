"""The command line: find the command, run it, turn every end it may come to into a message and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from thbextract.cli import completion, messages, streams
from thbextract.errors import ThbextractError

DEFECT = 70
INTERRUPTED = 130


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))


def run(argv: Sequence[str]) -> int:
    """Run `thbextract` with these arguments and give its exit code."""
    _end_like_ctrl_c()
    try:
        code = _dispatch(argv)
        streams.flush()
        if code == INTERRUPTED:  # the parser has caught the interrupt, and says nothing
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        messages.error("interrupted")
        return INTERRUPTED
    except streams.Closed:
        return 0
    except ThbextractError as error:
        messages.error(str(error))
        return error.exit_code
    except Exception as error:
        if full := streams.full_output(error):  # the parser has written help, and knows no error of ours
            messages.error(str(full))
            return full.exit_code
        return _foreign(error, argv)
    return code


def _end_like_ctrl_c() -> None:
    """Let a request to end (of `kill`, `timeout`, a closing terminal) run what tidies up, as Ctrl-C does."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _dispatch(argv: Sequence[str]) -> int:
    """A command's name stands first; without one the arguments are what is to be extracted."""
    line = completion.line_to_complete()
    words = argv if line is None else line
    if words and words[0] in completion.NAMED:
        from thbextract.cli.commands import command
    else:
        from thbextract.cli.extract import command
    code = command().main(args=list(argv), prog_name="thbextract", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _foreign(error: Exception, argv: Sequence[str]) -> int:
    """The exit code of an error that is not ours: wrong usage that the parser found, else a defect."""
    # Typer keeps the Click that it carries to itself, so its errors are known by what they have.
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):
        cause = error.format_message().rstrip(".")
        messages.error(f"{cause}; see thbextract --help")
        return 2
    if "--verbose" in argv:
        messages.traceback()
    messages.error(
        f"internal error: {type(error).__name__}: {error}; please report it with the command "
        "(--verbose shows the traceback)"
    )
    return DEFECT
