"""Adding a person, editing a profile, erasing someone (DOMAIN 2.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maillage.accounts.mails import tell_former_address
from maillage.accounts.models import ERASED, Person, User
from maillage.accounts.queries import is_last_administrator
from maillage.accounts.registries import after_profile, personal_data
from maillage.core.readers import ADMINISTRATORS, Reader, person_key
from maillage.journal.actions import changes_between, record, redact_about, redact_actor
from maillage.records.actions import NotAllowed, action, require
from maillage.records.clock import now
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version

PROFILE_FIELDS = ("given_name", "family_name", "email", "phone", "show_name", "show_email", "show_photo")


class LastAdministrator(NotAllowed):
    """Without an administrator nobody could keep the installation running."""

    def __init__(self) -> None:
        super().__init__(
            "Vous êtes la seule personne qui administre cette installation : nommez d’abord quelqu’un d’autre."
        )


def _require_own_log_in(by: Reader, person: Person, former: str, wanted: str) -> None:
    """Log-in codes go to this address: once there is an account, only its owner or an administrator moves it."""
    if wanted == former or person.user_id is None or by.has(person_key(person.uid), ADMINISTRATORS):
        return
    raise NotAllowed(
        "Cette personne se connecte avec cette adresse : elle seule peut la changer, dans son profil."
    )


@action
def add_person(
    *, by: Reader, family_name: str, given_name: str = "", email: str = "", phone: str = "", uid: str = ""
) -> Person:
    """Someone of the network: the e-mail address, when given, is also the invitation to log in.

    The same `uid` twice (a form sent twice) gives the person of the first time.
    """
    require(by, "accounts.add_person")
    fields = {"family_name": family_name, "given_name": given_name, "email": email.lower(), "phone": phone}
    person, is_new = Person.objects.get_or_create(uid=uid or new_uid(), defaults=fields)
    if is_new:
        record(by=by, verb="ajouté·e", on=person, audience=person_key(person.uid))
    return person


@action
def edit_person(*, by: Reader, person: Person, seen: int, new: Mapping[str, Any]) -> Person:
    """Changes what a profile says. `new`: any of `PROFILE_FIELDS`.

    Raises `ChangedMeanwhile` when the profile is no longer the version that was `seen`.
    """
    require(by, "accounts.edit_person", person)
    take_version(person, seen=seen)
    person.refresh_from_db()
    former_email = person.email
    wanted = {name: new[name] for name in PROFILE_FIELDS if name in new}
    if "email" in wanted:
        wanted["email"] = wanted["email"].lower()
    changes = changes_between(person, wanted, personal=wanted)
    _require_own_log_in(by, person, former_email, wanted.get("email", former_email))
    for name, value in wanted.items():
        setattr(person, name, value)
    person.save(update_fields=["sort_name", *wanted])
    for follow in after_profile:
        follow(person)
    if "email" in wanted and former_email and former_email != wanted["email"] and by.uid != person.uid:
        tell_former_address(person, former=former_email, who=by.label)
    if changes:
        record(by=by, verb="modifié·e", on=person, audience=person_key(person.uid), changes=changes)
    return person


@action
def set_photo(*, by: Reader, person: Person, file_uid: str) -> Person:
    """The uid of a stored image, or nothing to take the photo away."""
    require(by, "accounts.edit_person", person)
    Person.objects.filter(pk=person.pk).update(photo=file_uid)
    person.photo = file_uid
    return person


@action
def erase_person(*, by: Reader, person: Person) -> Person:
    """Removes what the installation knows of someone: every room its part, then the log-in, the links, the names.

    What the person did for the network stays told, by « personne effacée ». Raises `LastAdministrator`.
    """
    require(by, "accounts.erase_person", person)
    if person.user is not None and is_last_administrator(person.user):
        raise LastAdministrator
    for held in reversed(list(personal_data)):
        held.erase(person)
    redact_actor(uid=person.uid, label=ERASED)
    redact_about(person, label=ERASED)
    person.links.all().delete()
    if person.user_id:
        User.objects.filter(pk=person.user_id).delete()
    person.user = None
    for name in ("given_name", "family_name", "email", "phone", "photo"):
        setattr(person, name, "")
    person.show_name = person.show_email = person.show_photo = False
    person.erased_at = now()
    person.save()
    label = ERASED if by.uid == person.uid else by.label
    actor = Reader(keys=by.keys, uid=by.uid, label=label)
    record(by=actor, verb="données effacées", on=person, audience=person_key(person.uid))
    return person
