"""What this room adds to itself and to lower ones: its own personal data, its timers, the checks of `maillage doctor`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from maillage.accounts.models import Person, User
from maillage.accounts.registries import PersonalData, Retention, personal_data, retention
from maillage.accounts.retention import (
    close_idle_accounts,
    forget_old_links,
    forget_old_sessions,
    run_retention_now_and_then,
)
from maillage.journal.models import Entry
from maillage.records.health import HealthCheck, health_checks
from maillage.records.work import Timer, timers
from maillage.ui.menu import MenuEntry, personal_menu
from maillage.ui.registries import PrivacyPurpose, privacy_purposes


def _profile(person: Person) -> dict[str, Any]:
    return {
        "prénom": person.given_name,
        "nom": person.family_name,
        "adresse e-mail professionnelle": person.email,
        "téléphone": person.phone,
        "nom public": person.show_name,
        "adresse e-mail publique": person.show_email,
        "photo publique": person.show_photo,
        "adresse de connexion": person.user.email if person.user else "",
        "compte ouvert le": person.user.created_at if person.user else None,
        "dernière connexion": person.user.last_login if person.user else None,
    }


def _deeds(person: Person) -> list[Any]:
    entries = Entry.objects.filter(actor_uid=person.uid).order_by("-moment", "-id")
    return [{"moment": entry.moment, "objet": entry.object_label, "fait": entry.verb} for entry in entries]


def _links(person: Person) -> list[Any]:
    links = person.links.order_by("-id")
    return [{"pour": link.purpose, "envoyé le": link.created_at, "utilisé le": link.used_at} for link in links]


def _nothing_more(person: Person) -> None:
    """`erase_person` itself clears the profile, the links and the journal."""
    del person


PRIVACY = {
    "people": PrivacyPurpose(
        title="Se connaître entre professionnels du réseau",
        data="nom, fonction, adresse e-mail et téléphone professionnels, photo si la personne en dépose une",
        basis="mission d’intérêt public ou intérêt légitime (RGPD, articles 6.1.e et 6.1.f)",
        kept="tant que la personne travaille dans le réseau ; le compte, 24 mois sans connexion",
        seen_by="les membres du réseau ; le public, pour ce que chacun choisit de montrer",
    ),
    "links": PrivacyPurpose(
        title="Répondre sans compte, par un lien personnel",
        data="adresse e-mail, objet du lien, date d’utilisation",
        basis="intérêt légitime (RGPD, article 6.1.f)",
        kept="un an après la fin du lien",
        seen_by="la personne qui a envoyé le lien",
    ),
    "journal": PrivacyPurpose(
        title="Savoir qui a modifié quoi",
        data="nom de la personne, moment, différence avant et après",
        basis="intérêt légitime (RGPD, article 6.1.f)",
        kept="aussi longtemps que la fiche ; sans le nom après un effacement",
        seen_by="ceux qui voient la fiche",
    ),
}


def _administration() -> Iterable[str]:
    if not User.objects.filter(is_superuser=True, is_active=True).exists():
        yield "Personne n’administre cette installation : maillage create-administrator adresse@exemple.be"


def register() -> None:
    personal_menu.add("account", MenuEntry("Mon compte", "accounts:account", "/compte/"), rank=90)
    personal_data.add("profile", PersonalData("Profil et compte", _profile, _nothing_more), rank=10)
    personal_data.add("journal", PersonalData("Ce que vous avez fait", _deeds, _nothing_more), rank=90)
    personal_data.add("links", PersonalData("Liens personnels reçus", _links, _nothing_more), rank=91)
    retention.add(
        "accounts",
        Retention(
            "Comptes", "pour ne pas garder d’accès dormant", "24 mois sans connexion", close_idle_accounts
        ),
    )
    retention.add(
        "links",
        Retention("Liens personnels", "ils n’ouvrent plus rien", "un an après leur fin", forget_old_links),
    )
    retention.add(
        "sessions",
        Retention(
            "Sessions", "elles ne servent plus", "deux semaines après la dernière visite", forget_old_sessions
        ),
    )
    for rank, (key, purpose) in enumerate(PRIVACY.items()):
        privacy_purposes.add(f"accounts.{key}", purpose, rank=10 + rank)
    timers.add("retention", Timer("durées de conservation", run_retention_now_and_then))
    health_checks.add("administrator", HealthCheck("administration", _administration, advice=True))
