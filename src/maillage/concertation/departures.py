"""What a person leaves behind here on leaving an organisation: requests they answer for, actions where they stand for it."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from maillage.accounts.models import Person
from maillage.accounts.queries import reader_of_person
from maillage.concertation.models import Carrier, Intervention
from maillage.concertation.models.interventions import OPEN
from maillage.concertation.queries.acting import LIVING
from maillage.core.readers import Reader
from maillage.journal.actions import changes_between, record
from maillage.network.models import Membership, Organisation, Post
from maillage.network.registries import Charge
from maillage.records.clock import today


def charges(person: Person, organisation: Organisation, day: dt.date) -> list[Charge]:
    del day
    found = [
        Charge(f"request:{one.uid}", f"Demande : {one.title}", one.space.audience)
        for one in _requests(person, organisation)
    ]
    for carrier in _carried(person, organisation):
        found.append(
            Charge(f"action:{carrier.pk}", f"Action : {carrier.action.title}", carrier.action.item.audience)
        )
    return found


def close(by: Reader, person: Person, organisation: Organisation, day: dt.date) -> None:
    """The place stays empty until somebody takes it, and the organisation itself is asked for news. Who sits in the
    space by another organisation goes on answering; who leaves later stays until then."""
    if day > today():
        return
    _carried(person, organisation).update(person=None)
    still = reader_of_person(person, day + dt.timedelta(days=1))
    for one in _requests(person, organisation):
        if not still.has(one.space.key):
            _give(by, one, None)


def hand_over(by: Reader, key: str, heir: Post, day: dt.date) -> None:
    """Gives one request or one action to a colleague. Raises `ValidationError` when the request is in a space where the
    colleague does not sit."""
    noun, _, of = key.partition(":")
    if noun == "action":
        Carrier.objects.filter(pk=of).update(person=heir.person)
        return
    one = Intervention.objects.select_related("space", "item").get(item__uid=of)
    if not reader_of_person(heir.person, day).has(one.space.key):
        raise ValidationError(f"{heir.person} ne siège pas dans « {one.space} » et ne peut pas en répondre.")
    _give(by, one, heir.person)


def _give(by: Reader, intervention: Intervention, owner: Person | None) -> None:
    changes = changes_between(intervention, {"owner": owner}, personal={"owner"})
    intervention.owner = owner
    intervention.version += 1
    intervention.save(update_fields=["owner", "version"])
    record(by=by, verb="organisée", on=intervention, audience=intervention.space.key, changes=changes)


def _requests(person: Person, organisation: Organisation) -> QuerySet[Intervention]:
    """Those still open in spaces where the organisation sits today, whenever the departure."""
    seats = Membership.objects.sitting(today()).filter(organisation=organisation)
    rows = Intervention.objects.filter(owner=person, status__in=OPEN, space__in=seats.values("space"))
    return rows.select_related("space", "item").order_by("asked_on", "pk")


def _carried(person: Person, organisation: Organisation) -> QuerySet[Carrier]:
    rows = Carrier.objects.filter(person=person, organisation=organisation, valid_to__isnull=True)
    return rows.filter(action__status__in=LIVING).select_related("action__item").order_by("pk")
