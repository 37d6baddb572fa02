"""Writes: what people ask for, stated with its source, corrected, withdrawn (row E7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from django.core.exceptions import ValidationError

from maillage.cadastre.actions.offers import SCALES
from maillage.cadastre.models import ExpressedDemand, OfferLevel
from maillage.core.readers import COORDINATORS, Reader
from maillage.journal.actions import Record, changes_between, record, record_all
from maillage.network.models import Organisation, Succession
from maillage.records.actions import action, require
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version
from maillage.territory.models import Territory
from maillage.vocabulary.models import Term


class DemandFields(TypedDict, total=False):
    """What is known of a statement; only the fields given are written."""

    territory: Territory
    course_type: Term | None
    skill: str
    level: Term | None
    target: Term | None
    people: int
    got_place: int | None
    counted_from: dt.date | None
    counted_on: dt.date
    source_kind: str
    source: str
    organisation: Organisation | None
    people_may_overlap: bool
    note: str


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many people at one level; no `level`: nobody said, of those whose `skill` is told or of all."""

    people: int
    skill: str = ""
    level: Term | None = None


@action
def state_demands(
    *, by: Reader, fields: DemandFields, counts: Sequence[LevelCount], uid: str = ""
) -> list[ExpressedDemand]:
    """One statement a level. `uid` is the first one's: sent twice it is stated once.

    Raises `ValidationError` on a day to come, a level that is not of its scale, numbers that contradict each other.
    """
    require(by, "cadastre.state_demand", fields.get("organisation"))
    found = ExpressedDemand.objects.filter(uid=uid).first() if uid else None
    if found is not None:
        return [found]
    if not counts:
        raise ValidationError("Indiquez au moins un nombre de personnes.")
    stated = []
    for rank, one in enumerate(counts):
        row = ExpressedDemand(
            **{**fields, "people": one.people, "skill": one.skill, "level": one.level},
            uid=uid if uid and not rank else new_uid(),
        )
        check_demand(row)
        row.save(force_insert=True)
        record(by=by, verb="notée", on=row, audience=COORDINATORS, note=row.source)
        stated.append(row)
    return stated


@action
def import_demands(*, by: Reader, lines: Sequence[tuple[DemandFields, str]]) -> list[ExpressedDemand]:
    """Statements of a file that a person confirmed, each with the note that the journal keeps; in three statements."""
    require(by, "cadastre.import_demand")
    rows = [ExpressedDemand(**fields) for fields, _note in lines]
    for row in rows:
        check_demand(row)
    ExpressedDemand.objects.bulk_create(rows)
    notes = [note for _fields, note in lines]
    record_all(
        by=by,
        records=[Record("notée", row, COORDINATORS, note=note) for row, note in zip(rows, notes, strict=True)],
    )
    return rows


@action
def correct_demand(*, by: Reader, demand: ExpressedDemand, seen: int, fields: DemandFields) -> ExpressedDemand:
    """Puts an error right; a new count is a new statement. Raises `ChangedMeanwhile`, and as `state_demands`."""
    require(by, "cadastre.edit_demand", demand)
    if "organisation" in fields:
        require(by, "cadastre.state_demand", fields["organisation"])
    take_version(demand, seen=seen)
    changes = changes_between(demand, fields)
    for name, value in fields.items():
        setattr(demand, name, value)
    check_demand(demand)
    demand.save()
    record(by=by, verb="corrigée", on=demand, audience=COORDINATORS, changes=changes)
    return demand


@action
def withdraw_demand(
    *, by: Reader, demand: ExpressedDemand, seen: int, since: dt.date, because: str
) -> ExpressedDemand:
    """It no longer counts as of that day; from its own first day on when it was false all along. It stays readable."""
    require(by, "cadastre.edit_demand", demand)
    if since < demand.first_day:
        message = f"Au plus tôt le premier jour compté : le {demand.first_day:%d/%m/%Y}."
        raise ValidationError({"since": message})
    take_version(demand, seen=seen)
    demand.withdrawn_on, demand.withdrawn_because = since, because[:200]
    demand.save(update_fields=["withdrawn_on", "withdrawn_because"])
    record(by=by, verb="retirée", on=demand, audience=COORDINATORS, note=f"{since:%d/%m/%Y} : {because}")
    return demand


@action
def restore_demand(*, by: Reader, demand: ExpressedDemand, seen: int) -> ExpressedDemand:
    """Takes a withdrawal back."""
    require(by, "cadastre.edit_demand", demand)
    take_version(demand, seen=seen)
    demand.withdrawn_on, demand.withdrawn_because = None, ""
    demand.save(update_fields=["withdrawn_on", "withdrawn_because"])
    record(by=by, verb="rétablie", on=demand, audience=COORDINATORS)
    return demand


def follow_succession_of_source(by: Reader, succession: Succession) -> list[int]:
    """Its lists become the successor's, whose next count takes their place. Returns what was moved, for `undo`."""
    del by
    if succession.successor is None:
        return []
    rows = ExpressedDemand.objects.filter(organisation=succession.former)
    moved = list(rows.values_list("pk", flat=True))
    rows.update(organisation=succession.successor)
    return moved


def undo_succession_of_source(by: Reader, succession: Succession, moved: Any) -> None:
    """Gives the lists back."""
    del by
    ExpressedDemand.objects.filter(pk__in=moved).update(organisation=succession.former)


def check_demand(row: ExpressedDemand) -> None:
    """Raises `ValidationError`, each message on its field: what the constraints of the table would refuse, and more."""
    refused: dict[str, str] = {}
    if not row.source.strip():
        refused["source"] = "Un chiffre ne va jamais sans sa source : nommez la liste, l’enquête, l’article."
    if row.counted_on > today():
        refused["counted_on"] = "Ce jour n’est pas encore venu."
    if row.counted_from is not None and row.counted_from > row.counted_on:
        refused["counted_from"] = "Le début de la période ne peut pas suivre sa fin."
    if row.got_place is not None and row.got_place > row.people:
        refused["got_place"] = f"Ils ne peuvent pas être plus nombreux que les {row.people} qui la voulaient."
    if row.level is not None and not row.skill:
        refused["skill"] = "Dites si ce niveau est à l’oral ou à l’écrit."
    elif row.level is not None and row.level.scheme.code not in SCALES[OfferLevel.Skill(row.skill)]:
        refused["level"] = "Ce niveau n’est pas de cette échelle."
    if refused:
        raise ValidationError(refused)
