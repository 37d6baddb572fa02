"""The guide of the first five minutes: five things to try, in a demonstration; it can be closed and opened again."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from maillage.core.readers import COORDINATORS, Reader
from maillage.network.models import Organisation, Space

COOKIE = "maillage_guide"
CLOSED = "ferme"
A_YEAR = 365 * 24 * 3600
STEERING = "Pilotage du PPLI de la province de Namur"
SEARCH = {"q": "cours de français", "lieu": "Jemeppe", "moment": "matin"}
PLATFORM = "Plateforme Français langue étrangère"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try. `links` are (label, address); `role` must be taken first (empty: any)."""

    title: str
    text: str
    links: tuple[tuple[str, str], ...]
    role: str = ""


def exists() -> bool:
    return bool(settings.DEMO)


def is_open(request: HttpRequest) -> bool:
    return exists() and request.COOKIES.get(COOKIE) != CLOSED


def remember(response: HttpResponse, *, closed: bool) -> None:
    """A choice of display, kept a year; it says nothing of the person."""
    if closed:
        response.set_cookie(COOKIE, CLOSED, max_age=A_YEAR, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE)


def steps(reader: Reader) -> list[Step]:
    """The steps, with addresses of this demonstration. Two queries."""
    steering = Space.objects.visible_to(reader).filter(name=STEERING).first()
    platform = (
        Space.objects.visible_to(reader)
        .filter(name=PLATFORM, hosts__organisation__in=Organisation.objects.filter(short_name="Trois-Rives"))
        .first()
    )
    coordinates = reader.has(COORDINATORS)
    return [
        Step(
            title="Reprendre une liste Excel",
            text="Un fichier d’exemple de 40 opérateurs, avec deux doublons, une adresse fautive et un ancien code postal : "
            "regardez l’aperçu, importez, mettez-les dans une plateforme, puis annulez tout.",
            links=(("Importer une liste", reverse("exchange:imports")),) if coordinates else (),
            role="" if coordinates else "coordinatrice",
        ),
        Step(
            title="Confirmer une fiche d’un clic",
            text="Dans le courrier envoyé, ouvrez une demande de confirmation et répondez « Tout est à jour » : "
            "la date de la fiche change.",
            links=(("Lire le courrier envoyé", reverse("mailing:outbox")),) if coordinates else (),
            role="" if coordinates else "coordinatrice",
        ),
        Step(
            title="Remonter le temps",
            text="Le pilotage du PPLI de Namur : trois pilotes le 1er juin 2018, un seul aujourd’hui.",
            links=_steering_links(steering),
        ),
        Step(
            title="Voir avec d’autres yeux",
            text="La même plateforme comme coordinatrice, comme opératrice, comme visiteur : "
            "chacun voit ce qui le concerne.",
            links=(("Plateforme Français langue étrangère", _url(platform)),) if platform else (),
        ),
        Step(
            title="Trouver un cours",
            text="Où apprendre le français, le matin, près de Jemeppe\u00a0? Laquelle\u00a0: il y en a deux. Choisissez, "
            "puis imprimez une fiche d’orientation pour la personne.",
            links=(("Chercher un cours", f"{reverse('cadastre:offers')}?{urlencode(SEARCH)}"),),
        ),
    ]


def _steering_links(space: Space | None) -> tuple[tuple[str, str], ...]:
    if space is None:
        return ()
    return (("Le 1er juin 2018", f"{_url(space)}?au=2018-06-01"), ("Aujourd’hui", _url(space)))


def _url(space: Space) -> str:
    return reverse("network:space", args=[space.address])
