"""Reads: what stands around spaces, as words rather than rows, for their list and its files."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from maillage.core.readers import Reader
from maillage.network.models import Space, SpaceHost, SpaceScope, SpaceStatus
from maillage.network.queries.spaces import hosts_on, members_of
from maillage.records.prepared import prepared


@dataclass(frozen=True, slots=True)
class SpaceAround:
    """`ground`: as people say it, else the names of the territories. `state`: of the day, today's when none is written."""

    themes: str
    hosts: str
    ground: str
    state: str


def say_around_spaces(spaces: Sequence[Any], day: dt.date, reader: Reader) -> None:
    """Gives each its `around` and its `member_count`, as on that day and for that reader. Five queries."""
    ids = [space.pk for space in spaces]
    themes, hosts = _grouped(_themes(ids)), host_names(ids, day, reader)
    grounds, counts = _grounds(ids, day), dict(members_of(ids, day, reader))
    states: dict[int, str] = {}
    for pk, status in _states(ids, day):
        states.setdefault(pk, status)
    for space in spaces:
        space.member_count = counts.get(space.pk, 0)
        space.around = SpaceAround(
            themes=", ".join(themes[space.pk]),
            hosts=", ".join(hosts[space.pk]),
            ground=grounds.get(space.pk, ""),
            state=str(Space.Status(states.get(space.pk, space.status)).label),
        )


def host_names(ids: Collection[int], day: dt.date, reader: Reader) -> dict[int, list[str]]:
    """Of each space, by the sigle or the name of those that hold it. One query."""
    return _grouped((pk, short or name) for pk, short, name in _hosts(ids, day, reader))


def _grounds(ids: Collection[int], day: dt.date) -> dict[int, str]:
    """The first scope of each."""
    first: dict[int, int] = {}
    words: dict[int, str] = {}
    named: dict[int, list[str]] = defaultdict(list)
    for space, pk, wording, territory in _scopes(ids, day):
        if first.setdefault(space, pk) == pk:
            words[space] = wording
            if territory:
                named[space].append(territory)
    return {space: wording or ", ".join(named[space]) for space, wording in words.items()}


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, said in pairs:
        found[pk].append(said)
    return found


@prepared
def _themes(ids: Collection[int]) -> QuerySet[Any, tuple[int, str]]:
    links: QuerySet[Any] = Space.themes.through.objects.filter(space__in=ids)
    ordered = links.order_by("term__scheme_id", "term__rank", "term__sort_name", "term_id")
    return ordered.values_list("space_id", "term__name")


@prepared
def _hosts(ids: Collection[int], day: dt.date, reader: Reader) -> QuerySet[SpaceHost, tuple[int, str, str]]:
    rows = hosts_on(day, reader).filter(space__in=ids)
    return rows.values_list("space_id", "organisation__short_name", "organisation__name")


@prepared
def _scopes(ids: Collection[int], day: dt.date) -> QuerySet[SpaceScope, tuple[int, int, str, str | None]]:
    """A row for each territory of a scope, or one without a territory."""
    rows = SpaceScope.objects.as_of(day).filter(space__in=ids)
    ordered = rows.order_by("pk", "territories__sort_name", "territories")
    return ordered.values_list("space_id", "pk", "wording", "territories__name")


@prepared
def _states(ids: Collection[int], day: dt.date) -> QuerySet[SpaceStatus, tuple[int, str]]:
    return SpaceStatus.objects.as_of(day).filter(space__in=ids).values_list("space_id", "status")
