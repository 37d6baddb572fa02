"""What the search page draws: prepared values only, so that the templates decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.cadastre.models import Places
from maillage.cadastre.models.places import FRESH_FOR
from maillage.cadastre.queries.finding import MOST_PAGES, PER_PAGE, RADII, Answer, Line
from maillage.cadastre.queries.labels import Label, labels
from maillage.cadastre.queries.referrals import MOST_ON_A_SHEET
from maillage.cadastre.views.asking import DAYS, FAMILIES, SORTS, Wanted
from maillage.cadastre.views.ways import TITLES, address_of_way, way_in_words
from maillage.core.freshness import Freshness, freshness_on
from maillage.core.hours import PERIODS
from maillage.core.offers import Sort
from maillage.core.offers.keys import Family
from maillage.records.clock import today
from maillage.territory.queries.finder import PlaceMatch
from maillage.ui.listing.shown import Chip, Facet, FacetChoice

MOST_CHOICES = 12
PARTS = ("matin", "après-midi", "soir")
AS_LINKS = [family for family in TITLES if family not in {Family.CELL, Family.OPERATOR, Family.AT}]
OPEN_FROM_THE_START = {Family.KIND, Family.COURSE, Family.SERVICE, Family.ORAL}
SORT_NAMES = {Sort.RELEVANCE: "pertinence", Sort.DISTANCE: "distance", Sort.NEXT_START: "prochain début"}


@dataclass(frozen=True, slots=True)
class StripCell:
    """One moment of the week: how many answers take place then, and the address with it asked or not."""

    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class PlacesShown:
    """« 6 places le 12/11 », and `old` when that was said more than 14 days ago."""

    words: str
    state: str
    old: bool
    tone: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """One answer as the list draws it."""

    offer: Mapping[str, Any]
    far: str
    begins: str
    places: PlacesShown | None
    to_confirm: bool
    closed: str
    sheet_url: str = ""
    on_sheet: bool = False
    query: str = ""
    """What the address of its page carries along: the sheet under way."""


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SearchShown:
    """What `templates/cadastre/search/` draws; also what the chips, facets and pager of `ui/listing/` expect."""

    wanted: Wanted
    answer: Answer
    lines: list[LineShown]
    chips: list[Chip]
    facets: list[tuple[Facet, bool]]
    strip: list[tuple[str, list[StripCell]]]
    ways: list[Link]
    sorts: list[Link]
    page: Page
    on_sheet: Sequence[tuple[str, str]] = ()
    """Uid and title of the offers put on the sheet under way."""

    @property
    def sentence(self) -> str:
        count = self.answer.count
        words = ngettext("%(count)s cours ou service", "%(count)s cours et services", count) % {
            "count": number_format(count, force_grouping=True)
        }
        return f"{words} {where_in_words(self.wanted)}".strip()

    @property
    def sheet_is_full(self) -> bool:
        return len(self.wanted.sheet) >= MOST_ON_A_SHEET

    @property
    def sheet_url(self) -> str:
        """It remembers this search, for who wants to add another offer."""
        back = urlencode(replace(self.wanted, sheet=(), page=1).pairs())
        held = {"fiche": ",".join(self.wanted.sheet)} | ({"retour": back} if back else {})
        return f"{reverse('cadastre:sheet')}?{urlencode(held, safe=',')}"

    @property
    def without_sheet_url(self) -> str:
        return replace(self.wanted, sheet=()).address()

    @property
    def map_url(self) -> str:
        """What the map beside the list reads; empty while nobody knows where to look."""
        if self.wanted.possible or self.wanted.unknown_place:
            return ""
        return replace(self.wanted, point=None, page=1).address("cadastre:offers_map")

    @property
    def files(self) -> Mapping[str, str]:
        """Every answer as a file or on paper: format → address."""
        return {name: self.wanted.in_format(name) for name in ("xlsx", "csv", "impression", "guide")}

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form sends along: filters that are links, the order."""
        own = {"q", "lieu", "lieu_asked", "lieu_choice", "rayon", "page", "ici", "telquel", "point"}
        return [pair for pair in self.wanted.pairs() if pair[0] not in own]

    @property
    def radii(self) -> list[tuple[str, str, bool]]:
        """Value, words, chosen."""
        now = self.wanted.kilometres if self.wanted.has_point else -1
        rows = [("0", "dans la commune ou le quartier", now == 0)]
        return rows + [(str(one), f"à {one} km à la ronde", now == one) for one in RADII]

    @property
    def days(self) -> tuple[str, ...]:
        return DAYS

    @property
    def places_to_choose(self) -> list[tuple[PlaceMatch, str]]:
        """Those that « où » may mean; else those that the words may name, the rest of the words being what is sought."""
        if self.wanted.possible:
            return [(place, self.wanted.at(place).address()) for place in self.wanted.possible]
        rest = replace(self.wanted, text=self.answer.rest)
        return [(place, rest.at(place).address()) for place in self.answer.places]

    @property
    def clear_url(self) -> str:
        return Wanted(text=self.wanted.text).address()

    @property
    def verbatim_url(self) -> str:
        return replace(self.wanted, verbatim=True, page=1).address()

    def pages(self) -> Iterator[tuple[str, str, bool]]:
        for number in self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1):
            if isinstance(number, int):
                yield str(number), self._on(number), number == self.page.number
            else:
                yield "…", "", False

    @property
    def previous_url(self) -> str:
        return self._on(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self._on(self.page.number + 1) if self.page.has_next() else ""

    def _on(self, number: int) -> str:
        return replace(self.wanted, page=number).address()


def shown(
    wanted: Wanted,
    answer: Answer,
    operators: Mapping[str, str],
    on_sheet: Sequence[tuple[str, str]] = (),
) -> SearchShown:
    """`operators`: names of the operators asked for, by uid."""
    named = labels()
    reachable = Paginator(range(min(answer.count, MOST_PAGES * PER_PAGE)), PER_PAGE)
    return SearchShown(
        wanted=wanted,
        answer=answer,
        lines=[_with_sheet(line_shown(line), wanted) for line in answer.lines],
        chips=_chips(wanted, named, operators),
        facets=_facets(wanted, answer, named),
        strip=_strip(wanted, answer),
        ways=[
            Link(way_in_words(one.why, wanted, one.count), address_of_way(wanted, one.question))
            for one in answer.ways
        ],
        sorts=_sorts(wanted),
        page=reachable.get_page(wanted.page),
        on_sheet=on_sheet,
    )


def _with_sheet(line: LineShown, wanted: Wanted) -> LineShown:
    """With the address that puts it on the sheet; none when the sheet is full."""
    uid = line.offer["uid"]
    on_it = uid in wanted.sheet
    full = len(wanted.sheet) >= MOST_ON_A_SHEET and not on_it
    return replace(
        line,
        sheet_url="" if full else wanted.with_on_sheet(uid).address(),
        on_sheet=on_it,
        query=f"?fiche={','.join(wanted.sheet)}" if wanted.sheet else "",
    )


def line_shown(line: Line, day: dt.date | None = None) -> LineShown:
    on = day or today()
    offer = line.shown
    confirmed = _day(offer["confirmed_on"])
    closed = offer["closed"]
    return LineShown(
        offer=offer,
        far="" if line.kilometres is None else far_in_words(line.kilometres),
        begins=begins_in_words(_day(offer["next"]), on),
        places=places_shown(offer["places"], on),
        to_confirm=freshness_on(confirmed, on).grade is not Freshness.FRESH,
        closed=_closed(closed) if closed else "",
    )


def far_in_words(kilometres: float) -> str:
    """« à 4 km »; nothing in the very place that was asked."""
    return "" if kilometres < 1 else f"à {round(kilometres)} km"


def begins_in_words(start: dt.date | None, on: dt.date) -> str:
    """« commence le 12 janvier », nothing when it is under way or when no date is known."""
    if start is None or start <= on:
        return ""
    wanted = "j F" if start.year == on.year else "j F Y"
    return f"commence le {date_format(start, wanted)}"


def places_shown(said: Mapping[str, Any] | None, on: dt.date) -> PlacesShown | None:
    """« 6 places le 12/11 »; what was said more than 14 days ago is to be checked."""
    if not said:
        return None
    day = dt.date.fromisoformat(said["on"])
    state, count = said["state"], said["count"]
    if state == Places.State.SOME and count:
        words = ngettext("%(n)s place", "%(n)s places", count) % {"n": count}
    else:
        words = str(Places.State(state).label)
    old = on - day > FRESH_FOR
    tone = "" if old else {"some": "ok", "full": "bad", "waiting": "warn"}.get(state, "")
    when = date_format(day, "d/m" if day.year == on.year else "d/m/Y")
    return PlacesShown(f"{words} le {when}", state, old, tone)


def chips_of(wanted: Wanted) -> list[Chip]:
    """What narrows a question, in words; operators by their uid."""
    return _chips(wanted, labels(), {})


def where_in_words(wanted: Wanted) -> str:
    if wanted.here is not None:
        return f"à {wanted.kilometres or NEAR_ME} km de vous"
    if wanted.place is None:
        return ""
    if wanted.kilometres:
        return f"à {wanted.kilometres} km de {wanted.place.label}"
    return f"à {wanted.place.label}" if wanted.has_point else f"en {wanted.place.label}"


NEAR_ME = 5


def search_in_words(wanted: Wanted, operators: Mapping[str, str]) -> list[str]:
    """What was asked, for the head of a sheet: words, place, each filter."""
    words = [f"« {wanted.text} »"] if wanted.text else []
    return words + [chip.label for chip in _chips(wanted, labels(), operators)]


def _chips(
    wanted: Wanted, named: Mapping[Family, Mapping[str, Label]], operators: Mapping[str, str]
) -> list[Chip]:
    chips = []
    if wanted.place or wanted.here:
        chips.append(Chip(where_in_words(wanted), wanted.without_place().address()))
    if wanted.point:
        said = f"{TITLES[Family.AT]}\u00a0: {wanted.point.label}"
        chips.append(Chip(said, replace(wanted, point=None, page=1).address()))
    for family in FAMILIES.values():
        for value in wanted.values.get(family, ()):
            said = operators.get(value, value) if family is Family.OPERATOR else _named(named, family, value)
            words = said if family is Family.CELL else f"{TITLES[family]}\u00a0: {said}"
            chips.append(Chip(words, wanted.toggled(family, value).address()))
    return chips


def _named(named: Mapping[Family, Mapping[str, Label]], family: Family, value: str) -> str:
    if family is Family.CELL:
        day, part = divmod(int(value), len(PERIODS))
        return f"{DAYS[day]} {PARTS[part]}"
    label = named[family].get(value)
    return label.name if label else value


def _facets(
    wanted: Wanted, answer: Answer, named: Mapping[Family, Mapping[str, Label]]
) -> list[tuple[Facet, bool]]:
    """The values that would change the answer, with how many, and whether they are in sight from the start; those asked
    stay, even with none."""
    found = []
    for family in AS_LINKS:
        asked = wanted.values.get(family, ())
        counts = dict(answer.facets.get(family, {}))
        known = {value: named[family][value] for value in {*counts, *asked} if value in named[family]}
        if not asked:
            known = {value: label for value, label in known.items() if counts[value] < answer.count}
        fullest = sorted(known, key=lambda value: (value not in asked, -counts.get(value, 0)))[:MOST_CHOICES]
        choices = [
            FacetChoice(
                value,
                known[value].name,
                wanted.toggled(family, value).address(),
                counts.get(value, 0),
                current=value in asked,
            )
            for value in sorted(fullest, key=lambda value: (known[value].rank, value))
        ]
        if choices:
            key = next(name for name, one in FAMILIES.items() if one is family)
            facet = Facet(key, TITLES[family], choices, as_select=False, any_label="", any_value="")
            found.append((facet, bool(asked) or family in OPEN_FROM_THE_START))
    return found


def _strip(wanted: Wanted, answer: Answer) -> list[tuple[str, list[StripCell]]]:
    """Three rows of seven days; empty when no answer says when it takes place."""
    counts = answer.facets.get(Family.CELL, {})
    asked = wanted.values.get(Family.CELL, ())
    if not counts and not asked:
        return []
    rows = []
    for part, name in enumerate(PARTS):
        cells = []
        for day, day_name in enumerate(DAYS):
            value = str(day * len(PERIODS) + part)
            url = wanted.toggled(Family.CELL, value).address()
            cells.append(StripCell(f"{day_name} {name}", url, counts.get(value, 0), value in asked))
        rows.append((name, cells))
    return rows


def _sorts(wanted: Wanted) -> list[Link]:
    return [
        Link(SORT_NAMES[sort], replace(wanted, sort=sort, page=1).address(), sort is wanted.sort)
        for sort in SORTS.values()
        if sort is not Sort.DISTANCE or wanted.has_point
    ]


def _closed(closed: Mapping[str, str]) -> str:
    until = date_format(dt.date.fromisoformat(closed["until"]), "j F")
    message = closed["message"]
    return _("Fermé jusqu’au %(day)s.") % {"day": until} + (f" {message}" if message else "")


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
