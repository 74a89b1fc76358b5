"""`thbextract apply`: verdicts and claims in, the claims as a reader has left them out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from thbextract import __version__
from thbextract.cli import messages, streams
from thbextract.cli.output import open_output, write_claims
from thbextract.cli.wanted import Wanted, check, choose_format
from thbextract.errors import InputError, UsageError
from thbextract.records import Extraction
from thbextract.saved import holds_claims, read_saved, read_tool
from thbextract.settings import Settings, load_settings
from thbextract.verdicts import Applied, ReviewedDocument, Unapplied, apply_verdicts, read_verdicts
from thbextract.writers import WriteOptions

TOLD = 10
"""Lines on verdicts that found nothing to apply to; of the rest the number is told."""


def run(verdicts: str, claims: str, asked: Mapping[str, Any], output: str, *, force: bool, checked: bool) -> int:
    """Merge, write, say what became of the verdicts; 1 if some found nothing to apply to.

    Args:
        verdicts: the file of verdicts.
        claims: the saved output that they are about.
        asked: values of flags by the names of the settings, None where one was not given.
        output: the file to write, `-` for standard output.
        force: overwrite it if it exists.
        checked: leave out claims without a verdict.

    Raises:
        UsageError: if flags and arguments do not fit together.
        InputError: if verdicts or claims can't be read.
        OutputError: if the output can't be written.
    """
    settings = load_settings(asked)
    if settings.verbose:
        messages.show_log()
    form = choose_format(settings, output, asked=asked["format"] is not None)
    wanted = Wanted((verdicts, claims), None, output, None, force=force)
    check(wanted, settings, form, excel_asked=bool(asked["excel"]), explain_asked=False)
    if output != streams.STDIO:
        streams.check_target(output, force=force)
    reviewed, extractions = _read(Path(verdicts), Path(claims))
    _check_texts(claims, extractions, settings, asked=bool(asked["with_text"]))
    lists_all = Path(claims).suffix.lower() == ".json"  # the other formats have no row for a text without claims
    applied = apply_verdicts(reviewed, extractions, checked_only=checked, all_documents=lists_all)
    options = WriteOptions(_tool(Path(verdicts), Path(claims)), settings.with_text, False, settings.excel)
    with open_output(output, form, force=force) as opened:
        write_claims(applied.extractions, opened, form, options)
    _tell(applied, claims, quiet=settings.quiet)
    return int(bool(applied.unapplied))


def _read(verdicts: Path, claims: Path) -> tuple[list[ReviewedDocument], list[Extraction]]:
    """Both files; if the first one is no file of verdicts because it is the second one, that is said."""
    try:
        reviewed = read_verdicts(verdicts)
    except InputError as error:
        if holds_claims(verdicts):
            cause = f"{verdicts}: holds claims, and verdicts are named first"
            raise UsageError(cause, "thbextract apply VERDICTS CLAIMS") from error
        raise
    return reviewed, read_saved(claims)


def _check_texts(claims: str, extractions: Iterable[Extraction], settings: Settings, *, asked: bool) -> None:
    """Refuse to write texts that nobody has; a setting for all runs asks for nothing here."""
    if asked and settings.with_text and not any(one.text for one in extractions):
        raise UsageError(f"--with-text: {claims} holds no texts", "make it with -f json --with-text, or leave it out")


def _tool(verdicts: Path, claims: Path) -> dict[str, Any]:
    """What the JSON says of the tool: what the claims' own JSON says, and the hashes of all verdicts applied to it."""
    tool = read_tool(claims) or {"name": "thbextract", "version": __version__, "packs": [], "settings": {}}
    before = tool.get("verdicts")
    hashes = [*(before if isinstance(before, list) else ()), hashlib.sha256(verdicts.read_bytes()).hexdigest()]
    return {**tool, "verdicts": list(dict.fromkeys(map(str, hashes)))}


def _tell(applied: Applied, claims: str, *, quiet: bool) -> None:
    _tell_unapplied(applied.unapplied)
    if quiet:
        return
    counts = applied.counts
    if counts["changed"]:
        were = "1 accepted claim differs" if counts["changed"] == 1 else f"{counts['changed']:,} accepted claims differ"
        messages.line(f"{claims}: {were} from what was accepted; written as accepted")
    if counts["unquoted"]:
        have = "1 added claim has" if counts["unquoted"] == 1 else f"{counts['unquoted']:,} added claims have"
        remedy = "apply the verdicts to a JSON made with --with-text"
        messages.line(f"{claims}: {have} no sentence but the number, for the texts are not in it; {remedy}")
    told = [f"{counts[name]:,} {name}" for name in ("accepted", "rejected", "corrected", "added")]
    missing = sum(one.verdicts for one in applied.unapplied)
    messages.line(f"{', '.join(told)}, {counts['undecided']:,} without verdict, {missing:,} not found")


def _tell_unapplied(unapplied: Sequence[Unapplied]) -> None:
    for one in unapplied[:TOLD]:
        messages.line(f"{one.source}: {one.reason}")
    if len(unapplied) > TOLD:
        messages.line(f"… and {len(unapplied) - TOLD:,} more")
