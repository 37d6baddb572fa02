"""Schemes and terms for tests: every factory calls the action of the field."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from maillage.core.readers import SYSTEM
from maillage.records.identity import new_uid
from maillage.vocabulary.actions.schemes import make_scheme
from maillage.vocabulary.actions.terms import add_term
from maillage.vocabulary.models import Scheme, Term

_count = itertools.count(1)


def a_scheme(name: str = "", **fields: Any) -> Scheme:
    """`a_scheme("Contrat d’avenir", valid_from=day(2000, 1, 1))`; a framework unless said otherwise."""
    fields = {"kind": Scheme.Kind.FRAMEWORK, "name": name or f"Cadre n° {next(_count)}"} | fields
    return make_scheme(by=SYSTEM, uid=new_uid(), fields=fields)  # type: ignore[arg-type]


def a_term(scheme: Scheme, notation: str = "", name: str = "", **fields: Any) -> Term:
    number = next(_count)
    fields = {"notation": notation or f"axe {number}", "name": name or f"Terme n° {number}"} | fields
    return add_term(by=SYSTEM, scheme=scheme, uid=new_uid(), fields=fields)  # type: ignore[arg-type]


def day(year: int, month: int = 1, number: int = 1) -> dt.date:
    return dt.date(year, month, number)
