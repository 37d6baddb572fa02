"""Writes: contacts brought, corrected, shared line by line, withdrawn, deleted, invited (row A6).

The journal tells only that lines were shared or withdrawn, how many, and to organisers; of a private line it says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.core.cleaning import Level
from maillage.core.readers import Reader, organises_key
from maillage.journal.actions import record
from maillage.network.actions.memberships import add_members
from maillage.network.actions.organisations import SheetFields, register_organisation
from maillage.network.imports.address_book import LABELS, Card, ContactsFile
from maillage.network.models import AddressBookEntry, AddressBookFile, Membership, Organisation, Space
from maillage.records.actions import NotAllowed, action, require
from maillage.records.clock import now, today
from maillage.records.identity import new_uid

MOST_ENTRIES = 5_000
"""Lines of one person in one space."""


@action
def bring_contacts(
    *, by: Reader, space: Space, contacts: ContactsFile, cards: Sequence[Card], uid: str
) -> AddressBookFile:
    """Keeps the cards of a file for their owner alone. The same `uid` twice (a form sent twice) gives the first file."""
    require(by, "network.keep_address_book", space)
    owner = _owner(by)
    _refuse_too_many(space, owner, len(cards))
    fields = {
        "space": space,
        "owner": owner,
        "name": contacts.name.replace("\\", "/").rsplit("/", 1)[-1][:200] or "fichier",
        "headers": list(contacts.headers),
        "mapping": [list(pair) for pair in contacts.mapping],
    }
    file, is_new = AddressBookFile.objects.get_or_create(uid=uid or new_uid(), defaults=fields)
    if file.owner_id != owner.pk or file.space_id != space.pk:
        raise NotAllowed
    if is_new:
        _keep(cards, space=space, owner=owner, file=file)
    return file


@action
def read_columns_again(
    *, by: Reader, file: AddressBookFile, mapping: Sequence[tuple[int, str]], cards: Sequence[Card]
) -> AddressBookFile:
    """The columns meant something else: the lines of the file that are still private are made anew."""
    _require_own_file(by, file)
    file.mapping = [list(pair) for pair in mapping]
    file.save(update_fields=["mapping"])
    file.entries.private().delete()
    _keep(cards, space=file.space, owner=file.owner, file=file)
    return file


@action
def forget_file(*, by: Reader, file: AddressBookFile) -> int:
    """Deletes the file and the lines of it that were not shared; returns how many."""
    _require_own_file(by, file)
    deleted = file.entries.private().delete()[1].get("network.AddressBookEntry", 0)
    file.delete()
    return deleted


@action
def add_entry(*, by: Reader, space: Space, card: Card, uid: str) -> AddressBookEntry:
    """One line typed by hand, private too until it is shared."""
    require(by, "network.keep_address_book", space)
    owner = _owner(by)
    _refuse_too_many(space, owner, 1)
    entry, _is_new = AddressBookEntry.objects.get_or_create(
        uid=uid or new_uid(), defaults={"space": space, "owner": owner, **columns_of(card)}
    )
    if entry.owner_id != owner.pk:
        raise NotAllowed
    return entry


@action
def correct_entry(*, by: Reader, entry: AddressBookEntry, card: Card) -> AddressBookEntry:
    """Only its owner corrects a line, shared or not."""
    require(by, "network.own_entry", entry)
    for name, value in columns_of(card).items():
        if name not in {"row", "raw"}:
            setattr(entry, name, value)
    entry.save()
    return entry


@action
def share_entries(*, by: Reader, space: Space, entries: Collection[AddressBookEntry]) -> int:
    """Opens the lines that were ticked to the organisers of the space; what else the file said of them goes."""
    require(by, "network.keep_address_book", space)
    for entry in entries:
        require(by, "network.own_entry", entry)
    rows = space.address_book.private().filter(pk__in=[entry.pk for entry in entries])
    shared = rows.update(shared_at=now(), raw=[])
    _tell(by, space, "contacts partagés", shared)
    return shared


@action
def withdraw_entries(*, by: Reader, space: Space, entries: Collection[AddressBookEntry]) -> int:
    """Takes lines out of the common address book: from now on only their owner sees them, for 90 days."""
    for entry in entries:
        require(by, "network.withdraw_entry", entry)
    rows = space.address_book.shared().filter(pk__in=[entry.pk for entry in entries])
    withdrawn = rows.update(shared_at=None, private_since=now())
    _tell(by, space, "contacts retirés", withdrawn)
    return withdrawn


@action
def delete_entries(*, by: Reader, space: Space, entries: Collection[AddressBookEntry]) -> int:
    """The owner's own lines, for good."""
    for entry in entries:
        require(by, "network.own_entry", entry)
    shared = sum(1 for entry in entries if entry.is_shared)
    rows = space.address_book.filter(pk__in=[entry.pk for entry in entries])
    deleted = rows.delete()[1].get("network.AddressBookEntry", 0)
    _tell(by, space, "contacts retirés", shared)
    return deleted


