"""The peers of the tool, measured in an environment of their own: quantulum3 and Microsoft's Recognizers-Text.

They are what one would take instead: libraries that find numbers, amounts and dates in English prose. Their
dependencies do not agree with ours, so they run in a virtual environment that `environment` makes, with versions that
import together (`recognizers-text` breaks with emoji 2). This file is also what runs inside of that environment.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PINS = ("quantulum3==0.10.0", "recognizers-text-suite==1.0.2a2", "emoji==1.7.0", "setuptools<81")
NAMES = ("quantulum3", "recognizers")
SECONDS = 300  # that pip may take


class NoPeersError(Exception):
    """The environment of the peers can't be made or does not run."""


def environment(folder: Path) -> Path:
    """The interpreter of an environment with the peers in it; made if it is not there.

    Raises:
        NoPeersError: if the package index has them not, or they do not import.
    """
    python = folder / "bin" / "python"
    if not python.exists():
        _run([sys.executable, "-m", "venv", str(folder)])
    try:
        _run([str(python), "-c", "import quantulum3, recognizers_suite"])
    except NoPeersError:
        _run([str(python), "-m", "pip", "install", "--quiet", *PINS])
        _run([str(python), "-c", "import quantulum3, recognizers_suite"])
    return python


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.CalledProcessError as error:
        raise NoPeersError((error.stderr.strip().splitlines() or ["no message"])[-1]) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoPeersError(str(error)) from error
    return done.stdout


def classifier_is_on(python: Path) -> bool:
    """Whether quantulum3 tells units of one spelling apart by its classifier, for which it needs scikit-learn."""
    code = "from quantulum3 import classifier as c; print(bool(c.USE_CLF))"
    return _run([str(python), "-W", "ignore", "-c", code]).strip() == "True"


def seconds(python: Path, name: str, texts: list[str], warm: list[str]) -> float:
    """Processor seconds that a peer takes for texts, after it has warmed up on others."""
    with_texts = json.dumps({"name": name, "texts": texts, "warm": warm})
    command = [str(python), "-W", "ignore", str(Path(__file__).resolve())]
    done = subprocess.run(command, input=with_texts, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoPeersError(f"{name}: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    return float(done.stdout.split()[-1])


# ------------------------------------------------------------------ inside of the environment


def _quantulum() -> Callable[[str], object]:
    from quantulum3 import parser  # type: ignore[import-not-found]

    return lambda text: parser.parse(text)


def _recognizers() -> Callable[[str], object]:
    import recognizers_suite  # type: ignore[import-not-found]

    english = recognizers_suite.Culture.English
    kinds = [getattr(recognizers_suite, name) for name in dir(recognizers_suite) if name.startswith("recognize_")]
    return lambda text: [kind(text, english) for kind in kinds]


def _inside() -> None:
    asked = json.load(sys.stdin)
    read = {"quantulum3": _quantulum, "recognizers": _recognizers}[asked["name"]]()
    for text in asked["warm"]:
        read(text)
    begin = time.process_time()
    for text in asked["texts"]:
        read(text)
    print(time.process_time() - begin)


if __name__ == "__main__":
    _inside()
