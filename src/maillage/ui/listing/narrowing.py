"""What narrows a list, and the counts beside its choices: how many rows each of them would leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from maillage.ui.listing.asked import EVERYTHING, Asked
from maillage.ui.listing.declaration import Filter, Listing

MOST_LINKS = 12
"""A filter with more choices is a box to choose from, in the search form."""


@dataclass(frozen=True, slots=True)
class Active:
    """A filter that narrows the list, with the word of its value; `by_default` when nobody chose it."""

    filter: Filter
    value: str
    label: str
    by_default: bool


class Narrowing:
    """The queryset of a list with its search and filters, and with all filters but one (for the counts)."""

    def __init__(self, listing: Listing, asked: Asked, queryset: QuerySet[Any]) -> None:
        self.base = listing.searched(queryset, asked.q) if asked.q else queryset
        self.known = {each.key: each.known() for each in listing.filters}
        self.active = [found for each in listing.filters if (found := self._active(each, asked, queryset))]

    def _active(self, each: Filter, asked: Asked, queryset: QuerySet[Any]) -> Active | None:
        given = asked.chosen.get(each.key, "")
        if given == EVERYTHING and each.default:
            return None
        label = self._label(each, given, queryset) if given else None
        if label is not None:
            return Active(each, given, label, by_default=False)
        if each.default:
            return Active(each, each.default, self._label(each, each.default, queryset) or "", by_default=True)
        return None

    def _label(self, each: Filter, value: str, queryset: QuerySet[Any]) -> str | None:
        """The word of a value; None when the list knows no such value."""
        known = self.known[each.key]
        if known is not None:
            return dict(known).get(value)
        if not each.field:
            return value
        row = queryset.order_by().filter(**{each.field: value}).values_list(each.label_field or each.field)[:1]
        return next((str(label) for (label,) in row), None)

    def narrowed(self, *, except_for: str = "") -> QuerySet[Any]:
        queryset = self.base
        for active in self.active:
            if active.filter.key != except_for:
                queryset = active.filter.narrowed(queryset, active.value)
        return queryset


Choice = tuple[str, str, int | None]
"""Value, label, and how many rows it would leave when that is counted."""


@dataclass(frozen=True, slots=True)
class Tally:
    rows: int
    by_filter: dict[str, list[Choice]]


def tally(listing: Listing, asked: Asked, narrowing: Narrowing) -> Tally:
    """The counts of a page. What was typed is too varied to be remembered."""

    def counted() -> Tally:
        rows, together = _counted_together(listing, narrowing)
        found = {
            each.key: together[each.key] if each.key in together else _counted(each, narrowing)
            for each in listing.filters
        }
        return Tally(rows, found)

    if asked.q:
        return counted()
    narrowed = replace(asked, sort="", page="", format="").address()
    return cast("Tally", listing.remember(f"counts of {listing.title} {narrowed}", counted))


def _counted_together(listing: Listing, narrowing: Narrowing) -> tuple[int, dict[str, list[Choice]]]:
    """How many rows the list has, and the choices of the filters that narrow nothing now and know their few values:
    all of these are counted among the same rows, which are read once."""
    active = {each.filter.key for each in narrowing.active}
    asked: dict[str, list[tuple[str, str, Q]]] = {}
    for each in listing.filters:
        if each.key not in active and (choices := _few_choices(each, narrowing)):
            asked[each.key] = choices
    wanted = {
        f"n{rank}": Count("pk", filter=condition)
        for rank, (_value, _label, condition) in enumerate(chain.from_iterable(asked.values()))
    }
    counts = narrowing.narrowed().order_by().aggregate(rows=Count("pk"), **wanted)
    numbers = (counts[name] for name in wanted)
    found = {
        key: [(value, label, next(numbers)) for value, label, _condition in choices]
        for key, choices in asked.items()
    }
    return counts["rows"], found


def _few_choices(each: Filter, narrowing: Narrowing) -> list[tuple[str, str, Q]]:
    """Value, label and condition of each choice, when they are known beforehand and few."""
    if each.apply or not each.counted:
        return []
    if each.options:
        return [(option.value, option.label, option.condition) for option in each.options]
    known = narrowing.known[each.key] or []
    if len(known) > MOST_LINKS:
        return []
    return [(value, label, Q(**{each.field: value})) for value, label in known]


def _counted(each: Filter, narrowing: Narrowing) -> list[Choice]:
    """Value, label and count of each choice, among the rows that the other filters leave: one query at most."""
    known = narrowing.known[each.key]
    if each.apply or not each.counted:
        return [(value, label, None) for value, label in known or ()]
    rows = narrowing.narrowed(except_for=each.key).order_by()
    if each.options:
        wanted = {f"n{rank}": Count("pk", filter=option.condition) for rank, option in enumerate(each.options)}
        counts = rows.aggregate(**wanted)
        return [(option.value, option.label, counts[f"n{rank}"]) for rank, option in enumerate(each.options)]
    if known is None:
        names = (each.field, each.label_field or each.field)
        grouped = rows.exclude(**{f"{each.field}__isnull": True}).values_list(*names).annotate(n=Count("pk"))
        return [(str(value), str(label), n) for value, label, n in grouped.order_by(names[1]) if value != ""]
    among = {str(value): n for value, n in rows.values_list(each.field).annotate(n=Count("pk"))}
    return [(value, label, among.get(value, 0)) for value, label in known]
