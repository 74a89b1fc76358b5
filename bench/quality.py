"""What a change gained and lost: the measures before and after, then every claim that is judged otherwise.

usage: python bench/quality.py BASE [--field FIELD] [--documents NAME...] [--json] [--fail-on-loss]

The extractor of BASE (a git revision: `main`, `HEAD~1`) and that of the working tree read the same texts:
`samples/`, its phenomena, and the corpus that THBEXTRACT_CORPUS names. Both are scored against the gold of the
working tree, by the scorer of the working tree. Each runs in a process of its own, from a copy of its sources with
its packs inside, so that neither the installed package nor somebody's settings get in between.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from changes import FIELDS, FOUND, KINDS, Change, compare
from gate import PROJECT, corpora, gold_in
from thbextract.cli import streams
from thbextract.cli.score import read_predictions
from thbextract.errors import InputError, ThbextractError, UsageError
from thbextract.evaluate import GoldDocument, Report, score
from thbextract.readers import read_path
from thbextract.writers.visible import visible

Measure = Callable[[Report], float | None]
SOURCES = (("src", "thbextract"), ("patterns",))
RATIOS = ("precision", "recall", "f1")
SHOWN = 45
"""Characters of the text that are shown on each side of a number."""
LABELS = {
    "gained": "+ gained",
    "lost": "- lost",
    "gone": "+ false positive gone",
    "new": "- new false positive",
    "otherwise": "~ otherwise wrong",
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A labelled folder, and what both extractors are worth on it."""

    name: str
    folder: Path
    before: Report
    after: Report
    changes: list[Change]

    @property
    def worse(self) -> bool:
        """Whether anything was lost or wrongly claimed that was not before."""
        return any(change.kind in ("lost", "new") for change in self.changes)


# ------------------------------------------------------------------ two extractors


def commit(revision: str, project: Path = PROJECT) -> str:
    """The hash of a revision.

    Raises:
        UsageError: if git does not know it.
    """
    name = _git(
        project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", said=revision
    )
    return name.decode().strip()


def unpack(revision: str, folder: Path, project: Path = PROJECT) -> Path:
    """Put the sources of a commit into `folder`: what is to stand first on the path of Python."""
    paths = ["/".join(parts) for parts in SOURCES]
    archive = _git(project, "archive", "--format=zip", revision, *paths, said=revision)
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(folder)
    return _furnished(folder)


def copy(folder: Path, project: Path = PROJECT) -> Path:
    """Put the sources of the working tree into `folder`, whether they are committed or not."""
    for parts in SOURCES:
        shutil.copytree(project.joinpath(*parts), folder.joinpath(*parts), ignore=shutil.ignore_patterns("__pycache__"))
    return _furnished(folder)


def _furnished(folder: Path) -> Path:
    """Move the packs into the package, where a wheel has them: there they are found before any installed ones."""
    (folder / "patterns").rename(folder / "src" / "thbextract" / "packs")
    return folder / "src"


def _git(project: Path, *arguments: str, said: str) -> bytes:
    remedy = f"give a revision of {project} that has src/ and patterns/, such as main or HEAD~1"
    try:
        return subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True).stdout
    except FileNotFoundError as error:
        raise UsageError("git is not installed", "install it: the base is taken from the repository") from error
    except subprocess.CalledProcessError as error:
        cause = (error.stderr.decode(errors="replace").strip().splitlines() or ["no such revision"])[-1]
        raise UsageError(f"{said}: {cause}", remedy) from error


def extracted(sources: Mapping[str, Path], texts: Sequence[Path], work: Path) -> dict[str, list[dict[str, Any]]]:
    """What each extractor makes of the texts, as its JSON output holds it; all run at once.

    Args:
        sources: name of an extractor → folder that holds its package.
        texts: absolute paths.
        work: folder for the outputs.

    Raises:
        ThbextractError: if one gives no output.
    """
    running = {name: _start(source, texts, work / f"{name}.json") for name, source in sources.items()}
    codes = {name: process.wait() for name, process in running.items()}
    documents = {}
    for name, code in codes.items():
        try:
            documents[name] = read_predictions(work / f"{name}.json")
        except InputError as error:
            cause = f"the extractor {name} the change ended with exit code {code} and no output"
            raise ThbextractError(cause, "see its message above, and try another base or mend the change") from error
        if code:
            print(f"{name} the change: exit code {code}; what was not read counts as missed", file=sys.stderr)
    return documents


def _start(source: Path, texts: Sequence[Path], output: Path) -> subprocess.Popen[bytes]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("THBEXTRACT_")}
    command = [sys.executable, "-m", "thbextract", "--format", "json", "--quiet", *map(str, texts)]
    with output.open("wb") as stream:
        return subprocess.Popen(command, cwd=source, env=own | {"PYTHONPATH": str(source)}, stdout=stream)


# ------------------------------------------------------------------ scores


def labelled(names: Sequence[str] | None) -> dict[str, tuple[Path, dict[str, GoldDocument]]]:
    """Folder and gold of each corpus, of all documents or of those named; a corpus without any is left out.

    Raises:
        UsageError: if no corpus has a document of a name.
        InputError: if gold can't be read.
    """
    found = {}
    for corpus, folder in corpora().items():
        gold = {name: document for name, document in gold_in(folder).items() if not names or name in names}
        if gold:
            found[corpus] = folder.resolve(), gold
    unknown = set(names or ()) - {name for _, gold in found.values() for name in gold}
    if unknown:
        known = ", ".join(corpora())
        raise UsageError(f"no gold for {', '.join(sorted(unknown))} in {known}", "name documents without .txt")
    return found


