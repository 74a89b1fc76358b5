"""`thbextract score`: find the predictions or make them, score them, print the result."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from thbextract.cli import messages, streams
from thbextract.errors import InputError, UsageError
from thbextract.evaluate import Gold, GoldDocument, Report, read_gold, score
from thbextract.evaluate.score import FURTHER_FIELDS, Judgement
from thbextract.faults import Fault, each, member, read_json
from thbextract.saved import holds_claims
from thbextract.settings import Settings, with_flags
from thbextract.writers.rows import document_values

NO_SHARE = "–"
REMEDY = "make it with -f json"


def run(gold: str, predictions: str, *, errors: bool, form: str, patterns: Sequence[str]) -> int:
    """Score and print; 1 if a text could not be read."""
    if form not in ("text", "json"):
        raise UsageError(f"--format: {form!r} is not a format of the score", "use text or json")
    target = Path(predictions)
    given_texts = target.is_dir() or target.suffix.lower() != ".json"
    known = _gold(Path(gold), target, target if given_texts else None)
    if known.incomplete:
        messages.line(f"{gold}: {_documents(len(known.incomplete))} not marked complete, left out")
    wanted, failed = known.documents, 0
    if given_texts:
        settings = with_flags(Settings(), {"patterns": list(patterns) or None})
        documents, failed = _extracted(_texts(target, wanted), settings)
    else:
        documents = read_predictions(target)
    report = score(wanted, documents)
    _tell_what_does_not_fit(wanted, documents, predictions)
    if form == "json":
        lines = [json.dumps(report.values())]
    else:
        lines = [*(error_lines(report) if errors else ()), *summary_lines(report)]
    with streams.standard_output() as stream:
        stream.writelines(line + "\n" for line in lines)
    return int(failed > 0)


def _gold(gold: Path, predictions: Path, texts: Path | None) -> Gold:
    """The gold; if the first path holds none because the second one does, that is said."""
    try:
        return read_gold(gold, texts)
    except InputError as error:
        remedy = "thbextract score GOLD PREDICTIONS"
        if holds_claims(gold):
            raise UsageError(f"{gold}: holds claims; gold is named first", remedy) from error
        if gold.suffix.lower() != ".json" and _is_gold(predictions, gold):
            raise UsageError(f"{gold}: holds no gold, and the other one does; gold is named first", remedy) from error
        raise


def _is_gold(path: Path, texts: Path) -> bool:
    try:
        return bool(read_gold(path, texts).documents)
    except (InputError, UsageError):
        return False


def read_predictions(path: Path) -> list[dict[str, Any]]:
    """The documents in a JSON output.

    Raises:
        InputError: if it is none.
    """
    content = read_json(path, REMEDY)
    try:
        return list(each(content, "documents", _predicted))
    except Fault as fault:
        raise InputError(f"is no JSON output of thbextract ({fault})", REMEDY, "unreadable", str(path)) from None


def _predicted(document: Any) -> dict[str, Any]:
    """A document of the output, if it has what is scored."""
    member(document, "source")
    each(document, "claims", lambda claim: [member(claim, name) for name in ("start", "end", "category")])
    return dict(document)


def _documents(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"


def _tell_what_does_not_fit(
    wanted: Mapping[str, GoldDocument], documents: Sequence[Mapping[str, Any]], predictions: str
) -> None:
    """Say which gold has no prediction, and where verdicts were given on another text than the prediction's."""
    named = {PurePath(document["source"]).stem: document for document in documents}
    absent = len(wanted) - len(named.keys() & wanted.keys())
    if absent:
        messages.line(f"{predictions}: {absent} of {len(wanted)} gold documents are not in it; counted as empty")
    for name, gold in wanted.items():
        said = named.get(name, {}).get("sha256")
        if said and gold.sha256 and said != gold.sha256:
            messages.line(f"{gold.source}: was made from another version of the text; places may not fit")


def _texts(target: Path, wanted: Mapping[str, GoldDocument]) -> list[Path]:
    """The texts that gold speaks of: those of a folder, or the one text."""
    if not target.is_dir():
        return [target]
    found = [path for name, gold in wanted.items() if not gold.source and (path := target / f"{name}.txt").exists()]
    reviewed = {name: gold.source for name, gold in wanted.items() if gold.source}
    if reviewed:
        files = _by_stem(target)
        found += [_likest(files[name], source) for name, source in reviewed.items() if files[name]]
    return found


