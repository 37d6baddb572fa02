"""Fields where a person writes or pastes a list, one name a line: organisations of the directory, territories.

Nothing is guessed: a line that means nothing or several things is said back with the names that would do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from maillage.core.folding import fold
from maillage.core.readers import VISITOR, Reader
from maillage.network.models import Organisation
from maillage.network.queries.organisations import organisations_called
from maillage.records.identity import ALPHABET, UID_LENGTH
from maillage.territory.models import Territory
from maillage.territory.queries.finder import find_places, sure_place

MOST_LINES = 200
LONGEST_LINE = 200
OFFERED = 4


class LinesField(forms.CharField):
    """What both share: lines without blanks and doubles, and messages that name the line."""

    def __init__(self, *, most: int = MOST_LINES, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.most = most

    def lines(self, value: Any) -> list[str]:
        text = (super().to_python(value) or "").replace("\x00", "")
        lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
        if len(lines) > self.most:
            raise ValidationError(f"{self.most} lignes au plus ; il y en a {len(lines)}.")
        if any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError("Une ligne est trop longue : écrivez un nom par ligne.")
        return lines


def _unclear(line: str, offered: Iterable[str]) -> ValidationError:
    names = list(offered)
    if not names:
        return ValidationError(f"« {line} » : ce nom n’est pas connu.")
    return ValidationError(f"« {line} » : écrivez en entier {' ou '.join(f'« {name} »' for name in names)}.")


class OrganisationLinesField(LinesField):
    """Cleans to a list of organisations that the reader may see. Set `reader` in the form's `__init__`."""

    reader: Reader = VISITOR

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return "\n".join(one.name if isinstance(one, Organisation) else str(one) for one in value)
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        lines = self.lines(value)
        known = self._known(lines)
        found, errors = [], []
        for line in lines:
            matches = known.get(fold(line), []) or self._close(line)
            if len(matches) == 1:
                found.append(matches[0])
            else:
                errors.append(_unclear(line, (_full(one) for one in matches[:OFFERED])))
        if errors:
            raise ValidationError(errors)
        return list({one.pk: one for one in found}.values())

    def _known(self, lines: list[str]) -> dict[str, list[Organisation]]:
        """Exact names and sigles, for all lines at once."""
        folded = [fold(line) for line in lines]
        uids = [line[-UID_LENGTH:] for line in lines if line[-UID_LENGTH:].strip(ALPHABET) == ""]
        rows = Organisation.objects.visible_to(self.reader).as_of()
        exact = rows.filter(Q(sort_name__in=folded) | Q(short_name__in=lines) | Q(uid__in=uids))
        found: dict[str, list[Organisation]] = {}
        for one in exact.order_by("sort_name", "pk"):
            for name in {one.sort_name, fold(one.short_name), fold(_full(one))}:
                found.setdefault(name, []).append(one)
        return found

    def _close(self, line: str) -> list[Organisation]:
        return list(organisations_called(line, self.reader)[: OFFERED + 1])


def _full(one: Organisation) -> str:
    """Homonyms are told apart by the end of their address."""
    return f"{one.name} {one.uid}"


class PlaceLinesField(LinesField):
    """Cleans to a list of territories, of any level."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return "\n".join(one.name if isinstance(one, Territory) else str(one) for one in value)
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        found, errors = [], []
        for line in self.lines(value):
            sure = sure_place(line)
            if sure is not None:
                found.append(sure.territory_id)
            else:
                errors.append(_unclear(line, (match.label for match in find_places(line, limit=OFFERED))))
        if errors:
            raise ValidationError(errors)
        return list(Territory.objects.defer("shape").filter(pk__in=found).order_by("sort_name", "pk"))
