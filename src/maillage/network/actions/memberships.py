"""Writes: organisations and professionals sit in a space, change place in it, leave it (A12, B1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.actions.membership_mail import mail_invitation
from maillage.network.actions.successions import end_on
from maillage.network.models import Membership, Organisation, Space
from maillage.network.states import MEMBERSHIP
from maillage.records.actions import action, require


@action
def add_members(
    *,
    by: Reader,
    space: Space,
    organisations: Sequence[Organisation] = (),
    people: Sequence[Person] = (),
    status: str = Membership.Status.MEMBER,
    since: dt.date,
    contacts: Mapping[int, str] | None = None,
) -> list[Membership]:
    """Adds many at once; those who already sit, ask or are invited there stay as they are. Returns those added.

    Who is invited receives a letter with a personal link: at its own address, or at that of `contacts`, by key of
    the organisation.
    """
    require(by, "network.organise_space", space)
    _require_open(space)
    here = space.memberships.filter(valid_to__isnull=True).values_list("organisation_id", "person_id")
    seated = {organisation for organisation, _ in here if organisation}
    alone = {person for organisation, person in here if not organisation}
    rows = [
        Membership(space=space, organisation=one, status=status, valid_from=since)
        for one in _once(organisations)
        if one.pk not in seated
    ]
    rows += [
        Membership(space=space, person=one, status=status, valid_from=since)
        for one in _once(people)
        if one.pk not in alone
    ]
    Membership.objects.bulk_create(rows)
    if rows:
        verb = "a invité" if status == Membership.Status.INVITED else "membres ajoutés"
        note = ", ".join(_name(row) for row in rows)
        record(by=by, verb=verb, on=space, audience=space.audience, note=note)
    if status == Membership.Status.INVITED:
        for row in rows:
            mail_invitation(row, by, to=(contacts or {}).get(row.organisation_id or 0, ""))
    return rows


def _require_open(space: Space) -> None:
    if space.status == Space.Status.CLOSED:
        raise ValidationError("Cet espace est clôturé : rouvrez-le d’abord.")


def _once(rows: Iterable) -> list:
    return list({row.pk: row for row in rows}.values())


def _name(row: Membership) -> str:
    """How the journal names a member: a professional by initials, since the name may be private."""
    if row.organisation is not None:
        return str(row.organisation)
    return row.person.initials if row.person is not None else row.applicant_organisation


@action
def name_representatives(
    *, by: Reader, membership: Membership, person: Person | None, deputy: Person | None
) -> Membership:
    """Says who sits for the organisation, titulaire and suppléant; both work there."""
    require(by, "network.speak_for_member", membership)
    if membership.organisation is None:
        raise ValidationError("Ce membre siège en son nom.")
    if person is not None and person == deputy:
        raise ValidationError({"deputy": "Choisissez deux personnes différentes."})
    for field, one in (("person", person), ("deputy", deputy)):
        if one is not None and not one.posts.filter(organisation=membership.organisation).as_of().exists():
            raise ValidationError({field: f"Cette personne ne travaille pas chez {membership.organisation}."})
    membership.person, membership.deputy = person, deputy
    membership.save(update_fields=["person", "deputy"])
    space = membership.space
    record(
        by=by,
        verb="représentants désignés",
        on=space,
        audience=space.audience,
        note=str(membership.organisation),
    )
    return membership


@action
def change_place(*, by: Reader, membership: Membership, verb: str, day: dt.date) -> Membership:
    """From member to occasional participant or back: the former place ends the day before, a new one begins."""
    space = membership.space
    require(by, "network.organise_space", space)
    step = MEMBERSHIP.take(verb, state=membership.status)
    if membership.valid_to is not None:
        raise ValidationError("Ce membre est déjà sorti.")
    if membership.valid_from is not None and membership.valid_from >= day:
        membership.status = step.target
        membership.save(update_fields=["status"])
        changed = membership
    else:
        end_on(membership, day - dt.timedelta(days=1))
        changed = Membership.objects.create(
            space=space,
            organisation=membership.organisation,
            person=membership.person,
            deputy=membership.deputy,
            status=step.target,
            valid_from=day,
        )
    note = f"{_name(changed)} : {changed.get_status_display()}"
    record(by=by, verb="place changée", on=space, audience=space.audience, note=note)
    return changed


@action
def leave_space(*, by: Reader, membership: Membership, last_day: dt.date, reason: str = "") -> Membership:
    """The member leaves; the membership and the mandates held here for it stay readable at earlier dates."""
    require(by, "network.speak_for_member", membership)
    space = membership.space
    if membership.valid_to is not None:
        raise ValidationError("Ce membre est déjà sorti.")
    end_on(membership, last_day)
    membership.left_because = reason
    membership.save(update_fields=["left_because"])
    _end_charges(membership, last_day)
    note = f"{_name(membership)}, dernier jour le {last_day:%d/%m/%Y}. {reason}".strip()
    record(by=by, verb="membre sorti", on=space, audience=space.audience, note=note)
    return membership


def _end_charges(membership: Membership, last_day: dt.date) -> None:
    held = membership.space.mandates.filter(valid_to__isnull=True)
    if membership.organisation is not None:
        held = held.filter(organisation=membership.organisation)
    else:
        held = held.filter(organisation__isnull=True, person=membership.person)
    for mandate in held:
        end_on(mandate, max(last_day, mandate.valid_from or last_day))
