"""Keeps the table of what lies inside what: every filter by territory reads it (row A10)."""

from __future__ import annotations

from collections import defaultdict

from maillage.core.containment import containment
from maillage.records.actions import action
from maillage.records.clock import today
from maillage.territory.models import Containment, Territory, ZonePart


def links_around() -> dict[int, list[int]]:
    """What lies directly around each territory: its parent, and the zones that count it today."""
    around: dict[int, list[int]] = defaultdict(list)
    for part, parent in Territory.objects.order_by().values_list("pk", "parent_id"):
        around[part] = [parent] if parent else []
    for part, zone in ZonePart.objects.as_of(today()).values_list("part_id", "zone_id"):
        around[part].append(zone)
    return around


@action
def rebuild_containment() -> int:
    """Brings the closure up to date and returns how many pairs changed.

    Only what differs is written. A timer runs it too: a zone part may begin or end by itself.
    """
    wanted = containment(links_around())
    known = {
        (whole, part): pk for pk, whole, part in Containment.objects.values_list("pk", "whole_id", "part_id")
    }
    gone = [pk for pair, pk in known.items() if pair not in wanted]
    missing = [Containment(whole_id=whole, part_id=part) for whole, part in wanted - known.keys()]
    for start in range(0, len(gone), 500):
        Containment.objects.filter(pk__in=gone[start : start + 500]).delete()
    Containment.objects.bulk_create(missing, batch_size=2000)
    return len(gone) + len(missing)
