"""What people do with an address book, on the screens."""

from __future__ import annotations

import datetime as dt
from typing import Any

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories import an_account
from tests.network.factories import make_organisation
from tests.network.space_factories import organiser, worker

from maillage.accounts.models import Person
from maillage.network.actions.mandates import give_mandate
from maillage.network.models import AddressBookEntry, Space
from maillage.records.clock import now, today

CSV = (
    "Organisation;Prénom;Nom;Fonction;E-mail;Téléphone\n"
    "Les Mots Passeurs;Anne;Dupont;Coordinatrice;anne@mots.example;081223344\n"
    "Espace Couture;;;;couture(at)couture.example;\n"
)


def organiser_of(space: Space, name: str, *, coordinator: bool = False) -> Person:
    """Somebody of the bureau, or who coordinates for the host."""
    host = space.hosts.get().organisation
    email = f"{name.split()[0].lower()}@bureau.example"
    if coordinator:
        return worker(host, name, coordinator=True, email=email)
    person = worker(make_organisation(f"Association de {name}"), name, email=email)
    give_mandate(by=organiser(space), space=space, role="bureau", person=person, since=today())
    return person


def logged_in(person: Person) -> Client:
    client = Client()
    person.refresh_from_db()
    client.force_login(person.user or an_account(person))
    return client


def url(name: str, space: Space, *args: str) -> str:
    return reverse(f"network:{name}", args=[space.address, *args])


def bring(
    client: Client, space: Space, content: str | bytes = CSV, name: str = "contacts.csv", **data: str
) -> Any:
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(url("bring_contacts", space), {"file": file, **data})


def type_in(client: Client, space: Space, **fields: str) -> Any:
    return client.post(url("new_entry", space), fields)


def tick(client: Client, space: Space, verb: str, *entries: AddressBookEntry) -> Any:
    return client.post(
        url("tick_entries", space), {"verb": verb, "entry": [one.uid for one in entries]}, follow=True
    )


def words(response: Any) -> str:
    return str(response.content.decode())


def entry(name: str) -> AddressBookEntry:
    return AddressBookEntry.objects.get(organisation_name=name)


def in_days(days: int) -> Any:
    return time_machine.travel(now() + dt.timedelta(days=days), tick=False)