def _by_stem(folder: Path) -> dict[str, list[Path]]:
    """The files in a folder and below it, by their names without suffix; outputs and verdicts are no texts."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() != ".json":
            files[path.stem].append(path)
    return files


def _likest(paths: Sequence[Path], source: str) -> Path:
    """The path that ends most like `source`: the same name, then the same folders."""

    def shared(path: Path) -> int:
        ends = zip(reversed(path.parts), reversed(PurePath(source).parts), strict=False)
        return next((i for i, (one, other) in enumerate(ends) if one != other), len(path.parts))

    return max(paths, key=shared)


def _extracted(paths: Sequence[Path], settings: Settings) -> tuple[list[dict[str, Any]], int]:
    """The documents of some texts, and how many of them failed."""
    from thbextract.batch import Item, extract_item
    from thbextract.errors import FAILURES

    documents, failed = [], 0
    for extraction in (extract_item(Item(str(path)), settings) for path in paths):
        documents.append(document_values(extraction))
        for problem in extraction.problems:
            messages.line(f"{extraction.source}: {problem.message}; {problem.remedy}")
        failed += any(problem.code in FAILURES for problem in extraction.problems)
    return documents, failed


def summary_lines(report: Report) -> Iterator[str]:
    """The score for people to read."""
    yield f"{'':10}{'precision':>10}{'recall':>10}{'F1':>10}{'right':>8}{'wrong':>8}{'missed':>8}"
    for name, tally in report.tallies.items():
        ratios = f"{tally.precision:10.3f}{tally.recall:10.3f}{tally.f1:10.3f}"
        yield f"{name.replace('_', ' '):10}{ratios}{tally.right:8}{tally.wrong:8}{tally.missed:8}"
    yield "accuracy  " + _shares(report.fields)
    yield "F1        " + _shares({name: tally.f1 for name, tally in report.sparse_fields.items()})
    if any(share is not None for share in report.further_fields.values()):
        yield "further   " + _shares(report.further_fields)
    yield "document  " + _shares(report.document_fields)
    yield "recall    " + "  ".join(f"{name} {hit}/{all_}" for name, (hit, all_) in report.recall_by_category.items())


def _shares(shares: dict[str, float | None]) -> str:
    return "  ".join(f"{name} {NO_SHARE if share is None else format(share, '.3f')}" for name, share in shares.items())


def error_lines(report: Report) -> Iterator[str]:
    """Each error in a line: document, offset, what is wrong, and with what."""
    for judgement in sorted(report.judgements, key=lambda judgement: (judgement.document, judgement.start)):
        for explained in filter(None, (_explained(judgement), _further(judgement))):
            yield f"{judgement.document}:{judgement.start}: {explained}"


def _explained(judgement: Judgement) -> str | None:
    """What is wrong, None if nothing is."""
    said, gold = judgement.predicted, judgement.gold
    match judgement.verdict:
        case "missed" if gold:
            return f"missed {gold.text!r}: {_either(gold.categories)} {gold.value}"
        case "spurious" if said:
            return f"spurious {said.get('text')!r}: {said['category']} {said.get('value')}"
        case "other" if said:
            return f"no scored claim {said.get('text')!r}: {said['category']} {said.get('value')}"
        case "kind" if said and gold:
            mine = " ".join(filter(None, (said["category"], said.get("currency"), said.get("unit"))))
            known = " ".join(filter(None, (_either(gold.categories), _either(gold.answers("currency")), gold.unit)))
            return f"wrong kind {gold.text!r}: {mine}, gold {known}"
        case "right" if said and gold and judgement.wrong_fields:
            parts = [_contrast(name, said.get(name), gold.answers(name)) for name in judgement.wrong_fields]
            return f"wrong field {gold.text!r}: " + "; ".join(parts)
    return None


def _further(judgement: Judgement) -> str | None:
    """What is wrong in fields that no row depends on, None if nothing is."""
    said, gold = judgement.predicted, judgement.gold
    if not (said and gold and judgement.wrong_further):
        return None
    found = {**said, "part_of": judgement.whole}
    parts = [_contrast(name, found.get(name), gold.answers(FURTHER_FIELDS[name])) for name in judgement.wrong_further]
    return f"further field {gold.text!r}: " + "; ".join(parts)


def _contrast(name: str, said: Any, answers: Sequence[Any]) -> str:
    return f"{name} {said}, gold {_either(answers) or None}"


def _either(answers: Sequence[Any]) -> str:
    return " | ".join(str(answer) for answer in answers if answer is not None)
