"""The guide of the first five minutes: a few things to try, in a demonstration; it can be closed and opened again."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from maillage.concertation.models import Cycle
from maillage.core.readers import COORDINATORS, Reader
from maillage.network.models import Organisation, Space
from maillage.records.clock import today
from maillage.thread.queries.finished import Strip, finished_threads

COOKIE = "maillage_guide"
CLOSED = "ferme"
A_YEAR = 365 * 24 * 3600
STEERING = "Pilotage du PPLI de la province de Namur"
SEARCH = {"q": "cours de français", "lieu": "Jemeppe", "moment": "matin"}
PLATFORM = "Plateforme Français langue étrangère"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try. `links` are (label, address); `role` must be taken first (empty: any), which leads to `then`."""

    title: str
    text: str
    links: tuple[tuple[str, str], ...]
    role: str = ""
    then: str = ""


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
    """The steps, with addresses of this demonstration. Three queries, and those of one thread once."""
    steering = Space.objects.visible_to(reader).filter(name=STEERING).first()
    platform = (
        Space.objects.visible_to(reader)
        .filter(name=PLATFORM, hosts__organisation__in=Organisation.objects.filter(short_name="Trois-Rives"))
        .first()
    )
    coordinates = reader.has(COORDINATORS)
    cycle = Cycle.objects.visible_to(reader).filter(space=platform).order_by("pk").first() if platform else None
    told = finished_threads(reader, today(), space=platform, most=1) if platform else []
    return [
        Step(
            title="Reprendre une liste Excel",
            text="Un fichier d’exemple de 40 opérateurs, avec deux doublons, une adresse fautive et un ancien code postal : "
            "regardez l’aperçu, importez, mettez-les dans une plateforme, puis annulez tout.",
            links=(("Importer une liste", reverse("exchange:imports")),) if coordinates else (),
            role="" if coordinates else "coordinatrice",
            then=reverse("exchange:imports"),
        ),
        Step(
            title="Confirmer une fiche d’un clic",
            text="Dans le courrier envoyé, ouvrez une demande de confirmation et répondez « Tout est à jour » : "
            "la date de la fiche change.",
            links=(("Lire le courrier envoyé", reverse("mailing:outbox")),) if coordinates else (),
            role="" if coordinates else "coordinatrice",
            then=reverse("mailing:outbox"),
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
        Step(
            title="Suivre le fil rouge",
            text="Notez un besoin dans la plateforme de français. Puis ouvrez un fil qui a abouti : "
            "du résultat, remontez au besoin ; du besoin, descendez aux suites.",
            links=_thread_links(cycle, told, coordinates=coordinates),
            role="" if coordinates else "coordinatrice",
            then=_url(platform) if platform else "",
        ),
    ]


def _thread_links(cycle: Cycle | None, told: list[Strip], *, coordinates: bool) -> tuple[tuple[str, str], ...]:
    links = []
    if cycle is not None and coordinates:
        links.append(("Noter un besoin", reverse("concertation:note_finding", args=[cycle.address])))
    links += [("Un fil qui a abouti", one.url) for one in told]
    return tuple(links)


def _steering_links(space: Space | None) -> tuple[tuple[str, str], ...]:
    if space is None:
        return ()
    return (("Le 1er juin 2018", f"{_url(space)}?au=2018-06-01"), ("Aujourd’hui", _url(space)))


def _url(space: Space) -> str:
    return reverse("network:space", args=[space.address])
