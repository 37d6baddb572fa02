"""Somebody else saved while a form was open: what each of the two changed is kept.

What a person changed is what differs between the form as it was first shown and what was sent. Of the form as first
shown, a short print of each field goes out and comes back with it: enough to know what was touched, and nothing to
trust, since what is written afterwards is only ever what that person sent or what the sheet says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

LONGEST_PRINTS = 20_000
PRINT_BYTES = 6
"""48 bits for each field: two values of one field share a print once in 10^14."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field to which both gave another value; words for people. `target`: where the form asks for it."""

    label: str
    theirs: str
    yours: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """For `ui/form/changed_meanwhile.html`. `taken`: labels of what only the other person changed."""

    to_choose: list[Difference]
    taken: list[str]


def prints_of(fields: Iterable[forms.BoundField]) -> str:
    """One print by field name, of what the form starts from."""
    return json.dumps({one.name: _print(_as_sent(one, one.initial)) for one in fields}, separators=(",", ":"))


def prints_read(text: str) -> dict[str, str]:
    """What came back; nothing at all when it is not what was sent."""
    try:
        found = json.loads(text[:LONGEST_PRINTS])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def merge(fields: Iterable[forms.BoundField], first_shown: dict[str, str]) -> Merged:
    """Puts into the fields that the person left alone what the sheet says now (their `initial`).

    A field without a print may have been touched: both values are shown.
    """
    merged = Merged([], [])
    for one in fields:
        theirs, yours = _as_sent(one, one.initial), _as_sent(one, one.data)
        first = first_shown.get(one.name)
        if theirs == yours or first == _print(theirs):
            continue
        if first == _print(yours):
            show_initial(one.field)
            merged.taken.append(str(one.label))
        else:
            target = one.id_for_label or one.auto_id
            said = Difference(str(one.label), _in_words(one, theirs), _in_words(one, yours), target)
            merged.to_choose.append(said)
    return merged


def show_initial(field: forms.Field) -> None:
    """The field of this one form is drawn with what the sheet says, whatever was sent."""
    field.bound_data = lambda _data, initial: initial  # type: ignore[method-assign,assignment]


def _print(values: list[str]) -> str:
    return hashlib.blake2b("\0".join(values).encode(), digest_size=PRINT_BYTES).hexdigest()


def _as_sent(bound: forms.BoundField, value: Any) -> list[str]:
    """The value as a browser sends it: a date in the format of its widget, a box as ticked or not, lines ended by « \n »."""
    prepared = bound.field.prepare_value(value.all() if isinstance(value, models.Manager) else value)
    if isinstance(prepared, bool):
        return [str(prepared)] if prepared else []
    formatted: Any = bound.field.widget.format_value(prepared)
    several = formatted if isinstance(formatted, (list, tuple)) else [formatted]
    texts = ("\n".join(str(one).split("\r\n")).strip() for one in several if one is not None)
    return sorted(text for text in texts if text)


def _in_words(bound: forms.BoundField, sent: list[str]) -> str:
    """As the person sees it: the label of a choice rather than its code."""
    if isinstance(bound.field, forms.BooleanField):
        return "oui" if sent else "non"
    labels = _labels(getattr(bound.field, "choices", ()))
    known = [label for one, label in labels.items() if one in sent]
    return ", ".join([*known, *(one for one in sent if one not in labels)])


def _labels(choices: Iterable[Any]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            labels.update(_labels(label))
        else:
            labels[str(value)] = str(label)
    return labels
