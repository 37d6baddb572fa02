"""The three doors of the home page: in a demonstration each opens a role in one click."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from maillage.accounts.registries import demo_roles


@dataclass(frozen=True, slots=True)
class Door:
    """`role` is posted to enter the demonstration; without it the door is a link to `url`."""

    sentence: str
    promise: str
    icon: str
    url: str
    role: str = ""
    person: str = ""


def doors() -> list[Door]:
    login = reverse("account_login")
    return [
        _door(
            "Je coordonne un réseau",
            "Tenir l’annuaire à jour, réunir, écrire, voir où on en est.",
            "user-group",
            login,
            "coordinatrice",
        ),
        _door(
            "Je travaille chez un opérateur",
            "Confirmer sa fiche, suivre ses plateformes, savoir qui fait quoi.",
            "briefcase",
            login,
            "operatrice",
        ),
        Door(
            "Je cherche, je découvre",
            "L’annuaire, les plateformes et les territoires, sans compte.",
            "map",
            reverse("network:organisations"),
        ),
    ]


def _door(sentence: str, promise: str, icon: str, url: str, role: str) -> Door:
    known = demo_roles.get(role) if settings.DEMO else None
    if known is None:
        return Door(sentence, promise, icon, url)
    return Door(sentence, promise, icon, url, role=role, person=known.person)
