"""Opening an account for someone whom the network knows; no stranger opens one (ADR on accounts)."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from maillage.accounts.models import Person, User
from maillage.accounts.queries import person_to_welcome
from maillage.core.readers import SYSTEM, Reader, person_key
from maillage.journal.actions import Change, record
from maillage.records.actions import action


@action
def open_account(*, email: str) -> User | None:
    """The account of this address, made on the spot for a person of the network who has none; None for a stranger.

    The address counts as verified only once a code sent there came back.
    """
    address = email.strip().lower()
    user = User.objects.filter(email=address).first() or _welcome(address)
    if user is not None:
        _keep_address(user, address)
    return user


def _welcome(address: str) -> User | None:
    person = person_to_welcome(address)
    if person is None:
        return None
    try:
        with transaction.atomic():
            user = User.objects.create_user(address)
    except IntegrityError:
        return User.objects.filter(email=address).first()
    if Person.objects.filter(pk=person.pk, user__isnull=True).update(user=user):
        record(by=SYSTEM, verb="compte ouvert", on=person, audience=person_key(person.uid))
    return user


def _keep_address(user: User, address: str) -> None:
    EmailAddress.objects.get_or_create(user=user, email=address, defaults={"primary": True, "verified": False})


@action
def vouch_for_address(*, user: User, address: str) -> None:
    """The identity server of an organisation says that this log-in address is this person's: as good as a code."""
    if user.email != address.strip().lower():
        return
    _keep_address(user, user.email)
    EmailAddress.objects.get(user=user, email=user.email).set_verified()


@action
def make_administrator(*, by: Reader, email: str) -> User:
    """Gives the keys of the installation to an address, which gets an account if it has none."""
    address = email.strip().lower()
    user = open_account(email=address) or User.objects.create_user(address)
    User.objects.filter(pk=user.pk).update(is_superuser=True, is_active=True)
    _keep_address(user, address)
    user.refresh_from_db()
    person = Person.objects.filter(user=user).first()
    if person:
        record(by=by, verb="nommé·e administrateur·rice", on=person, audience=person_key(person.uid))
    return user


@action
def move_log_in_address(*, user: User, former: str, address: str) -> None:
    """A verified new log-in address: the professional address follows when it was the same."""
    new = address.strip().lower()
    User.objects.filter(pk=user.pk).update(email=new)
    person = Person.objects.filter(user=user).first()
    if person is None or person.email.lower() != former.strip().lower():
        return
    Person.objects.filter(pk=person.pk).update(email=new)
    change = Change("email", "adresse e-mail professionnelle", person.email, new, personal=True)
    by = Reader(uid=person.uid, label=person.full_name)
    record(by=by, verb="modifié·e", on=person, audience=person_key(person.uid), changes=[change])
