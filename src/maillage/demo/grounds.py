"""Territories of the demonstration: found by name, and the quarters and zones that no table knows."""

from __future__ import annotations

from functools import cache
from typing import Any

from maillage.core.folding import fold
from maillage.demo.hand import HAND
from maillage.records.identity import new_uid
from maillage.territory.actions.places import add_zone_part, draw_place
from maillage.territory.models import Territory

Level = Territory.Level
WALLONIA_AND_BRUSSELS = ("03000", "04000")


def by_code(code: str) -> Territory:
    return Territory.objects.as_of().get(code=code)


@cache
def commune(name_or_code: str) -> Territory:
    """A commune of Wallonia or Brussels, by NIS code or by its French name."""
    if name_or_code.isdigit():
        return by_code(name_or_code)
    communes = Territory.objects.as_of().filter(
        level=Level.COMMUNE, wholes_around__whole__code__in=WALLONIA_AND_BRUSSELS
    )
    return communes.get(sort_name=fold(name_or_code))


def quarter(name: str, inside: Territory) -> Territory:
    """The quarter of that name, made when nobody has a code for it."""
    found = Territory.objects.filter(level=Level.QUARTER, parent=inside, sort_name=fold(name)).first()
    return found or draw_place(by=HAND, uid=new_uid(), level=Level.QUARTER, name=name, names={}, parent=inside)


def zone(name: str, parts: list[Territory]) -> Territory:
    found = Territory.objects.filter(level=Level.ZONE, sort_name=fold(name)).first()
    if found:
        return found
    made = draw_place(by=HAND, uid=new_uid(), level=Level.ZONE, name=name, names={}, parent=None)
    for part in parts:
        add_zone_part(by=HAND, zone=made, part=part)
    return made


def ground_of(row: dict[str, Any]) -> list[Territory]:
    """Where an entry of the tables takes place, from its most precise word."""
    inside = commune(row["commune"]) if "commune" in row else None
    if "zone_parts" in row:
        brussels = commune("21004")
        return [quarter(name, brussels) for name in row["zone_parts"]]
    if "quarter" in row and inside:
        return [quarter(row["quarter"], inside)]
    if inside:
        return [inside]
    return [by_code(row[key]) for key in ("province", "region") if key in row]
