"""Draws quarters and zones, corrects them, ends them (rows A10, B10): coordinators know places that have no code."""

from __future__ import annotations

import datetime as dt
from typing import Any

from maillage.core.containment import would_contain_itself
from maillage.core.folding import fold
from maillage.core.readers import PUBLIC, Reader
from maillage.journal.actions import Change, changes_between, record
from maillage.records.actions import action, require
from maillage.records.versioned import take_version
from maillage.search.actions import index_objects
from maillage.territory.actions.containment import links_around, rebuild_containment
from maillage.territory.models import Territory, ZonePart
from maillage.territory.queries.documents import KIND

Level = Territory.Level


class PlaceRefused(Exception):
    """The place cannot be drawn so. The message is what the user reads; `field` is the field of the form."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@action
def draw_place(
    *,
    by: Reader,
    uid: str,
    level: str,
    name: str,
    names: dict[str, str],
    parent: Territory | None,
    valid_from: dt.date | None = None,
) -> Territory:
    """Adds a quarter of a commune, or a free zone. The same uid twice gives the first one back."""
    require(by, "territory.draw_place")
    known = Territory.objects.filter(uid=uid).first()
    if known is not None:
        return known
    _check(name, level, parent, but=None)
    territory = Territory.objects.create(
        uid=uid, level=level, name=name, names=names, parent=parent, valid_from=valid_from
    )
    record(by=by, verb="créée" if level == Level.ZONE else "créé", on=territory, audience=PUBLIC)
    rebuild_containment()
    index_objects(kind=KIND, ids=[territory.pk])
    return territory


@action
def edit_place(
    *,
    by: Reader,
    territory: Territory,
    seen: int,
    name: str,
    names: dict[str, str],
    parent: Territory | None,
    valid_from: dt.date | None,
    valid_to: dt.date | None,
) -> Territory:
    """Corrects a quarter or a zone, or ends it on a last day. Raises `ChangedMeanwhile`, `PlaceRefused`."""
    require(by, "territory.edit_place", territory)
    _check(name, territory.level, parent, but=territory)
    take_version(territory, seen=seen)
    new: dict[str, Any] = {"name": name, "parent": parent, "valid_from": valid_from, "valid_to": valid_to}
    changes = [*changes_between(territory, new), *_name_changes(territory.names, names)]
    for field, value in new.items():
        setattr(territory, field, value)
    territory.names = names
    territory.save(update_fields=[*new, "names", "sort_name"])
    if changes:
        feminine = territory.level == Level.ZONE
        record(
            by=by, verb="modifiée" if feminine else "modifié", on=territory, audience=PUBLIC, changes=changes
        )
    rebuild_containment()
    index_objects(kind=KIND, ids=[territory.pk])
    return territory


@action
def add_zone_part(
    *, by: Reader, zone: Territory, part: Territory, valid_from: dt.date | None = None
) -> ZonePart:
    """Counts a territory among the parts of a zone. Adding it twice gives the first row back."""
    require(by, "territory.edit_place", zone)
    if would_contain_itself(zone.pk, [part.pk], links_around()):
        raise PlaceRefused("Une zone ne peut pas contenir un lieu dont elle fait elle-même partie.", "part")
    known = ZonePart.objects.filter(zone=zone, part=part, valid_to__isnull=True).first()
    if known is not None:
        return known
    row = ZonePart.objects.create(zone=zone, part=part, valid_from=valid_from)
    _record_part(by, zone, before="", after=part.name)
    rebuild_containment()
    return row


@action
def end_zone_part(*, by: Reader, zone_part: ZonePart, last_day: dt.date | None) -> None:
    """The zone goes without this part after `last_day`; None takes it out as an error, as if it had never been in."""
    zone, part = zone_part.zone, zone_part.part
    require(by, "territory.edit_place", zone)
    if last_day is None:
        zone_part.delete()
    elif zone_part.valid_from is not None and last_day < zone_part.valid_from:
        raise PlaceRefused("La fin ne peut pas précéder le début.", "last_day")
    else:
        ZonePart.objects.filter(pk=zone_part.pk).update(valid_to=last_day)
    _record_part(by, zone, before=part.name, after=f"jusqu’au {last_day:%d/%m/%Y}" if last_day else "")
    rebuild_containment()


def _check(name: str, level: str, parent: Territory | None, *, but: Territory | None) -> None:
    if level == Level.QUARTER and parent is None:
        raise PlaceRefused("Indiquez la commune du quartier.", "parent")
    if parent is not None and parent.level == Level.ZONE:
        raise PlaceRefused("Choisissez une commune ou un quartier, pas une zone.", "parent")
    if but is not None and parent is not None and would_contain_itself(parent.pk, [but.pk], links_around()):
        raise PlaceRefused("Un lieu ne peut pas faire partie de lui-même.", "parent")
    same = Territory.objects.filter(level=level, sort_name=fold(name), parent=parent)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        where = f" à {parent.name}" if parent else ""
        raise PlaceRefused(f"« {name} » existe déjà{where}.", "name")


def _name_changes(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    labels = {"nl": "nom en néerlandais", "de": "nom en allemand"}
    return [
        Change(f"names.{language}", label, before.get(language, ""), after.get(language, ""))
        for language, label in labels.items()
        if before.get(language, "") != after.get(language, "")
    ]


def _record_part(by: Reader, zone: Territory, *, before: str, after: str) -> None:
    change = Change("parts", "composition", before, after)
    record(by=by, verb="modifiée", on=zone, audience=PUBLIC, changes=[change])