def compared(base: str, names: Sequence[str] | None, field: str | None) -> list[Corpus]:
    """Run and score the extractor of commit `base` and that of the working tree."""
    wanted = labelled(names)
    texts = [folder / "texts" / f"{name}.txt" for folder, gold in wanted.values() for name in gold]
    with tempfile.TemporaryDirectory(prefix="quality-") as work:
        sources = {"before": unpack(base, Path(work, "base")), "after": copy(Path(work, "tree"))}
        documents = extracted(sources, texts, Path(work))
    results = []
    for name, (folder, gold) in wanted.items():
        before, after = (
            score(gold, [document for document in documents[side] if Path(document["source"]).parent.parent == folder])
            for side in sources
        )
        results.append(Corpus(name, folder, before, after, compare(before, after, field)))
    return results


def measures(report: Report) -> dict[str, float | None]:
    """The figures of a score by name; None where there is nothing to measure."""
    tallies = {"core": "core", "all": "all", "row core": "row_core", "row all": "row_all"}
    rows: dict[str, float | None] = {
        f"{name} {ratio}": getattr(report.tallies[tally], ratio) for name, tally in tallies.items() for ratio in RATIOS
    }
    rows |= report.fields
    rows |= {f"{name} f1": tally.f1 for name, tally in report.sparse_fields.items()}
    rows |= report.further_fields
    return rows | {f"document {name}": share for name, share in report.document_fields.items()}


# ------------------------------------------------------------------ what is printed


def report(results: Sequence[Corpus]) -> Iterator[str]:
    """All of it for people: the table, then the changes of each corpus."""
    yield from table(results)
    for result in results:
        yield ""
        yield from listing(result)


def table(results: Sequence[Corpus]) -> Iterator[str]:
    """The measures, a column for each corpus: one figure where nothing moved, else before → after and difference."""
    yield f"{'':28}" + "".join(f"{result.name:24}" for result in results).rstrip()
    pairs = [(measures(result.before), measures(result.after)) for result in results]
    for name in pairs[0][0] if pairs else ():
        yield (
            f"{name.replace('_', ' '):28}" + "".join(f"{_cell(was[name], now[name]):24}" for was, now in pairs).rstrip()
        )


def _cell(was: float | None, now: float | None) -> str:
    if was is None or now is None or was == now:
        return _share(now) if was == now else f"{_share(was)} → {_share(now)}"
    return f"{_share(was)} → {_share(now)} {now - was:+.4f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def listing(result: Corpus) -> Iterator[str]:
    """The changes of a corpus, each with its place in the text."""
    counts = Counter(change.kind for change in result.changes)
    yield f"{result.name}: " + ", ".join(f"{counts[kind]} {LABELS[kind][2:]}" for kind in KINDS)
    texts: dict[str, str] = {}
    for change in result.changes:
        if change.document not in texts:
            texts[change.document] = read_path(result.folder / "texts" / f"{change.document}.txt").text
        yield f"  {visible(described(change))}"
        yield f"      {excerpt(texts[change.document], change.start, change.end)}"


def described(change: Change) -> str:
    """One change in a line: what it is, where, and each field from what to what."""
    parts = []
    for difference in change.differences:
        known = f" (gold {difference.gold})" if difference.gold not in (difference.after, FOUND) else ""
        parts.append(f"{difference.field} {difference.before} → {difference.after}{known}")
    rest = f"; still wrong: {', '.join(change.still_wrong)}" if change.still_wrong else ""
    place = f"{change.document}:{change.start}"
    return f"{LABELS[change.kind]}  {place}  {change.text!r} {change.category}: {'; '.join(parts)}{rest}"


def excerpt(text: str, start: int, end: int) -> str:
    """A number in its sentence, on one line, marked by brackets."""
    before, after = text[max(0, start - SHOWN) : start], text[end : end + SHOWN]
    more = ("…" if start > SHOWN else "", "…" if end + SHOWN < len(text) else "")
    return more[0] + visible(f"{before}⟦{text[start:end]}⟧{after}") + more[1]


def as_json(base: str, results: Sequence[Corpus]) -> str:
    """The same for programs."""
    values = {
        result.name: {
            "before": measures(result.before),
            "after": measures(result.after),
            "changes": [asdict(change) for change in result.changes],
        }
        for result in results
    }
    return json.dumps({"base": base, "corpora": values}, ensure_ascii=False, indent=1)


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("base", metavar="BASE", help="git revision to compare the working tree with")
    parser.add_argument("--field", choices=FIELDS, help="only where this turned right or wrong")
    parser.add_argument("--documents", nargs="+", metavar="NAME", help="only these, by file name without .txt")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--fail-on-loss", action="store_true", help="exit code 1 if a claim is lost or wrongly made")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    options = arguments(argv)
    try:
        base = commit(options.base)
        results = compared(base, options.documents, options.field)
        lines = [as_json(base, results)] if options.json else report(results)
        with contextlib.suppress(streams.Closed), streams.standard_output() as stream:
            stream.writelines(f"{line}\n" for line in lines)
    except ThbextractError as error:
        print(f"quality: {visible(str(error))}", file=sys.stderr)
        return error.exit_code
    return int(options.fail_on_loss and any(result.worse for result in results))


if __name__ == "__main__":
    sys.exit(main())
