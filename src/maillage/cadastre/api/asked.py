"""The parameters of `/api/v1/offers`, and the question they ask."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, Field

from maillage.cadastre.api.refusals import Refused, WrongParameter
from maillage.cadastre.models import Offer, Places
from maillage.cadastre.queries.finding import MOST_PAGES, PER_PAGE, Question
from maillage.cadastre.queries.labels import Label, labels
from maillage.core.folding import fold
from maillage.core.hours import PERIODS
from maillage.core.offers import Sort
from maillage.core.offers.keys import Family
from maillage.territory.models import Territory
from maillage.territory.queries.finder import PlaceMatch, find_places, sure_place
from maillage.territory.queries.points import points

NEARBY = 5
"""Kilometres around `near` when `radius_km` is not given."""
FURTHEST = 100
MOST_SHOWN = 100
MOST_VALUES = 30


def _with_commas(given: Any) -> Any:
    """A parameter may come several times, or once with commas."""
    if not isinstance(given, list):
        return given
    return [one.strip() for some in given for one in str(some).split(",")]


Comma = BeforeValidator(_with_commas)
Notation = Annotated[str, Field(max_length=60)]
Several = Annotated[list[Notation], Field(max_length=MOST_VALUES), Comma]


class Day(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Period(StrEnum):
    """In the order of `core.hours.PERIODS`."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class OffersAsked(Schema):
    """Lists take their values repeated (`day=monday&day=friday`) or with commas between."""

    q: str = Field(
        "", max_length=200, description="Des mots de tous les jours : « cours de français le soir »."
    )
    commune: str = Field("", max_length=120, description="Nom, code INS ou code postal d’une commune.")
    near: str = Field(
        "", max_length=120, description="« latitude,longitude » (WGS84, en degrés), ou le nom d’un lieu."
    )
    radius_km: int | None = Field(
        None, ge=1, le=FURTHEST, description=f"Rayon autour de « near » ({NEARBY} par défaut) ou de la commune."
    )
    theme: Several = Field([], description="Notations de la liste des thèmes.")
    audience: Several = Field([], description="Notations de la liste des publics.")
    line: Several = Field([], description="Notations des types de cours : alpha, fle …")
    oral_level: Several = Field([], description="Niveau d’entrée à l’oral : OD, O1 … ou A1, A2 …")
    written_level: Several = Field([], description="Niveau d’entrée à l’écrit : ED, E1 … ou A1, A2 …")
    french_level: Several = Field(
        [], description="Le français de la personne (A1, A2 …) : il suffit pour participer."
    )
    day: Annotated[list[Day], Field(max_length=7), Comma] = Field([], description="Jours de la semaine.")
    period: Annotated[list[Period], Field(max_length=3), Comma] = Field(
        [], description="Moments de la journée."
    )
    language: Several = Field([], description="Langues de l’accueil (codes ISO 639).")
    mode: Annotated[list[Offer.Mode], Field(max_length=3), Comma] = Field(
        [], description="Individuel, collectif …"
    )
    has_places: bool = Field(
        False, description="true : seulement là où des places libres ont été annoncées depuis 14 jours."
    )
    facets: bool = Field(True, description="Compter les valeurs qui resserrent la recherche.")
    sort: Sort = Field(Sort.RELEVANCE, description="« distance » demande un lieu.")
    page: int = Field(1, ge=1, le=MOST_PAGES)
    page_size: int = Field(PER_PAGE, ge=1, le=MOST_SHOWN)


NAMES = tuple(OffersAsked.model_fields)
_TERMS = {
    "theme": Family.THEME,
    "audience": Family.AUDIENCE,
    "line": Family.COURSE,
    "oral_level": Family.ORAL,
    "written_level": Family.WRITTEN,
    "french_level": Family.FRENCH,
    "language": Family.LANGUAGE,
}
_WHAT = {
    "theme": "ce thème",
    "audience": "ce public",
    "line": "ce type de cours",
    "oral_level": "ce niveau",
    "written_level": "ce niveau",
    "french_level": "ce niveau",
    "language": "cette langue",
}


@dataclass(frozen=True, slots=True)
class Understood:
    """The question, and the place that was understood: `place`, or `here` in degrees. `named`: as `labels()`."""

    question: Question
    named: Mapping[Family, Mapping[str, Label]]
    place: PlaceMatch | None = None
    here: tuple[float, float] | None = None


