"""What spaces do when a person leaves an organisation, or when one organisation takes the place of another (A2, A8)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.network.actions.successions import end_on
from maillage.network.models import Mandate, Membership, Organisation, Post, SpaceHost, Succession
from maillage.network.registries import Charge
from maillage.records.dated import holds_on

ONE_DAY = dt.timedelta(days=1)
FOLLOWING: dict[str, Any] = {"membership": Membership, "host": SpaceHost, "mandate": Mandate}


def charges_of(person: Person, organisation: Organisation, day: dt.date) -> list[Charge]:
    """The mandates held, and the memberships where this person is titulaire or suppléant."""
    found = [
        Charge(
            f"mandate:{mandate.uid}", f"{mandate.space} : {mandate.get_role_display()}", mandate.space.audience
        )
        for mandate in _mandates(person, organisation, day)
    ]
    for membership in _memberships(person, organisation, day):
        place = "titulaire" if membership.person_id == person.pk else "suppléant·e"
        label = f"{membership.space} : {place}"
        found.append(Charge(f"membership:{membership.uid}", label, membership.space.audience))
    return found


def close_charges(by: Reader, person: Person, organisation: Organisation, day: dt.date) -> None:
    """Mandates end with that day. Who sat for the organisation stays written until a colleague takes over: in a
    restricted space an empty chair would open the door to everyone who works there.
    """
    del by
    for mandate in _mandates(person, organisation, day):
        end_on(mandate, day)


def hand_over_charge(by: Reader, key: str, heir: Post, day: dt.date) -> None:
    """Gives one mandate or one chair to a colleague, from that day."""
    del by
    noun, _, uid = key.partition(":")
    if noun == "mandate":
        former = Mandate.objects.get(uid=uid)
        Mandate.objects.get_or_create(
            space=former.space,
            role=former.role,
            person=heir.person,
            organisation=heir.organisation,
            valid_to=None,
            defaults={"valid_from": day, "drawn_from": former.drawn_from},
        )
        return
    membership = Membership.objects.get(uid=uid)
    held = {membership.person_id: "person", membership.deputy_id: "deputy"}
    chair = "person" if membership.person_id and not _works(membership.person, heir, day) else "deputy"
    if heir.person_id not in held:
        setattr(membership, chair, heir.person)
        membership.save(update_fields=[chair])


def _works(person: Person | None, heir: Post, day: dt.date) -> bool:
    return person is not None and person.posts.filter(organisation=heir.organisation).as_of(day).exists()


def _mandates(person: Person, organisation: Organisation, day: dt.date) -> list[Mandate]:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    running = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return list(
        Mandate.objects.filter(begun & running, person=person, organisation=organisation).select_related(
            "space"
        )
    )


def _memberships(person: Person, organisation: Organisation, day: dt.date) -> list[Membership]:
    seated = Membership.objects.filter(holds_on(day), organisation=organisation)
    return list(seated.filter(Q(person=person) | Q(deputy=person)).select_related("space"))


def follow_succession(by: Reader, succession: Succession) -> dict[str, list[str]]:
    """The successor takes the chairs, hosting and mandates of the former from that day; one that it has is not doubled."""
    del by
    former, successor, day = succession.former, succession.successor, succession.day
    if successor is not None and succession.kind == Succession.Kind.DUPLICATE:
        return _make_theirs(former, successor, day)
    ended: list[str] = []
    begun: list[str] = []
    for noun, model in FOLLOWING.items():
        rows = model.objects.filter(organisation=former).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        for row in rows:
            ended.append(f"{noun}:{row.uid}:{row.valid_to.isoformat() if row.valid_to else ''}")
            if successor is not None:
                begun += _begin(noun, row, successor, day)
            _end_at(row, day)
    return {"ended": ended, "begun": begun}


def _make_theirs(former: Organisation, successor: Organisation, day: dt.date) -> dict[str, list[str]]:
    """One sheet entered twice: all rows become the other sheet's; a chair that it holds already ends here."""
    moved: list[str] = []
    ended: list[str] = []
    for noun, model in FOLLOWING.items():
        for row in model.objects.filter(organisation=former).select_related("space"):
            if row.valid_to is None and _held(noun, row, successor):
                ended.append(f"{noun}:{row.uid}:")
                _end_at(row, day)
                continue
            model.objects.filter(pk=row.pk).update(organisation=successor)
            moved.append(f"{noun}:{row.uid}")
    return {"renamed": moved, "ended": ended}


def _held(noun: str, row: Any, successor: Organisation) -> bool:
    same = FOLLOWING[noun].objects.filter(space=row.space, organisation=successor, valid_to__isnull=True)
    if noun == "mandate":
        same = same.filter(role=row.role, person=row.person)
    return bool(same.exists())


def _begin(noun: str, row: Any, successor: Organisation, day: dt.date) -> list[str]:
    model = FOLLOWING[noun]
    if _held(noun, row, successor):
        return []
    kept = {
        "membership": ("status", "person", "deputy"),
        "host": ("role", "note"),
        "mandate": ("role", "person", "drawn_from"),
    }[noun]
    new = model.objects.create(
        space=row.space,
        organisation=successor,
        valid_from=max(day, row.valid_from or day),
        valid_to=row.valid_to,
        **{name: getattr(row, name) for name in kept},
    )
    return [f"{noun}:{new.uid}"]


def _end_at(row: Any, day: dt.date) -> None:
    """Rows that begin on the day or later end where they begin: their history starts with the successor."""
    last = day - ONE_DAY
    row.valid_to = max(last, row.valid_from) if row.valid_from else last
    row.save(update_fields=["valid_to"])


def undo_succession(by: Reader, succession: Succession, moved: Any) -> None:
    """Takes back what `follow_succession` noted."""
    del by
    for key in moved.get("renamed", []):
        noun, uid = key.split(":")
        FOLLOWING[noun].objects.filter(uid=uid).update(organisation=succession.former)
    for key in moved.get("begun", []):
        noun, uid = key.split(":")
        FOLLOWING[noun].objects.filter(uid=uid).delete()
    for key in moved.get("ended", []):
        noun, uid, day = key.split(":")
        FOLLOWING[noun].objects.filter(uid=uid).update(valid_to=dt.date.fromisoformat(day) if day else None)
