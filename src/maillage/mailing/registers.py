"""What this room adds to lower ones: the queue to empty, personal data, retention, checks, the menu."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from maillage.accounts.models import Person
from maillage.accounts.registries import PersonalData, Retention, personal_data, retention
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS
from maillage.mailing.delivery import deliver_once
from maillage.mailing.models import Message
from maillage.records.health import HealthCheck, health_checks
from maillage.records.work import DurableWork, durable_work
from maillage.ui.menu import MenuEntry, personal_menu
from maillage.ui.registries import PrivacyPurpose, privacy_purposes

KEPT = dt.timedelta(days=365)
CODE_KEPT = dt.timedelta(days=1)


PRIVACY = PrivacyPurpose(
    title="Écrire aux membres du réseau",
    data="adresse e-mail, nom, texte du message, arrivée ou non",
    basis="mission d’intérêt public ou intérêt légitime (RGPD, articles 6.1.e et 6.1.f)",
    kept="un an ; les codes de connexion, un jour",
    seen_by="la personne qui écrit ; l’administration pour les messages automatiques",
)


def _received(person: Person) -> list[Any]:
    messages = Message.objects.filter(to_email__in=_addresses(person)).order_by("-id")
    return [{"objet": one.subject, "écrit le": one.created_at, "parti le": one.done_at} for one in messages]


def _erase(person: Person) -> None:
    Message.objects.filter(to_email__in=_addresses(person)).delete()
    Message.objects.filter(audience=f"person:{person.uid}").update(written_by="")


def _addresses(person: Person) -> set[str]:
    known = {person.email.lower(), person.user.email if person.user else ""}
    return known - {""}


def _forget(moment: dt.datetime) -> int:
    old = Message.objects.filter(created_at__lt=moment - KEPT)
    codes = Message.objects.filter(priority=Message.Priority.CODE, created_at__lt=moment - CODE_KEPT)
    return old.delete()[0] + codes.delete()[0]


def _server() -> Iterable[str]:
    if not settings.MAIL_SERVER and not settings.DEMO:
        yield "Aucun serveur de courrier (EMAIL_URL) : les messages attendent d’être copiés dans « Courrier »."
    stuck = Message.objects.filter(state=Message.State.QUEUED, attempts__gt=3).count()
    if stuck:
        yield f"{stuck} message(s) en attente après plus de trois essais : le serveur de courrier répond-il ?"


def register() -> None:
    personal_menu.add(
        "mail",
        MenuEntry("Courrier", "mailing:outbox", "/courrier/", (MEMBERS, COORDINATORS, ADMINISTRATORS)),
        rank=80,
    )
    privacy_purposes.add("mailing", PRIVACY, rank=30)
    durable_work.add("mail", DurableWork("courrier", deliver_once), rank=10)
    personal_data.add("mail", PersonalData("Messages reçus", _received, _erase), rank=70)
    retention.add("mail", Retention("Messages", "preuve des envois", "un an ; les codes, un jour", _forget))
    health_checks.add("mail", HealthCheck("courrier", _server, advice=True))
