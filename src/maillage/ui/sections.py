"""A long form told in parts: each with its title, short fields side by side, folded when it is rarely needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms

from maillage.core.readers import PUBLIC


@dataclass(frozen=True, slots=True)
class Section:
    """`rows`: fields that stand side by side, where the screen is wide. `holds`: what a folded part is about."""

    title: str
    rows: list[list[forms.BoundField]]
    about: str = ""
    holds: str = ""
    folded: bool = False


def section_of(
    form: forms.Form, title: str, rows: Iterable[str | tuple[str, ...]], *, about: str = "", holds: str = ""
) -> Section:
    """Fields that this form does not have are left out. With `holds`, folded unless something in it is filled or wrong."""
    named = [(row,) if isinstance(row, str) else row for row in rows]
    held = [[form[name] for name in row if name in form.fields and not form[name].is_hidden] for row in named]
    every = [field for row in held for field in row]
    wrong = any(field.errors for field in every)
    filled = any(field.value() not in (None, "", [], (), False, PUBLIC) for field in every)
    folded = bool(holds) and not wrong and not filled
    return Section(title, [row for row in held if row], about, holds, folded)
