"""Errors carry cause, remedy and exit code, also through a process boundary."""

from __future__ import annotations

import pickle

import pytest

from thbextract.errors import (
    FAILURES,
    PROBLEM_CODES,
    InputError,
    OutputError,
    PackError,
    SettingsError,
    ThbextractError,
    UsageError,
)

ERRORS = [
    (ThbextractError("cause", "remedy"), 70),
    (InputError("cause", "remedy", "missing", "a.txt"), 1),
    (UsageError("cause", "remedy"), 2),
    (OutputError("cause", "remedy"), 3),
    (PackError("cause", "remedy"), 4),
    (SettingsError("cause", "remedy"), 4),
]


@pytest.mark.parametrize(("error", "code"), ERRORS)
def test_each_kind_of_error_has_its_exit_code(error: ThbextractError, code: int) -> None:
    assert error.exit_code == code


@pytest.mark.parametrize("error", [error for error, _ in ERRORS])
def test_an_error_comes_back_whole_from_a_worker_process(error: ThbextractError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_an_error_names_input_cause_and_remedy_in_one_line() -> None:
    assert (
        str(InputError("no such file", "check the path", "missing", "a.txt")) == "a.txt: no such file; check the path"
    )


def test_every_code_that_counts_as_failure_is_documented() -> None:
    assert set(PROBLEM_CODES) > FAILURES
