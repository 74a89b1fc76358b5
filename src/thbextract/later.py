"""Functions whose module is imported when they are first called: a run must not wait for what it has no use for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """The function `name` of a module, which is imported by the first call.

    Raises (from the call):
        ImportError: if there is no such module, or a package that it needs is not installed.
        AttributeError: if the module has no such function.
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    return call
