"""What the address of the search asks, and the addresses of neighbouring questions. Whatever means nothing is ignored."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from maillage.cadastre.queries.finding import MOST_PAGES, RADII, Question
from maillage.cadastre.queries.referrals import MOST_ON_A_SHEET
from maillage.core.hours import PERIODS
from maillage.core.offers import Sort
from maillage.core.offers.keys import Family
from maillage.records.identity import ALPHABET, UID_LENGTH
from maillage.territory.fields import LONGEST, PlaceAnswer
from maillage.territory.models import Territory
from maillage.territory.queries.finder import PlaceMatch, described, find_places, standing, sure_place
from maillage.territory.queries.points import at_the_point_of

MAX_TYPED = 200
MOST_VALUES = 30
NEARBY = 5
"""Kilometres around a commune or a quarter when nobody said how far."""
EVERYWHERE = "partout"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
PARTS_OF_DAY = ("matin", "apres-midi", "soir")
SORTS = {"pertinence": Sort.RELEVANCE, "distance": Sort.DISTANCE, "debut": Sort.NEXT_START}
FAMILIES = {
    "genre": Family.KIND,
    "cours": Family.COURSE,
    "service": Family.SERVICE,
    "oral": Family.ORAL,
    "ecrit": Family.WRITTEN,
    "moment": Family.CELL,
    "theme": Family.THEME,
    "public": Family.AUDIENCE,
    "langue": Family.LANGUAGE,
    "francais": Family.FRENCH,
    "mode": Family.MODE,
    "places": Family.PLACES,
    "plus": Family.FLAG,
    "operateur": Family.OPERATOR,
}
"""The parameters of the address that narrow; each may come several times."""
_UID = re.compile(f"[{ALPHABET}]{{{UID_LENGTH}}}")
_HAVE_POINTS = {Territory.Level.COMMUNE, Territory.Level.QUARTER, Territory.Level.ZONE}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The question as the address holds it. `says_itself`: what was typed means `place` and no other. `possible`: places
    among which the person has to choose; `unknown_place`: nothing is called so. `point`: the spot of the map that was
    touched, which narrows whatever else is asked."""

    text: str = ""
    place_text: str = ""
    place: PlaceMatch | None = None
    says_itself: bool = True
    possible: tuple[PlaceMatch, ...] = ()
    radius: int | None = None
    here: tuple[float, float] | None = None
    values: Mapping[Family, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    verbatim: bool = False
    sheet: tuple[str, ...] = ()
    point: PlaceMatch | None = None

    @property
    def unknown_place(self) -> bool:
        return bool(self.place_text) and self.place is None and not self.possible

    @property
    def has_point(self) -> bool:
        """Whether a radius means something."""
        return self.here is not None or (self.place is not None and self.place.level in _HAVE_POINTS)

    @property
    def kilometres(self) -> int:
        """The radius that holds: what was chosen, or what is near without asking."""
        if not self.has_point:
            return 0
        return NEARBY if self.radius is None else self.radius

    @property
    def narrowed(self) -> bool:
        return any((self.values, self.place_text, self.here is not None, self.point))

    def question(self, **changes: object) -> Question:
        """What `find_offers` is asked; a place to be chosen, or unknown, finds nothing."""
        place = self.place.territory_id if self.place else None if self.place_text else 0
        values = dict(self.values)
        if self.point is not None:
            values[Family.AT] = tuple(map(str, at_the_point_of(self.point.territory_id)))
        asked = Question(
            text=self.text,
            place=place,
            radius=self.kilometres,
            here=self.here,
            values=values,
            sort=self.sort,
            page=self.page,
            verbatim=self.verbatim,
        )
        return replace(asked, **changes)  # type: ignore[arg-type]

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address of this question."""
        found = [("q", self.text), ("lieu", self.place_text)]
        if self.place and not self.says_itself:
            found += [("lieu_asked", self.place_text), ("lieu_choice", self.place.uid)]
        if self.here:
            found.append(("ici", f"{self.here[0]:.3f},{self.here[1]:.3f}"))
        if self.radius is not None and (self.place or self.here):
            found.append(("rayon", str(self.radius)))
        for name, family in FAMILIES.items():
            found += [(name, spelled(family, value)) for value in self.values.get(family, ())]
        found.append(("tri", next((name for name, one in SORTS.items() if one is self.sort), "")))
        if self.sort is Sort.RELEVANCE:
            found.pop()
        found += [
            ("point", self.point.uid if self.point else ""),
            ("telquel", "oui" if self.verbatim else ""),
            ("page", str(self.page) if self.page > 1 else ""),
            ("fiche", ",".join(self.sheet)),
        ]
        return [(name, value) for name, value in found if value]

    def address(self, url_name: str = "cadastre:offers") -> str:
        query, path = urlencode(self.pairs()), _path(url_name)
        return f"{path}?{query}" if query else path

    def with_on_sheet(self, uid: str) -> Wanted:
        """With this offer on the sheet, or without it when it stood there."""
        if uid in self.sheet:
            return replace(self, sheet=tuple(one for one in self.sheet if one != uid))
        return replace(self, sheet=(*self.sheet, uid)[:MOST_ON_A_SHEET])

    def in_format(self, name: str) -> str:
        """The address of every answer as a file or on paper: `xlsx`, `csv`, `impression`, `guide`."""
        kept = [pair for pair in self.pairs() if pair[0] not in {"page", "fiche"}]
        return f"{reverse('cadastre:offers')}?{urlencode([*kept, ('format', name)])}"

    def toggled(self, family: Family, value: str) -> Wanted:
        """With this value when it was not asked, without it when it was."""
        held = self.values.get(family, ())
        rest = tuple(one for one in held if one != value) if value in held else (*held, value)
        values = {**self.values, family: rest}
        return replace(self, values={one: some for one, some in values.items() if some}, page=1)

    def without_place(self) -> Wanted:
        return replace(self, place_text="", place=None, possible=(), here=None, radius=None, page=1)

    def at(self, place: PlaceMatch) -> Wanted:
        sure = sure_place(place.label)
        alone = sure is not None and sure.uid == place.uid
        chosen = replace(self, place_text=place.label, place=place, says_itself=alone)
        return replace(chosen, possible=(), here=None, point=None, page=1)


@lru_cache(maxsize=32)
def _path(url_name: str) -> str:
    """A page of the search writes some hundred and thirty addresses."""
    return reverse(url_name)


def wanted_of(given: QueryDict) -> Wanted:
    """Reads the address."""
    text = " ".join(str(given.get("q", "")).replace("\0", " ").split())[:MAX_TYPED]
    place_text = " ".join(str(given.get("lieu", "")).replace("\0", " ").split())[:LONGEST]
    place, says_itself, possible = _place(given, place_text)
    page = str(given.get("page", "1"))
    return Wanted(
        text=text,
        place_text=place_text,
        place=place,
        says_itself=says_itself,
        possible=possible,
        radius=_radius(given.get("rayon", "")),
        here=None if place_text else _here(given.get("ici", "")),
        values=_values(given),
        sort=SORTS.get(str(given.get("tri", "")), Sort.RELEVANCE),
        page=min(int(page), MOST_PAGES) if page.isascii() and page.isdigit() and 0 < len(page) < 5 else 1,
        verbatim=given.get("telquel") == "oui",
        sheet=sheet_asked(given),
        point=_point(given.get("point", "")),
    )


def sheet_asked(given: QueryDict) -> tuple[str, ...]:
    """« fiche=x7k2m9qa,m4p8t2wz »: the offers put on a sheet, three at most."""
    typed = str(given.get("fiche", ""))[:60].split(",")
    return tuple(dict.fromkeys(one for one in typed if _UID.fullmatch(one)))[:MOST_ON_A_SHEET]


def spelled(family: Family, value: str) -> str:
    """How the address writes a value: « mardi-matin » for a cell of the week, the value itself elsewhere."""
    if family is not Family.CELL:
        return value
    day, part = divmod(int(value), len(PERIODS))
    return f"{DAYS[day]}-{PARTS_OF_DAY[part]}"


def _values(given: QueryDict) -> dict[Family, tuple[str, ...]]:
    found = {}
    for name, family in FAMILIES.items():
        typed = [one for one in given.getlist(name)[:MOST_VALUES] if 0 < len(one) <= 60 and "\0" not in one]
        values = tuple(dict.fromkeys(typed))
        if family is Family.CELL:
            values = tuple(cell for one in values for cell in _cells(one))
        if values:
            found[family] = values
    return found


def _cells(typed: str) -> list[str]:
    """« mardi-matin » is one cell, « mardi » three, « matin » seven."""
    day, _dash, part = typed.partition("-")
    if day in PARTS_OF_DAY or typed in PARTS_OF_DAY:
        day, part = "", typed
    days = [DAYS.index(day)] if day in DAYS else range(7) if not day else []
    parts = [PARTS_OF_DAY.index(part)] if part in PARTS_OF_DAY else range(3) if not part else []
    return [str(one * len(PERIODS) + other) for one in days for other in parts]


def _place(given: QueryDict, text: str) -> tuple[PlaceMatch | None, bool, tuple[PlaceMatch, ...]]:
    """The place, whether the text alone means it, and when it is doubtful those to choose from."""
    if not text:
        return None, True, ()
    sure = sure_place(text)
    typed = PlaceAnswer(text, str(given.get("lieu_choice", "")), str(given.get("lieu_asked", "")))
    if typed.chosen and (sure is None or sure.uid != typed.chosen):
        chosen = next((one for one in find_places(text, limit=50) if one.uid == typed.chosen), None)
        if chosen:
            return chosen, False, ()
    return (sure, True, ()) if sure else (None, True, tuple(find_places(text, limit=8)))


def _radius(typed: str | None) -> int | None:
    if typed in {"0", *map(str, RADII)}:
        return int(str(typed))
    return None


def _point(typed: str | None) -> PlaceMatch | None:
    """A territory that has a point, by its uid."""
    if not typed or not _UID.fullmatch(typed):
        return None
    _stamp, rows = standing()
    found = next((row.pk for row in rows.values() if row.uid == typed), None)
    return described([found])[found] if found is not None and at_the_point_of(found) else None


def _here(typed: str | None) -> tuple[float, float] | None:
    """« 50.467,4.867 »: WGS84 degrees, kept to about a hundred metres and never stored."""
    latitude, _comma, longitude = str(typed or "")[:40].partition(",")
    try:
        point = (round(float(latitude), 3), round(float(longitude), 3))
    except ValueError:
        return None
    inside = all(math.isfinite(one) for one in point) and abs(point[0]) <= 90 and abs(point[1]) <= 180
    return point if inside else None
