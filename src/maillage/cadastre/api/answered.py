"""What the API answers: plain values, written once; the classes only say their shape in OpenAPI."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from ninja import Schema
from pydantic import Field

from maillage.cadastre.api.asked import Day, Period, Understood
from maillage.cadastre.models.places import FRESH_FOR
from maillage.cadastre.queries.finding import Answer, Line
from maillage.cadastre.urls.offers import ROOT
from maillage.core.hours import PERIODS
from maillage.core.offers.keys import Family
from maillage.records.clock import today

NAMED = {
    Family.KIND: "kind",
    Family.COURSE: "line",
    Family.SERVICE: "service",
    Family.MODE: "mode",
    Family.THEME: "theme",
    Family.AUDIENCE: "audience",
    Family.LANGUAGE: "language",
    Family.ORAL: "oral_level",
    Family.FRENCH: "french_level",
    Family.WRITTEN: "written_level",
    Family.PLACES: "places",
    Family.FLAG: "feature",
}
_DAYS, _PERIODS = [str(one) for one in Day], [str(one) for one in Period]


class Places(Schema):
    state: str = Field(description="some, full, waiting ou ask")
    count: int | None
    said_on: str = Field(description="Le jour où cela a été dit.")
    fresh: bool = Field(description="Dit depuis 14 jours au plus.")


class Closure(Schema):
    until: str
    message: str


class OfferFound(Schema):
    """Une offre à un endroit. Les jours sont des dates ISO ; ce que personne n’a dit est vide ou null."""

    uid: str
    url: str
    kind: str
    title: str
    summary: str
    type: str
    mode: str
    operator: str
    operator_url: str
    host: str
    place: str
    address: str
    site: str
    levels: list[str]
    hours: str = Field(description="L’horaire en mots.")
    opening_hours: str = Field(description="L’horaire dans la syntaxe opening_hours d’OpenStreetMap.")
    next_start: str | None
    under_way: bool
    entry: str
    places: Places | None
    languages: list[str]
    interpreting: list[str]
    phone: str
    email: str
    free: bool | None
    price: str
    women_only: bool
    child_care: bool
    wheelchair: bool
    confirmed_on: str | None
    closed: Closure | None
    distance_km: float | None


class FacetValue(Schema):
    value: str
    label: str
    count: int


class Place(Schema):
    label: str
    context: str
    radius_km: int


class Meant(Schema):
    typed: str
    meant: str


class Answered(Schema):
    count: int
    page: int
    page_size: int
    pages: int
    results: list[OfferFound]
    facets: dict[str, list[FacetValue]] = Field(
        description="Par paramètre, ses valeurs et combien d’offres chacune laisserait. « moment » : monday-morning."
    )
    place: Place | None = Field(description="Le lieu compris.")
    understood: list[Meant] = Field(
        description="Les expressions de tous les jours, et ce qu’elles veulent dire."
    )
    corrected: dict[str, str] = Field(description="Le mot écrit, et celui que la recherche a pris.")


def answered(answer: Answer, understood: Understood) -> dict[str, Any]:
    """JSON-ready, in the shape of `Answered`; no query."""
    asked = understood.question
    fresh_since = (today() - FRESH_FOR).isoformat()
    return {
        "count": answer.count,
        "page": asked.page,
        "page_size": asked.per_page,
        "pages": -(-answer.count // asked.per_page),
        "results": [_result(line, fresh_since) for line in answer.lines],
        "facets": _facets(answer, understood) if asked.facets else {},
        "place": _place(understood),
        "understood": [{"typed": typed, "meant": meant} for typed, meant in answer.understood],
        "corrected": dict(answer.corrections),
    }


def _result(line: Line, fresh_since: str) -> dict[str, Any]:
    shown = line.shown
    said = shown["places"]
    return {
        "uid": shown["uid"],
        "url": f"{settings.SITE_URL}/{ROOT}{shown['address']}/",
        "kind": shown["kind"],
        "title": shown["title"],
        "summary": shown["text"],
        "type": shown["type"],
        "mode": shown["mode"],
        "operator": shown["operator"],
        "operator_url": f"{settings.SITE_URL}/annuaire/{shown['operator_address']}/",
        "host": shown["host"],
        "place": shown["place"],
        "address": shown["where"],
        "site": shown["site"],
        "levels": shown["levels"],
        "hours": shown["when"],
        "opening_hours": shown["opening_hours"],
        "next_start": shown["next"] or None,
        "under_way": shown["under_way"],
        "entry": shown["entry"],
        "places": said
        and {
            "state": said["state"],
            "count": said["count"],
            "said_on": said["on"],
            "fresh": said["on"] >= fresh_since,
        },
        "languages": shown["languages"],
        "interpreting": shown["interpreting"],
        "phone": shown["phone"],
        "email": shown["email"],
        "free": shown["free"],
        "price": shown["price"],
        "women_only": shown["women_only"],
        "child_care": shown["child_care"],
        "wheelchair": shown["wheelchair"],
        "confirmed_on": shown["confirmed_on"] or None,
        "closed": shown["closed"],
        "distance_km": None if line.kilometres is None else round(line.kilometres, 1),
    }


def _facets(answer: Answer, understood: Understood) -> dict[str, list[dict[str, Any]]]:
    """Values in the order of their lists."""
    found = {}
    for family, name in NAMED.items():
        known = understood.named[family]
        counts = [
            (known[value], value, n) for value, n in answer.facets.get(family, {}).items() if value in known
        ]
        counts.sort(key=lambda one: one[0].rank)
        found[name] = [{"value": value, "label": label.name, "count": n} for label, value, n in counts]
    cells = sorted((int(value), n) for value, n in answer.facets.get(Family.CELL, {}).items())
    found["moment"] = [{"value": _cell(cell), "label": _cell(cell), "count": n} for cell, n in cells]
    return found


def _cell(number: int) -> str:
    day, period = divmod(number, len(PERIODS))
    return f"{_DAYS[day]}-{_PERIODS[period]}"


def _place(understood: Understood) -> dict[str, Any] | None:
    place, here = understood.place, understood.here
    if place is None and here is None:
        return None
    label = place.label if place else f"{here[0]},{here[1]}" if here else ""
    return {
        "label": label,
        "context": place.context if place else "",
        "radius_km": understood.question.radius,
    }
