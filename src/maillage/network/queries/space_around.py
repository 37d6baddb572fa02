"""Reads: what stands around spaces, as words rather than rows, for their list and its files."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.core.readers import Reader
from maillage.network.models import Space, SpaceScope, SpaceStatus
from maillage.network.queries.spaces import hosts_on


@dataclass(frozen=True, slots=True)
class SpaceAround:
    """`ground`: as people say it, else the names of the territories. `state`: of the day, today's when none is written."""

    themes: str
    hosts: str
    ground: str
    state: str


def say_around_spaces(spaces: Sequence[Any], day: dt.date, reader: Reader) -> None:
    """Gives each its `around`, as on that day and for that reader. Five queries."""
    ids = [space.pk for space in spaces]
    themes, hosts = _themes(ids), _hosts(ids, day, reader)
    grounds, states = _grounds(ids, day), _states(ids, day)
    for space in spaces:
        space.around = SpaceAround(
            themes=", ".join(themes[space.pk]),
            hosts=", ".join(hosts[space.pk]),
            ground=grounds.get(space.pk, ""),
            state=str(Space.Status(states.get(space.pk, space.status)).label),
        )


def _themes(ids: Collection[int]) -> dict[int, list[str]]:
    links = Space.themes.through.objects.filter(space__in=ids)
    ordered = links.order_by("term__scheme_id", "term__rank", "term__sort_name", "term_id")
    found: dict[int, list[str]] = defaultdict(list)
    for pk, name in ordered.values_list("space_id", "term__name"):
        found[pk].append(name)
    return found


def _hosts(ids: Collection[int], day: dt.date, reader: Reader) -> dict[int, list[str]]:
    rows = hosts_on(day, reader).filter(space__in=ids)
    found: dict[int, list[str]] = defaultdict(list)
    for pk, short, name in rows.values_list("space_id", "organisation__short_name", "organisation__name"):
        found[pk].append(short or name)
    return found


def _grounds(ids: Collection[int], day: dt.date) -> dict[int, str]:
    """The first scope of each."""
    scopes: dict[int, tuple[int, str]] = {}
    rows = SpaceScope.objects.as_of(day).filter(space__in=ids).order_by("pk")
    for space, pk, wording in rows.values_list("space_id", "pk", "wording"):
        scopes.setdefault(space, (pk, wording))
    unsaid = [pk for pk, wording in scopes.values() if not wording]
    links = SpaceScope.territories.through.objects.filter(spacescope__in=unsaid)
    names: dict[int, list[str]] = defaultdict(list)
    ordered = links.order_by("territory__sort_name", "territory_id")
    for pk, name in ordered.values_list("spacescope_id", "territory__name"):
        names[pk].append(name)
    return {space: wording or ", ".join(names[pk]) for space, (pk, wording) in scopes.items()}


def _states(ids: Collection[int], day: dt.date) -> dict[int, str]:
    found: dict[int, str] = {}
    for pk, status in SpaceStatus.objects.as_of(day).filter(space__in=ids).values_list("space_id", "status"):
        found.setdefault(pk, status)
    return found
