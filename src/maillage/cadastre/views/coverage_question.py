"""What an address asks of the coverage table, read with patience; and the addresses that ask for something near."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from maillage.cadastre.models import CoverageSnapshot
from maillage.cadastre.queries.coverage import FRENCH, SCALES, Wish
from maillage.cadastre.queries.grounds import Ground, ground_of, ground_of_centre, likely_territory
from maillage.cadastre.queries.stock import Stock
from maillage.core.coverage import Scale
from maillage.core.readers import Reader
from maillage.network.models import Organisation
from maillage.records.clock import today
from maillage.records.identity import ALPHABET, UID_LENGTH
from maillage.territory.models import Territory
from maillage.ui.days import day_asked

_UID = re.compile(rf"[{ALPHABET}]{{{UID_LENGTH}}}")
_WORD = re.compile(r"[A-Za-z0-9.-]{1,40}")


@dataclass(frozen=True, slots=True)
class Asked:
    """`place` and `centre` are uids; `line` and `column` narrow the lists behind a figure (`Coverage.behind`)."""

    day: dt.date
    place: str = ""
    centre: str = ""
    course: str = FRENCH
    scale: str = ""
    audience: str = ""
    year: str = ""
    every_line: bool = False
    line: str = ""
    column: str = ""
    unsized: bool = False

    @property
    def wish(self) -> Wish:
        return Wish(self.course, scale_of(self.scale), self.audience)

    def address(self, name: str = "cadastre:coverage", **more: str) -> str:
        """Parameters stand in one order, and what goes without saying is left out."""
        said = {
            "territoire": self.place,
            "centre": self.centre,
            "au": "" if self.day == today() else self.day.isoformat(),
            "cours": "" if self.course == FRENCH else self.course,
            "echelle": self.scale,
            "public": self.audience,
            "releve": self.year,
            "lignes": "toutes" if self.every_line else "",
            "ligne": self.line,
            "niveau": self.column,
            "sans-places": "oui" if self.unsized else "",
            **more,
        }
        query = urlencode({key: value for key, value in said.items() if value})
        return f"{reverse(name)}?{query}" if query else reverse(name)

    def but(self, **changes: object) -> Asked:
        return replace(self, **changes)  # type: ignore[arg-type]


def asked_of(request: HttpRequest) -> Asked:
    """Whatever is not a word or a uid is left aside."""

    def given(name: str, pattern: re.Pattern[str]) -> str:
        value = request.GET.get(name, "")
        return value if pattern.fullmatch(value) else ""

    scale = request.GET.get("echelle", "")
    return Asked(
        day=day_asked(request),
        place=given("territoire", _UID),
        centre=given("centre", _UID),
        course=given("cours", _WORD) or FRENCH,
        scale=scale if scale_of(scale) else "",
        audience=given("public", _WORD),
        year=given("releve", re.compile(r"\d{4}")),
        every_line=request.GET.get("lignes") == "toutes",
        line=given("ligne", _UID) or ("reste" if request.GET.get("ligne") == "reste" else ""),
        column=given("niveau", _WORD),
        unsized=request.GET.get("sans-places") == "oui",
    )


KEPT = ("territoire", "centre", "au", "cours", "echelle", "public", "releve", "ligne", "niveau", "sans-places")
"""The parameters that the lists behind a figure keep in their own addresses."""


def scale_of(word: str) -> Scale | None:
    """« oral_cefr » → the scale."""
    return next((scale for scale in SCALES if word_of(scale) == word), None)


def word_of(scale: Scale) -> str:
    return f"{scale.skill}_{scale.code}"


def ground_asked(asked: Asked, stock: Stock, reader: Reader) -> Ground | None:
    """The place or the centre of the address; the smallest place that holds all that is asked when it names none."""
    if asked.centre:
        centre = Organisation.objects.visible_to(reader).filter(uid=asked.centre).first()
        return ground_of_centre(centre, reader, asked.day) if centre else None
    if asked.place:
        place = Territory.objects.filter(uid=asked.place).first()
    else:
        place = likely_territory({one.territory for one in stock.demands})
    return ground_of(place, asked.day) if place else None


def snapshot_asked(asked: Asked) -> CoverageSnapshot | None:
    return CoverageSnapshot.objects.filter(year=asked.year).first() if asked.year else None
