"""Writes: a space changes state, ground or visibility, each on a day and for a reason (B10, B12, M2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from maillage.core.readers import PUBLIC, Reader
from maillage.journal.actions import Change, in_words, record
from maillage.journal.models import Entry
from maillage.network.actions.space_index import index_space, index_space_and_below
from maillage.network.actions.successions import end_before, not_in_future
from maillage.network.models import Space, SpaceScope, SpaceStatus
from maillage.network.registries import audience_followers
from maillage.network.states import SPACE
from maillage.records.actions import action, require
from maillage.territory.models import Territory


@action
def change_status(*, by: Reader, space: Space, verb: str, day: dt.date, reason: str = "") -> Space:
    """Takes one line of the table of states; raises `TransitionRefused` when the space has moved on meanwhile."""
    require(by, "network.organise_space", space)
    space = Space.objects.select_for_update().get(pk=space.pk)
    step = SPACE.take(verb, state=space.status)
    if step.reason_needed and not reason.strip():
        raise ValidationError({"reason": "Dites pourquoi en une phrase : on vous le demandera plus tard."})
    not_in_future(day)
    current = space.statuses.filter(valid_to__isnull=True).first()
    before = space.get_status_display()
    end_before(current, day)
    SpaceStatus.objects.create(space=space, status=step.target, reason=reason.strip(), valid_from=day)
    space.status = step.target
    space.valid_to = day if step.target == Space.Status.CLOSED else None
    if space.valid_from is not None and space.valid_from > day:
        space.valid_from = day
    space.save(update_fields=["status", "valid_from", "valid_to"])
    index_space(space)
    change = Change("status", "état", before, space.get_status_display())
    record(by=by, verb="état changé", on=space, audience=space.audience, changes=[change], note=reason.strip())
    return space


@action
def change_scope(
    *,
    by: Reader,
    space: Space,
    territories: Iterable[Territory],
    wording: str = "",
    day: dt.date,
    reason: str,
) -> SpaceScope:
    """The space covers another ground from that day; the former one stays readable, with the reason (B10)."""
    require(by, "network.organise_space", space)
    not_in_future(day)
    if not reason.strip():
        raise ValidationError(
            {"reason": "Dites pourquoi le territoire change : c’est ce qu’on relira plus tard."}
        )
    territories = list(territories)
    before = space.scopes.filter(valid_to__isnull=True).first()
    change = Change("scope", "territoire", _in_words(before), wording or in_words(territories))
    if space.parent_id and space.inherits:
        space.inherits = False
        space.save(update_fields=["inherits"])
    scope = _succeed(space, territories, wording.strip(), day, reason.strip())
    index_space_and_below(space)
    record(
        by=by,
        verb="territoire changé",
        on=space,
        audience=space.audience,
        changes=[change],
        note=reason.strip(),
    )
    return scope


def _succeed(space: Space, territories: list[Territory], wording: str, day: dt.date, reason: str) -> SpaceScope:
    end_before(space.scopes.filter(valid_to__isnull=True).first(), day)
    scope = SpaceScope.objects.create(space=space, wording=wording, reason=reason, valid_from=day)
    scope.territories.set(territories)
    for follower in space.subgroups.filter(inherits=True):
        _succeed(follower, territories, wording, day, reason)
    return scope


def _in_words(scope: SpaceScope | None) -> str:
    return (scope.wording or in_words(list(scope.territories.all()))) if scope else ""


@action
def change_visibility(*, by: Reader, space: Space, restricted: bool) -> Space:
    """Reserves the space to its members or opens it; all that depends on it follows in this transaction (M2)."""
    require(by, "network.organise_space", space)
    if space.restricted == restricted:
        return space
    space.restricted = restricted
    parent_public = space.parent is None or space.parent.is_public
    _readdress(space, closed=restricted or not parent_public)
    index_space_and_below(space)
    verb = "réservée aux membres" if restricted else "rendue visible de tous"
    record(by=by, verb=verb, on=space, audience=space.audience)
    return space


def _readdress(space: Space, *, closed: bool) -> None:
    """Rewrites the audience of the space, of its journal, of what higher rooms hang on it, and of its sub-groups."""
    old, new = space.audience, space.key if closed else PUBLIC
    space.audience = new
    space.save(update_fields=["audience", "restricted"])
    if old != new:
        Entry.objects.about(space).update(audience=new)
        for follower in audience_followers:
            follower(space, old, new)
    for below in space.subgroups.filter(restricted=False):
        _readdress(below, closed=closed)
