"""What every action shares: one short transaction, keyword-only arguments, a rule checked before anything is written."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import rules
from django.core.exceptions import PermissionDenied
from django.db import transaction

from maillage.core.readers import Reader

P = ParamSpec("P")
R = TypeVar("R")


class NotAllowed(PermissionDenied):
    """The reader may not do this. The message is what the user reads."""

    def __init__(self, message: str = "Vous n’avez pas le droit de faire cette modification.") -> None:
        super().__init__(message)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Marks one verb of the field: runs in one transaction; takes keyword-only arguments (checked at import)."""
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            msg = f"{function.__qualname__}: {parameter.name} must be keyword-only"
            raise TypeError(msg)

    @wraps(function)
    def in_transaction(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return function(*args, **kwargs)

    return in_transaction


def may(reader: Reader, rule: str, on: object = None) -> bool:
    """Whether a rule of `rules.py` lets the reader do this (`rules.add_rule` in the room's `rules.py`)."""
    return bool(rules.test_rule(rule, reader, on))


def require(reader: Reader, rule: str, on: object = None) -> None:
    """Raises `NotAllowed` unless the rule lets the reader do this."""
    if not may(reader, rule, on):
        raise NotAllowed
