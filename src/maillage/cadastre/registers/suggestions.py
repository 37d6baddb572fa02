"""What proposed corrections add elsewhere: a panel of the offer, lines of « Mes suivis », retention, personal data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.accounts.registries import PersonalData, Retention, personal_data, retention
from maillage.cadastre.actions.suggestions import forget_suggesters
from maillage.cadastre.models import Offer, Suggestion
from maillage.cadastre.queries.suggestions import overdue, own, waiting_of
from maillage.cadastre.registries import offer_panels
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader
from maillage.network.registries import DeskLine, desk_lines
from maillage.records.actions import may
from maillage.ui.panels import Panel
from maillage.ui.registries import PrivacyPurpose, privacy_purposes

PRIVACY = PrivacyPurpose(
    title="Recevoir des corrections sur les cours et services, et remercier qui les propose",
    data="nom et adresse e-mail, s’ils sont laissés ; la correction proposée",
    basis="intérêt légitime (RGPD, article 6.1.f)",
    kept="nom et adresse : 12 mois après la décision, ou 24 mois si personne ne décide",
    seen_by="l’opérateur qui tient l’offre et les coordinations",
)


def _panel(offer: Offer, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """For those who keep the offer, when something waits."""
    del day
    if not may(reader, "cadastre.edit_offer", offer):
        return None
    waiting = waiting_of(offer)
    return {"offer": offer, "suggestions": waiting} if waiting else None


def _desk_lines(reader: Reader, day: dt.date) -> Sequence[DeskLine]:
    """What waits for my organisation's own offers; for coordinators, what operators left without an answer for 14 days."""
    del day
    lines = []
    waiting = Suggestion.objects.filter(
        decided_at__isnull=True, offer__in=Offer.objects.visible_to(reader)
    ).order_by()
    if reader.has(MEMBERS):
        rows = waiting.filter(own(reader)).values("offer__organisation__uid", "offer__organisation__name")
        lines += [
            DeskLine(
                label=_corrections(row["n"], "à décider"),
                url=f"{reverse('cadastre:suggestions')}?operateur={row['offer__organisation__uid']}",
                detail=row["offer__organisation__name"],
            )
            for row in rows.annotate(n=Count("pk")).order_by("offer__organisation__name")
        ]
    if reader.has(COORDINATORS, ADMINISTRATORS):
        late = waiting.filter(overdue()).exclude(own(reader)).count()
        if late:
            lines.append(
                DeskLine(
                    label=_corrections(late, "sans réponse de l’opérateur"),
                    url=f"{reverse('cadastre:suggestions')}?etat=tarde",
                    detail="Cours et services",
                    late=True,
                )
            )
    return lines


def _corrections(count: int, waits: str) -> str:
    return f"1 correction proposée {waits}" if count == 1 else f"{count} corrections proposées {waits}"


def _held(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "offre": one.offer.title,
            "nom": one.name,
            "e-mail": one.email,
            "proposée le": one.made_at,
            "champs": {str(change): change.after for change in one.changes.all()},
        }
        for one in _by(person).select_related("offer").prefetch_related("changes")
    ]


def _erase(person: Person) -> None:
    """The correction stays: it says nothing of whoever proposed it."""
    _by(person).update(name="", email="")


def _by(person: Person) -> Any:
    """Proposals left with the person's address."""
    if not person.email:
        return Suggestion.objects.none()
    return Suggestion.objects.filter(email=person.email.lower())


def register() -> None:
    offer_panels.add("suggestions", Panel("cadastre/suggestions/panel.html", _panel), rank=10)
    desk_lines.add("suggestions", _desk_lines, rank=40)
    privacy_purposes.add("cadastre.suggestions", PRIVACY, rank=45)
    personal_data.add("suggestions", PersonalData("Corrections proposées", _held, _erase), rank=45)
    retention.add(
        "suggestions",
        Retention(
            "Auteurs de corrections",
            "les remercier, leur poser une question",
            "12 mois après la décision",
            forget_suggesters,
        ),
    )
