"""Reads: which statements count on a day, the lists behind a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable

from django.db.models import F
from django.db.models.functions import Coalesce

from maillage.cadastre.models import ExpressedDemand
from maillage.cadastre.models.demand import ExpressedDemandQuerySet
from maillage.core.freshness import latest_start
from maillage.core.readers import Reader
from maillage.territory.models import Territory

LASTS = 12
"""Months for which a statement counts: older than that, nobody knows."""
WARNED_BEFORE = 2
"""Months before that, « Mes suivis » asks to count again."""


def source_of(row: ExpressedDemand) -> Hashable:
    """What tells one list from another: a later statement of the same takes the place of the earlier one."""
    said_by = row.organisation_id or row.source
    return (row.territory_id, row.course_type_id, row.skill, row.level_id, row.target_id, said_by)


def counting_on(day: dt.date) -> list[ExpressedDemand]:
    """The latest statement of each list that started by that day, not older than 12 months, not withdrawn.

    One withdrawn from its first day on never was; one withdrawn later leaves its list without anything, not with the
    statement before. One query.
    """
    rows = (
        ExpressedDemand.objects.annotate(starts=Coalesce(F("counted_from"), F("counted_on")))
        .filter(starts__lte=day, counted_on__gte=latest_start(day, LASTS))
        .exclude(withdrawn_on__lte=F("starts"))
        .select_related("territory", "course_type", "level__scheme", "target", "organisation")
        .defer("territory__shape")
        .order_by("counted_on", "pk")
    )
    return [row for row in latest_of(rows) if row.withdrawn_on is None or row.withdrawn_on > day]


def latest_of(rows: Iterable[ExpressedDemand]) -> list[ExpressedDemand]:
    """The last of each list, of rows in the order of time."""
    return list({source_of(row): row for row in rows}.values())


def demand_list(visible: ExpressedDemandQuerySet) -> ExpressedDemandQuerySet:
    """Statements with all that a list shows of them."""
    related = ("territory", "course_type", "level__scheme", "target", "organisation")
    return visible.select_related(*related).defer("territory__shape")


def asked_around(territory: Territory, day: dt.date) -> int:
    """How many statements of the last twelve months are about this territory or what it contains; one query."""
    return (
        ExpressedDemand.objects.annotate(starts=Coalesce(F("counted_from"), F("counted_on")))
        .filter(starts__lte=day, counted_on__gte=latest_start(day, LASTS))
        .filter(territory__wholes_around__whole=territory)
        .exclude(withdrawn_on__lte=day)
        .count()
    )


def to_count_again(reader: Reader, day: dt.date) -> list[ExpressedDemand]:
    """Lists that the reader keeps and that will soon no longer count: counted ten to twelve months ago, never since."""
    rows = ExpressedDemand.objects.visible_to(reader).filter(counted_on__gte=latest_start(day, LASTS))
    lists = latest_of(
        rows.filter(counted_on__lte=day).select_related("organisation").order_by("counted_on", "pk")
    )
    old = latest_start(day, LASTS - WARNED_BEFORE)
    waiting = [row for row in lists if row.counted_on < old and row.withdrawn_on is None and row.people]
    return [row for row in waiting if row.source_kind == ExpressedDemand.SourceKind.WAITING_LIST]
