"""Run what the documentation shows and write down what comes out: `python tests/update_docs.py`.

Three kinds of blocks are kept by machine, everything else by hand:

- a fence `console`: each line `$ command` is run in the project's folder; what it prints follows it;
- a fence `pycon`: each `>>> statement` is run, all of one page in one namespace;
- what stands between `<!-- generated: NAME -->` and `<!-- end -->`: the function of that name makes it.

A test renders the pages in the same way and compares, so that no page shows what the tool does not do.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

from thbextract import checks, cli, errors, reasons, records
from thbextract.series import FINDING_KINDS, NOT_COMPARABLE
from thbextract.writers.rows import COLUMNS

PROJECT = Path(__file__).resolve().parent.parent
PAGES = (PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md")))
WIDTH = "100"
"""Columns of the terminal that the pages show."""
FENCE = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GENERATED = re.compile(r"(<!-- generated: ([\w-]+)(?: (\S+))? -->\n).*?(<!-- end -->)", re.DOTALL)
FOR_THE_SHELL = re.compile(r"[|<>&;]")
CORPORA = {"samples": "samples", "world": "samples/world", "phenomena": "samples/phenomena"}


class Defect(Exception):  # noqa: N818
    """A command that a page shows has failed by a fault of the tool."""


def render(page: str) -> str:
    """The page with everything that a machine keeps made anew."""
    names: dict[str, Any] = {"__name__": "__main__"}
    fences: dict[str, Callable[[str], str]] = {"console": console, "pycon": lambda body: pycon(body, names)}
    with shell():
        page = GENERATED.sub(lambda m: f"{m[1]}{MAKERS[m[2]](*filter(None, [m[3]]))}\n{m[4]}", page)
        return FENCE.sub(lambda m: f"```{m[1]}\n{fences[m[1]](m[2])}```", page)


@contextlib.contextmanager
def shell() -> Iterator[None]:
    """A folder that looks like the project's, where commands may write; nothing of the user's settings."""
    kept = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("samples", "patterns"):
            (Path(folder) / name).symlink_to(PROJECT / name)
        for name in [*kept]:
            if name.startswith("THBEXTRACT_") or name in ("NO_COLOR", "FORCE_COLOR", "PYTHONUNBUFFERED"):
                del os.environ[name]
        os.environ |= {"COLUMNS": WIDTH, "PATH": sysconfig.get_path("scripts") + os.pathsep + kept.get("PATH", "")}
        try:
            with contextlib.chdir(folder):
                yield
        finally:
            os.environ.clear()
            os.environ |= kept


# ------------------------------------------------------------------ fences


def console(body: str) -> str:
    """The commands of a fence, each with what it prints: data first, then what goes to stderr."""
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_trimmed(_sound(command))}" for command in commands)


def _sound(command: str) -> str:
    """What a command prints; a defect is nothing to be documented."""
    output = _output(command)
    if "internal error:" in output:
        raise Defect(f"{command}: {output.strip()}")
    return output


def _output(command: str) -> str:
    if FOR_THE_SHELL.search(command) or not command.startswith("thbextract "):
        ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=False)
        return ended.stdout + ended.stderr
    return "".join(thbextract(*expanded(shlex.split(command)[1:]))[1:])


def expanded(words: list[str]) -> Iterator[str]:
    """The words of a command with file names in the place of patterns that fit any, as a shell gives them."""
    for word in words:
        yield from (sorted(map(str, Path().glob(word))) if "*" in word else []) or [word]


def thbextract(*argv: str) -> tuple[int, str, str]:
    """Run the command line in this process: exit code, stdout, stderr."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(3)]
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        code = cli.run(argv)
        for stream in streams[1:]:
            stream.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
    out, err = (stream.detach().getvalue().decode() for stream in streams[1:])
    return code, out, err


def pycon(body: str, names: dict[str, Any]) -> str:
    """The statements of a fence, each with what it prints."""
    parts = []
    for example in doctest.DocTestParser().get_examples(body):
        first, *rest = example.source.splitlines()
        parts.append("\n".join([f">>> {first}", *(f"... {line}".rstrip() for line in rest)]) + "\n")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example.source, "<page>", "single"), names)
        parts.append(_trimmed(printed.getvalue()))
    return "".join(parts)


def _trimmed(text: str) -> str:
    """Lines without blanks at their end, without empty lines around, with one line end at the end."""
    lines = "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
    return f"{lines}\n" if lines else ""