@action
def invite_from_entry(
    *, by: Reader, entry: AddressBookEntry, organisation: Organisation | None, uid: str = ""
) -> Membership:
    """Invites the organisation of a shared line; without one, its sheet is opened from the line first."""
    require(by, "network.invite_entry", entry)
    space = entry.space
    chosen = organisation or _opened(by, entry, uid)
    add_members(
        by=by,
        space=space,
        organisations=[chosen],
        status=Membership.Status.INVITED,
        since=today(),
        contacts={chosen.pk: entry.email},
    )
    found = space.memberships.filter(organisation=chosen, valid_to__isnull=True).first()
    if found is None:
        raise ValidationError("Cette organisation n’a pas pu être invitée.")
    entry.invitation = found
    entry.save(update_fields=["invitation"])
    return found


def _opened(by: Reader, entry: AddressBookEntry, uid: str) -> Organisation:
    known = Organisation.objects.visible_to(by).filter(uid=uid).first() if uid else None
    if known is not None:
        return known
    if not entry.organisation_name:
        raise ValidationError("Cette ligne ne nomme pas d’organisation : choisissez-en une dans l’annuaire.")
    alone = not entry.person_name
    values = entry.values
    fields = SheetFields(
        name=entry.organisation_name,
        short_name=values.get("short_name", "")[:40],
        website=values.get("website", "")[:200] if values.get("website", "").startswith("http") else "",
        email=entry.email if alone else "",
        phone=entry.phone if alone else "",
    )
    return register_organisation(by=by, fields=fields, uid=uid)


def columns_of(card: Card) -> dict[str, Any]:
    """A card as the columns of a line."""
    return {
        "row": card.number,
        "raw": list(card.raw),
        "values": dict(card.values),
        "remarks": [
            {
                "field": LABELS.get(key, key),
                "level": flag.level.value,
                "message": flag.message,
                "mend": flag.suggestion,
            }
            for key, flag in card.remarks
        ],
        "doubts": sum(1 for _key, flag in card.remarks if flag.level is not Level.INFO),
        "likely": [dict(one) for one in card.likely],
        "organisation_name": card.organisation_name[:200],
        "person_name": card.person_name[:170],
        "function": card.function[:120],
        "email": card.email[:254],
        "phone": card.phone[:40],
        "locality": card.locality[:120],
    }


def _keep(cards: Sequence[Card], *, space: Space, owner: Person, file: AddressBookFile) -> None:
    AddressBookEntry.objects.bulk_create(
        AddressBookEntry(space=space, owner=owner, file=file, **columns_of(card)) for card in cards
    )


def _owner(by: Reader) -> Person:
    return Person.objects.get(uid=by.uid)


def _require_own_file(by: Reader, file: AddressBookFile) -> None:
    require(by, "network.keep_address_book", file.space)
    if file.owner.uid != by.uid:
        raise NotAllowed


def _refuse_too_many(space: Space, owner: Person, more: int) -> None:
    if space.address_book.filter(owner=owner).count() + more > MOST_ENTRIES:
        raise ValidationError(
            "Votre carnet compterait plus de 5 000 lignes ici : supprimez d’abord celles qui ne servent plus."
        )


def _tell(by: Reader, space: Space, verb: str, count: int) -> None:
    if count:
        note = "1 contact" if count == 1 else f"{count} contacts"
        record(by=by, verb=verb, on=space, audience=organises_key(space.uid), note=note)
