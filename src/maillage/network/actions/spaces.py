"""Writes: a space is created and its sheet edited (B1, B2, B12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypedDict

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.core.readers import ADMINISTRATORS, PUBLIC, Reader, coordinates_key, space_key
from maillage.journal.actions import Change, changes_between, in_words, record
from maillage.network.actions.space_index import index_space, index_space_and_below
from maillage.network.models import (
    Membership,
    Organisation,
    Space,
    SpaceHost,
    SpaceObjective,
    SpaceScope,
    SpaceStatus,
)
from maillage.network.queries.space_keys import MAX_DEPTH
from maillage.records.actions import NotAllowed, action, may, require
from maillage.records.clock import today
from maillage.records.versioned import take_version
from maillage.territory.models import Territory
from maillage.vocabulary.models import Term

Hosting = tuple[Organisation, str]


class SpaceFields(TypedDict, total=False):
    """What the sheet of a space says; only the fields given are written."""

    name: str
    kind: Term
    purpose: str
    contact: Person | None
    contact_phone: str
    contact_email: str
    source: str


@action
def create_space(
    *,
    by: Reader,
    uid: str,
    name: str,
    kind: Term,
    purpose: str = "",
    themes: Iterable[Term] = (),
    territories: Iterable[Territory] = (),
    scope_wording: str = "",
    hosts: Sequence[Hosting] = (),
    members: Sequence[Organisation] = (),
    parent: Space | None = None,
    restricted: bool = False,
    status: str = Space.Status.ACTIVE,
    since: dt.date | None = None,
    source: str = "",
) -> Space:
    """A new space with its first state, scope, hosts and members. Sent twice, the first result comes back.

    A sub-group without territory or themes of its own follows its parent's (B12).
    """
    _require_creation(by, parent, hosts)
    done = Space.objects.filter(uid=uid).first()
    if done is not None:
        return _already(by, done)
    themes, territories = list(themes), list(territories)
    inherits = parent is not None and not themes and not territories
    space = Space.objects.create(
        uid=uid,
        name=name,
        kind=kind,
        purpose=purpose,
        parent=parent,
        inherits=inherits,
        status=status,
        restricted=restricted,
        audience=_audience(uid, restricted=restricted, parent=parent),
        valid_from=since,
        source=source,
    )
    _first_rows(space, since, hosts, members)
    scope = SpaceScope.objects.create(space=space, wording=scope_wording, valid_from=since)
    space.themes.set(parent.themes.all() if parent is not None and inherits else themes)
    scope.territories.set(_grounds_of(parent) if parent is not None and inherits else territories)
    index_space(space)
    record(by=by, verb="créée", on=space, audience=space.audience)
    return space


def _require_creation(by: Reader, parent: Space | None, hosts: Sequence[Hosting]) -> None:
    """Who coordinates creates for their own host; organisers of a space create its sub-groups.

    Only an administrator notes a space whose host is not known.
    """
    if parent is not None:
        require(by, "network.organise_space", parent)
        _require_depth(parent)
        return
    require(by, "network.create_space")
    if not hosts and not by.has(ADMINISTRATORS):
        raise ValidationError({"hosts": "Choisissez l’organisation qui héberge cet espace."})
    if not by.has(ADMINISTRATORS, *(coordinates_key(organisation.uid) for organisation, _ in hosts)):
        raise NotAllowed("Choisissez parmi les hébergeurs une organisation pour laquelle vous coordonnez.")


def _require_depth(parent: Space) -> None:
    depth, above = 1, parent
    while above.parent is not None:
        depth, above = depth + 1, above.parent
    if depth >= MAX_DEPTH:
        raise ValidationError({"parent": "Un sous-groupe de sous-groupe ne peut plus se diviser."})


def _already(by: Reader, done: Space) -> Space:
    if not may(by, "network.organise_space", done) and done.audience not in by.keys:
        raise ValidationError("Ce formulaire a expiré : rechargez la page et recommencez.")
    return done


def _audience(uid: str, *, restricted: bool, parent: Space | None) -> str:
    closed = restricted or (parent is not None and not parent.is_public)
    return space_key(uid) if closed else PUBLIC


def _grounds_of(parent: Space) -> list[Territory]:
    scope = parent.scopes.filter(valid_to__isnull=True).first()
    return list(scope.territories.all()) if scope else []


def _first_rows(
    space: Space, since: dt.date | None, hosts: Sequence[Hosting], members: Sequence[Organisation]
) -> None:
    SpaceStatus.objects.create(space=space, status=space.status, valid_from=since)
    once = {organisation.pk: (organisation, role) for organisation, role in reversed(hosts)}
    SpaceHost.objects.bulk_create(
        SpaceHost(space=space, organisation=organisation, role=role, valid_from=since)
        for organisation, role in reversed(once.values())
    )
    Membership.objects.bulk_create(
        Membership(space=space, organisation=organisation, valid_from=since or today())
        for organisation in {member.pk: member for member in members}.values()
    )


@action
def edit_space(
    *, by: Reader, space: Space, seen: int, themes: Iterable[Term], fields: SpaceFields | None = None
) -> Space:
    """Corrects or completes the sheet. Raises `ChangedMeanwhile`."""
    new = fields or SpaceFields()
    require(by, "network.organise_space", space)
    take_version(space, seen=seen)
    changes = changes_between(space, new, personal={"contact", "contact_phone", "contact_email"})
    for name, value in new.items():
        setattr(space, name, value)
    space.save(update_fields=[*new, "sort_name"])
    changes += _set_themes(space, list(themes))
    index_space_and_below(space)
    if changes:
        record(by=by, verb="modifiée", on=space, audience=space.audience, changes=changes)
    return space


def _set_themes(space: Space, themes: list[Term]) -> list[Change]:
    """Sub-groups that follow their parent follow it here too."""
    before = list(space.themes.all())
    if {term.pk for term in before} == {term.pk for term in themes}:
        return []
    space.themes.set(themes)
    for follower in space.subgroups.filter(inherits=True):
        _set_themes(follower, themes)
    return [Change("themes", "thèmes", in_words(before), in_words(themes))]


@action
def set_objectives(*, by: Reader, space: Space, texts: Sequence[str], day: dt.date) -> list[SpaceObjective]:
    """The objectives from that day on: those no longer named end the day before, new ones begin (B5)."""
    require(by, "network.organise_space", space)
    current = {row.text: row for row in space.objectives.filter(valid_to__isnull=True)}
    wanted = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    _end_objectives([row for text, row in current.items() if text not in wanted], day)
    for rank, text in enumerate(wanted):
        row = current.get(text)
        if row is None:
            SpaceObjective.objects.create(space=space, text=text, rank=rank, valid_from=day)
        elif row.rank != rank:
            row.rank = rank
            row.save(update_fields=["rank"])
    index_space(space)
    if list(current) != wanted:
        change = Change("objectives", "objectifs", " ; ".join(current), " ; ".join(wanted))
        record(by=by, verb="objectifs revus", on=space, audience=space.audience, changes=[change])
    return list(space.objectives.filter(valid_to__isnull=True))


def _end_objectives(rows: Iterable[SpaceObjective], day: dt.date) -> None:
    for row in rows:
        if row.valid_from is not None and row.valid_from >= day:
            row.delete()
        else:
            row.valid_to = day - dt.timedelta(days=1)
            row.save(update_fields=["valid_to"])