# ------------------------------------------------------------------ generated


def content(path: str) -> str:
    """A file of the project, as it is."""
    language = Path(path).suffix[1:].replace("txt", "text")
    return f"```{language}\n{(PROJECT / path).read_text('utf-8')}```"


def quality() -> str:
    """What `thbextract score` says of the samples."""
    rows = [
        "| corpus | documents | claims (core) | precision | recall | F1 | F1 of whole rows |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for name, folder in CORPORA.items():
        gold, texts = f"{folder}/gold", f"{folder}/texts"
        _, out, _ = thbextract("score", gold, texts, "-f", "json")
        core, row = json.loads(out)["core"], json.loads(out)["row_core"]
        ratios = " | ".join(f"{core[ratio]:.3f}" for ratio in ("precision", "recall", "f1"))
        documents = sum(1 for _ in Path(gold).glob("*.json"))
        rows.append(f"| {name} | {documents} | {core['tp'] + core['fn']} | {ratios} | {row['f1']:.3f} |")
    return "\n".join(rows)


def problem_codes() -> str:
    """The codes of `problems`."""
    rows = ["| code | what | the input counts as |", "| --- | --- | --- |"]
    for code, meaning in errors.PROBLEM_CODES.items():
        rows.append(f"| `{code}` | {meaning} | {'failed' if code in errors.FAILURES else 'read'} |")
    return "\n".join(rows)


def doubt_codes() -> str:
    """The codes of `review`."""
    rows = ["| code | what |", "| --- | --- |"]
    return "\n".join([*rows, *(f"| `{code}` | {meaning} |" for code, meaning in checks.DOUBT_CODES.items())])


def explained() -> str:
    """The codes of `reason`, with what each makes of a number."""
    rows = ["| code | outcome | what |", "| --- | --- | --- |"]
    for code, reason in reasons.REASONS.items():
        rows.append(f"| `{code}` | `{reason.outcome}` | {reason.meaning} |")
    return "\n".join(rows)


def not_comparable() -> str:
    """The reasons why a figure has no growth."""
    return "\n".join(f"- {meaning}" for meaning in NOT_COMPARABLE.values())


def findings() -> str:
    """The kinds of findings with what they mean."""
    return "\n".join(
        ["| kind | meaning |", "| --- | --- |", *(f"| `{k}` | {told} |" for k, told in FINDING_KINDS.items())]
    )


def columns() -> str:
    """The columns of CSV and TSV, in their order."""
    return ", ".join(f"`{name}`" for name in COLUMNS)


def values() -> str:
    """What the closed fields may hold."""
    closed = {
        "category": records.Category,
        "qualifier": records.Qualifier,
        "status": records.Status,
        "sex": records.Sex,
        "age_group": records.AgeGroup,
        "exploitation": records.Exploitation,
        "period_basis": records.PeriodBasis,
        "issuer_basis": records.IssuerBasis,
    }
    rows = ["| field | values |", "| --- | --- |"]
    for name, kind in closed.items():
        rows.append(f"| `{name}` | {', '.join(f'`{value}`' for value in get_args(kind))} |")
    return "\n".join(rows)


def files() -> str:
    """The modules of the package with what they say of themselves."""
    source = PROJECT / "src" / "thbextract"
    rows = ["| file | what it does |", "| --- | --- |"]
    for path in sorted(source.rglob("*.py"), key=lambda path: (path.parent, path.name)):
        said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        first = " ".join(said.split("\n\n")[0].split()).replace("|", "\\|")
        if path.name != "__init__.py" or path.parent == source:
            rows.append(f"| `{path.relative_to(source).as_posix()}` | {first} |")
    return "\n".join(rows)


MAKERS: dict[str, Callable[..., str]] = {
    "file": content,
    "quality": quality,
    "problem-codes": problem_codes,
    "doubt-codes": doubt_codes,
    "reasons": explained,
    "columns": columns,
    "values": values,
    "files": files,
    "not-comparable": not_comparable,
    "findings": findings,
}


def main() -> int:
    """Write every page anew and say which have changed."""
    failed = 0
    for path in PAGES:
        before = path.read_text("utf-8")
        try:
            after = render(before)
        except Defect as defect:
            print(f"{path.relative_to(PROJECT)}: left as it was: {defect}", file=sys.stderr)
            failed += 1
            continue
        if after != before:
            path.write_text(after, "utf-8")
            print(f"{path.relative_to(PROJECT)}: written anew")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
