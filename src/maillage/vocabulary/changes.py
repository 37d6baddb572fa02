"""What an edit changes, in words for the journal: labels by language and details by column, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maillage.journal.actions import Change, changes_between
from maillage.vocabulary.models import Scheme, Term

LANGUAGES = {"nl": "néerlandais", "de": "allemand", "en": "anglais"}


def changes_of(row: Scheme | Term, new: Mapping[str, Any]) -> list[Change]:
    plain = {name: value for name, value in new.items() if not isinstance(value, dict)}
    found = changes_between(row, plain)
    for name, after in new.items():
        if isinstance(after, dict):
            found += _inside(name, getattr(row, name), after, _labels(row, name))
    return found


def _labels(row: Scheme | Term, name: str) -> Mapping[str, str]:
    if name == "names":
        return LANGUAGES
    return row.scheme.columns if isinstance(row, Term) else {}


def _inside(
    name: str, before: Mapping[str, str], after: Mapping[str, str], labels: Mapping[str, str]
) -> list[Change]:
    keys = [key for key in {**before, **after} if before.get(key, "") != after.get(key, "")]
    return [
        Change(f"{name}.{key}", labels.get(key, key), before.get(key, ""), after.get(key, "")) for key in keys
    ]
