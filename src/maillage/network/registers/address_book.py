"""What address books add elsewhere: links, retention, personal data, a panel of the space, lines of « Mes suivis »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.accounts.registries import (
    LinkPurpose,
    PersonalData,
    Retention,
    link_purposes,
    personal_data,
    retention,
)
from maillage.core.readers import Reader, organises_key, person_key
from maillage.network.models import AddressBookEntry, AddressBookFile, Space
from maillage.network.models.address_book import uids_after
from maillage.network.queries.address_book import KEPT_PRIVATE
from maillage.network.registries import DeskLine, desk_lines, space_panels
from maillage.network.rules.address_book import ADDRESS_BOOK_LINK
from maillage.records.actions import may
from maillage.ui.panels import Panel
from maillage.ui.registries import PrivacyPurpose, privacy_purposes

LIFETIME = dt.timedelta(days=30)


def forget_private_entries(moment: dt.datetime) -> int:
    """Lines that nobody shared for 90 days, and files of which no line is left."""
    limit = moment - KEPT_PRIVATE
    old = AddressBookEntry.objects.private().filter(private_since__lt=limit)
    removed = old.delete()[1].get("network.AddressBookEntry", 0)
    AddressBookFile.objects.filter(created_at__lt=limit, entries__isnull=True).delete()
    return removed


def _held(person: Person) -> dict[str, Any]:
    """One's own lines whole; of the lines about oneself, those that were shared, without who brought them nor where."""
    own = (
        AddressBookEntry.objects.filter(owner=person)
        .select_related("space")
        .order_by("space_id", "sort_name", "pk")
    )
    about = _about(person).shared().exclude(owner=person).order_by("pk")
    return {
        "vos lignes": [{"espace": one.space.name, **_in_words(one)} for one in own],
        "ce que d’autres ont partagé à votre sujet": [_in_words(one) for one in about],
    }


def _in_words(entry: AddressBookEntry) -> dict[str, Any]:
    return {
        "organisation": entry.organisation_name,
        "personne": entry.person_name,
        "fonction": entry.function,
        "e-mail": entry.email,
        "téléphone": entry.phone,
        "localité": entry.locality,
        "partagé le": entry.shared_at,
    }


def _about(person: Person) -> Any:
    """Lines that bear the person's address (the cleaning writes addresses in lower case)."""
    if not person.email:
        return AddressBookEntry.objects.none()
    return AddressBookEntry.objects.filter(email=person.email.lower())


def _erase(person: Person) -> None:
    _about(person).delete()
    AddressBookEntry.objects.filter(owner=person).delete()
    AddressBookFile.objects.filter(owner=person).delete()


def _panel(space: Space, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """For organisers: how many lines are shared, how many of one's own wait."""
    del day
    if not may(reader, "network.organise_space", space):
        return None
    own = Q(owner__uid=reader.uid, shared_at__isnull=True)
    counts = space.address_book.aggregate(
        shared=Count("pk", filter=Q(shared_at__isnull=False)), waiting=Count("pk", filter=own)
    )
    return {"space": space, "keeps": may(reader, "network.keep_address_book", space), **counts}


def _desk_lines(reader: Reader, day: dt.date) -> Sequence[DeskLine]:
    """One's own lines that wait to be read again, in the spaces that one organises."""
    del day
    organised = uids_after(organises_key(""), reader)
    if not organised or not reader.has(person_key(reader.uid)):
        return []
    spaces: QuerySet[Any] = (
        Space.objects.visible_to(reader)
        .filter(uid__in=organised, address_book__owner__uid=reader.uid, address_book__shared_at__isnull=True)
        .annotate(waiting=Count("address_book"))
        .order_by("sort_name", "pk")
    )
    return [
        DeskLine(
            label=f"Mon carnet : {_lines(space.waiting)} à relire et à partager",
            url=reverse("network:my_address_book", args=[space.address]),
            detail=space.name,
        )
        for space in spaces
    ]


def _lines(count: int) -> str:
    return "1 ligne" if count == 1 else f"{count} lignes"


PRIVACY = PrivacyPurpose(
    title="Mettre les carnets d’adresses en commun, pour mobiliser les acteurs locaux",
    data="organisation, nom, fonction, adresse e-mail et téléphone professionnels",
    basis="intérêt légitime (RGPD, article 6.1.f)",
    kept="90 jours tant que la ligne est privée ; une ligne partagée, jusqu’à ce qu’elle soit retirée",
    seen_by="la personne qui l’a apportée ; les organisateurs de l’espace, une fois la ligne partagée",
)


def register() -> None:
    link_purposes.add(
        ADDRESS_BOOK_LINK,
        LinkPurpose(
            title="apporter votre carnet d’adresses", landing="network:my_address_book", lifetime=LIFETIME
        ),
    )
    retention.add(
        "address_book",
        Retention(
            "Lignes de carnet jamais partagées",
            "elles n’ont servi à personne",
            "90 jours sans être partagées",
            forget_private_entries,
        ),
    )
    personal_data.add("address_book", PersonalData("Carnets d’adresses", _held, _erase), rank=40)
    privacy_purposes.add("network.address_book", PRIVACY, rank=40)
    space_panels.add("address_book", Panel("network/address_book/panel.html", _panel), rank=80)
    desk_lines.add("address_book", _desk_lines, rank=120)