def question_of(asked: OffersAsked) -> Understood:
    """Raises `Refused` with everything that is wrong."""
    wrong: list[WrongParameter] = []
    place, here = _where(asked, wrong)
    named = labels()
    values = {family: _known(asked, name, named[family], wrong) for name, family in _TERMS.items()}
    if asked.day or asked.period:
        values[Family.CELL] = _cells(asked)
    values[Family.MODE] = tuple(str(one.value) for one in asked.mode)
    if asked.has_places:
        values[Family.PLACES] = (Places.State.SOME.value,)
    somewhere = here is not None or place is not None
    radius = asked.radius_km or (NEARBY if asked.near else 0)
    if asked.radius_km is not None and not (asked.commune or asked.near):
        wrong.append(WrongParameter("radius_km", "Un rayon demande un lieu : near ou commune."))
    if asked.sort is Sort.DISTANCE and not (radius and (somewhere or wrong)):
        wrong.append(WrongParameter("sort", "La distance demande near, ou une commune avec radius_km."))
    if wrong:
        raise Refused(wrong)
    question = Question(
        text=" ".join(asked.q.replace("\0", " ").split()),
        place=place.territory_id if place else 0,
        radius=radius,
        here=here,
        values={family: some for family, some in values.items() if some},
        sort=asked.sort,
        page=asked.page,
        per_page=asked.page_size,
        facets=asked.facets,
    )
    return Understood(question, named, place, here)


def _where(
    asked: OffersAsked, wrong: list[WrongParameter]
) -> tuple[PlaceMatch | None, tuple[float, float] | None]:
    if asked.commune.strip() and asked.near.strip():
        wrong.append(WrongParameter("near", "Donnez near ou commune, pas les deux."))
    elif asked.commune.strip():
        return _commune(asked.commune.strip(), wrong), None
    elif asked.near.strip():
        here = _point(asked.near)
        if here is not None:
            return None, here
        return _near(asked.near.strip(), wrong), None
    return None, None


def _commune(text: str, wrong: list[WrongParameter]) -> PlaceMatch | None:
    """A commune under its whole name or one of its codes: a program is not asked twice, so nothing is guessed."""
    levels = [Territory.Level.COMMUNE]
    clean = text.replace("\0", " ")
    found = sure_place(clean, levels=levels)
    if found is not None and _is_called(found, clean):
        return found
    _refuse("commune", find_places(clean, levels=levels), wrong, "Aucune commune ne s’appelle ainsi.")
    return None


def _near(text: str, wrong: list[WrongParameter]) -> PlaceMatch | None:
    clean = text.replace("\0", " ")
    found = sure_place(clean)
    if found is None:
        said = "Aucun lieu ne s’appelle ainsi ; « latitude,longitude » convient aussi."
        _refuse("near", find_places(clean), wrong, said)
        return None
    if found.territory_id not in points():
        wrong.append(WrongParameter("near", f"« {found.label} » est trop vaste pour un rayon."))
        return None
    return found


def _refuse(name: str, matches: Sequence[PlaceMatch], wrong: list[WrongParameter], nothing: str) -> None:
    if not matches:
        wrong.append(WrongParameter(name, nothing))
        return
    codes = dict(
        Territory.objects.filter(pk__in=[one.territory_id for one in matches]).values_list("pk", "code")
    )
    candidates = tuple(
        {"name": one.label, "nis": codes.get(one.territory_id) or "", "context": one.context} for one in matches
    )
    wrong.append(WrongParameter(name, "Plusieurs lieux sont possibles : précisez.", candidates))


def _is_called(found: PlaceMatch, text: str) -> bool:
    """« Luik », « 4100 », « Seraing »; not the beginning of a name."""
    asked = fold(text)
    return asked in {fold(found.name), fold(found.why)} or (asked.isdigit() and found.why.endswith(asked))


def _point(text: str) -> tuple[float, float] | None:
    """Degrees, rounded to about a hundred metres. None when it is no point."""
    latitude, comma, longitude = text[:60].partition(",")
    try:
        point = (round(float(latitude), 3), round(float(longitude), 3)) if comma else None
    except ValueError:
        return None
    if point is None or not all(math.isfinite(one) for one in point):
        return None
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 else None


def _known(
    asked: OffersAsked, name: str, known: Mapping[str, Label], wrong: list[WrongParameter]
) -> tuple[str, ...]:
    """The notations asked; unknown ones are refused."""
    values = tuple(dict.fromkeys(one for one in getattr(asked, name) if one))
    unknown = [one for one in values if one not in known]
    if unknown:
        said = f"La liste ne connaît pas {_WHAT[name]} : {', '.join(unknown)}."
        wrong.append(WrongParameter(name, said))
    return values


def _cells(asked: OffersAsked) -> tuple[str, ...]:
    """Days and periods crossed into cells of the week; either alone means all of the other."""
    days = [list(Day).index(one) for one in asked.day] or list(range(7))
    periods = [list(Period).index(one) for one in asked.period] or list(range(len(PERIODS)))
    return tuple(
        str(day * len(PERIODS) + period) for day in sorted(set(days)) for period in sorted(set(periods))
    )
