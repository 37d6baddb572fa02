"""Writes: what becomes of an organisation. Renamed, merged, split, ceased, taken over, and back again.

Nothing is lost: the former sheet stays, says what came of it and links; posts, sites and the rest follow with dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from maillage.core.readers import COORDINATORS, Reader
from maillage.journal.actions import Change, in_words, record
from maillage.network.actions.following import (
    DATED,
    carry_on,
    current_on,
    end_partnerships,
    hand_whole,
    move_services,
    put_back,
)
from maillage.network.actions.organisations import history_audience, make_findable
from maillage.network.models import Organisation, OrganisationName, Partnership, Post, Site, Succession
from maillage.network.registries import merge_followers
from maillage.records.actions import action, require
from maillage.records.clock import today
from maillage.records.versioned import take_version

Kind = Succession.Kind
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Share:
    """What one of the organisations born of a split receives."""

    successor: Organisation
    posts: Sequence[Post] = field(default=())
    sites: Sequence[Site] = field(default=())


@action
def rename_organisation(
    *, by: Reader, organisation: Organisation, name: str, day: dt.date, seen: int, short_name: str | None = None
) -> Organisation:
    """The old name ends the day before `day` and stays findable. Raises `ChangedMeanwhile`."""
    require(by, "network.rename_organisation", organisation)
    if day > today():
        raise ValidationError("Le nouveau nom ne peut pas commencer dans le futur : revenez ce jour-là.")
    current = organisation.names.as_of().order_by("-valid_from", "-pk").first()
    if current and current.valid_from and day <= current.valid_from:
        raise ValidationError(
            f"Le nom actuel vaut depuis le {in_words(current.valid_from)} : choisissez une date après celle-là."
        )
    take_version(organisation, seen=seen)
    former = organisation.name
    if current:
        organisation.names.filter(pk=current.pk).update(valid_to=day - ONE_DAY)
    OrganisationName.objects.create(organisation=organisation, name=name, valid_from=day)
    organisation.name = name
    if short_name is not None:
        organisation.short_name = short_name
    organisation.checked_on = today()
    organisation.save(update_fields=["name", "sort_name", "search_key", "short_name", "checked_on"])
    note = f"à partir du {in_words(day)}"
    _record(by, organisation, "renommée", Change("name", "nom", former, name), note=note)
    make_findable(organisation)
    return organisation


@action
def cease_organisation(
    *,
    by: Reader,
    organisation: Organisation,
    last_day: dt.date,
    seen: int,
    kept_by: Organisation | None = None,
    note: str = "",
) -> Succession:
    """It stops; nobody follows. `kept_by` keeps its sheet for memory."""
    return _end(by, organisation, Kind.CEASED, None, last_day + ONE_DAY, seen, kept_by=kept_by, note=note)


@action
def merge_organisation(
    *, by: Reader, organisation: Organisation, into: Organisation, day: dt.date, seen: int, note: str = ""
) -> Succession:
    """From `day` on there is only `into`, which keeps the sheet."""
    return _end(by, organisation, Kind.MERGED, into, day, seen, kept_by=into, note=note)


@action
def take_over_organisation(
    *, by: Reader, organisation: Organisation, successor: Organisation, day: dt.date, seen: int, note: str = ""
) -> Succession:
    """`successor` takes over the activities from `day` on, and keeps the sheet."""
    return _end(by, organisation, Kind.TAKEN_OVER, successor, day, seen, kept_by=successor, note=note)


@action
def join_duplicates(*, by: Reader, organisation: Organisation, kept: Organisation, seen: int) -> Succession:
    """The same organisation entered twice: `kept` receives everything and the other address leads to it."""
    return _end(by, organisation, Kind.DUPLICATE, kept, today(), seen, kept_by=kept)


@action
def split_organisation(
    *, by: Reader, organisation: Organisation, day: dt.date, seen: int, shares: Sequence[Share], note: str = ""
) -> list[Succession]:
    """The first share is the main one: it keeps the sheet, the services and the seats in spaces."""
    if len({share.successor.pk for share in shares}) < 2:
        raise ValidationError("Une scission donne au moins deux organisations différentes.")
    _check_end(by, organisation, [share.successor for share in shares], day, seen)
    before = _closed(organisation, day, kept_by=shares[0].successor)
    made = []
    for share in shares:
        succession = Succession.objects.create(
            former=organisation, successor=share.successor, kind=Kind.SPLIT, day=day, note=note
        )
        succession.moved = {
            "former": before,
            "posts": carry_on(share.posts, share.successor, day),
            "sites": carry_on(share.sites, share.successor, day),
        }
        made.append(succession)
    made[0].moved |= _rest(by, made[0])
    Succession.objects.bulk_update(made, ["moved"])
    names = in_words([str(share.successor) for share in shares])
    _record(by, organisation, "scindée", Change("succession", "devient", "", names), note=note)
    make_findable(organisation, *(share.successor for share in shares))
    return made


@action
def undo_succession(*, by: Reader, succession: Succession) -> Organisation:
    """Takes back what was said: the organisation exists again with what was its own, changes made since are kept."""
    former = succession.former
    require(by, "network.end_organisation", former)
    moved: dict[str, Any] = succession.moved
    for name, follower in merge_followers.items():
        if name in moved.get("followers", {}):
            follower.undo(by, succession, moved["followers"][name])
    for name in DATED:
        put_back(name, moved.get(name, []), former)
    Organisation.objects.filter(pk__in=moved.get("services", [])).update(part_of=former)
    Partnership.objects.filter(pk__in=moved.get("partnerships", [])).update(valid_to=None)
    undone = Change("succession", "suite", str(succession), "")
    successor = succession.successor
    succession.delete()
    if not former.successions.exists():
        Organisation.objects.filter(pk=former.pk).update(**moved["former"])
        former.refresh_from_db()
    _record(by, former, "rétablie", undone)
    make_findable(former, *([successor] if successor else []))
    return former


def _end(
    by: Reader,
    organisation: Organisation,
    kind: Succession.Kind,
    successor: Organisation | None,
    day: dt.date,
    seen: int,
    *,
    kept_by: Organisation | None = None,
    note: str = "",
) -> Succession:
    _check_end(by, organisation, [successor] if successor else [], day, seen)
    before = _closed(organisation, day, kept_by=kept_by, hidden=kind == Kind.DUPLICATE)
    succession = Succession.objects.create(
        former=organisation, successor=successor, kind=kind, day=day, note=note
    )
    succession.moved = {"former": before, **_rest(by, succession)}
    succession.save(update_fields=["moved"])
    _record(by, organisation, kind.label, Change("succession", kind.label, "", str(successor or "")), note=note)
    make_findable(organisation, *([successor] if successor else []))
    return succession


def _check_end(
    by: Reader, organisation: Organisation, successors: Sequence[Organisation], day: dt.date, seen: int
) -> None:
    require(by, "network.end_organisation", organisation)
    if organisation.successions.exists():
        raise ValidationError("La suite de cette organisation est déjà notée : annulez-la d’abord.")
    if any(successor.pk == organisation.pk for successor in successors):
        raise ValidationError("Une organisation ne peut pas se succéder à elle-même.")
    if any(successor.successions.exists() for successor in successors):
        raise ValidationError(
            "L’organisation choisie n’existe plus elle-même : choisissez celle qui lui a succédé."
        )
    if any(successor.part_of_id == organisation.pk for successor in successors):
        Organisation.objects.filter(pk__in=[one.pk for one in successors], part_of=organisation).update(
            part_of=organisation.part_of
        )
    if organisation.valid_from and day <= organisation.valid_from:
        raise ValidationError(f"L’organisation n’existe que depuis le {in_words(organisation.valid_from)}.")
    take_version(organisation, seen=seen)


def _closed(
    organisation: Organisation, day: dt.date, *, kept_by: Organisation | None, hidden: bool = False
) -> dict[str, Any]:
    """Ends the organisation the day before `day`; returns the columns to restore."""
    before = {
        "valid_to": organisation.valid_to.isoformat() if organisation.valid_to else None,
        "kept_by_id": organisation.kept_by_id,
        "audience": organisation.audience,
    }
    organisation.valid_to = day - ONE_DAY
    organisation.kept_by = kept_by
    if hidden:
        organisation.audience = COORDINATORS
    organisation.save(update_fields=["valid_to", "kept_by", "audience"])
    return before


def _rest(by: Reader, succession: Succession) -> dict[str, Any]:
    """What follows as a whole, or ends with the organisation; what a split already shared is left alone."""
    former, successor, day = succession.former, succession.successor, succession.day
    moved: dict[str, Any] = {}
    if succession.kind == Kind.DUPLICATE:
        moved = hand_whole(succession)
    else:
        goes_on = successor if succession.kind in (Kind.MERGED, Kind.TAKEN_OVER) else None
        for name, model in DATED.items():
            notes = succession.moved.get(name, [])
            moved[name] = notes + carry_on(list(current_on(model, former, day)), goes_on, day)
        moved["partnerships"] = end_partnerships(former, day)
    if successor:
        moved["services"] = move_services(former, successor)
    moved["followers"] = {name: one.follow(by, succession) for name, one in merge_followers.items()}
    return moved


def _record(by: Reader, organisation: Organisation, verb: str, change: Change, note: str = "") -> None:
    record(
        by=by,
        verb=verb,
        on=organisation,
        audience=history_audience(organisation),
        changes=[change],
        note=note,
    )
