"""Reads: what stands around organisations, as words rather than rows: lists show and imports index hundreds of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from maillage.network.models import Organisation, Site
from maillage.records.prepared import prepared

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Around:
    """Names; `places`: each commune or locality once, the seat first."""

    kinds: Sequence[str]
    sectors: Sequence[str]
    places: Sequence[str]


def say_around(organisations: Sequence[Any], day: dt.date) -> None:
    """Gives each its `around`, as on that day. Three queries."""
    ids = [one.pk for one in organisations]
    kinds, sectors = by_organisation(_kinds(ids)), by_organisation(_sectors(ids))
    places: dict[int, dict[str, None]] = defaultdict(dict)
    for pk, territory, locality in _places(ids, day):
        if place := territory or locality:
            places[pk][place] = None
    for one in organisations:
        one.around = Around(kinds.get(one.pk, ()), sectors.get(one.pk, ()), tuple(places.get(one.pk, ())))


@prepared
def _kinds(ids: Collection[int]) -> QuerySet[Any, tuple[int, str]]:
    return terms_of(Organisation.kinds.through.objects.all(), ids)


@prepared
def _sectors(ids: Collection[int]) -> QuerySet[Any, tuple[int, str]]:
    return terms_of(Organisation.sectors.through.objects.all(), ids)


@prepared
def _places(ids: Collection[int], day: dt.date) -> QuerySet[Site, tuple[int, str | None, str]]:
    sites = Site.objects.as_of(day).filter(organisation__in=ids).order_by("-is_main", "pk")
    return sites.values_list("organisation_id", "territory__name", "locality")


def terms_of(links: QuerySet[Any], ids: Collection[int], *more: str) -> Any:
    """Organisation and name of the term of each link, in the order of the vocabularies."""
    found = links.filter(organisation__in=ids).order_by(
        "term__scheme_id", "term__rank", "term__sort_name", "pk"
    )
    return found.values_list("organisation_id", "term__name", *more)


def by_organisation(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for organisation, said in pairs:
        found[organisation].append(said)
    return found
