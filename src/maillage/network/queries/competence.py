"""Reads: the centre competent for a territory on a day, and the territories of a centre (A11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from maillage.core.folding import fold
from maillage.core.readers import Reader
from maillage.network.models import CompetenceTerritory, Organisation
from maillage.network.queries.words import all_words_in
from maillage.records.prepared import prepared
from maillage.territory.models import Containment, PostalCode, Territory


def competent_for(territory: Territory, reader: Reader, day: dt.date) -> list[CompetenceTerritory]:
    """The competence named for the smallest territory around this one; several when it lies across several centres.

    A commune reads its own line, else its arrondissement's, else its province's; a province without a line of its
    own reads those of what it contains.
    """
    rows = CompetenceTerritory.objects.as_of(day).filter(centre__audience__in=reader.keys)
    rows = rows.select_related("centre", "territory").order_by("centre__sort_name", "pk")
    around = Containment.objects.filter(part=territory).values("whole")
    found = list(rows.filter(territory__in=around))
    if found:
        return _smallest(found)
    inside = Containment.objects.filter(whole=territory).values("part")
    return list(rows.filter(territory__in=inside))


def _smallest(found: Sequence[CompetenceTerritory]) -> list[CompetenceTerritory]:
    """Those whose territory contains no other of them."""
    named = [row.territory_id for row in found]
    pairs = Containment.objects.filter(whole__in=named, part__in=named).values_list("whole_id", "part_id")
    larger = {whole for whole, part in pairs if whole != part}
    return [row for row in found if row.territory_id not in larger]


MOST_PLACES = 100


def competent_around(rows: QuerySet[CompetenceTerritory], text: str) -> QuerySet[CompetenceTerritory]:
    """Of `rows`, those whose territory or centre bears these words, and those competent for a place that does: who
    types a commune finds the line of its arrondissement. Three queries.
    """
    words = all_words_in("territory__sort_name", text) | all_words_in("centre__sort_name", text)
    known = dict(rows.order_by().values_list("territory_id", "pk"))
    places = _places_called(text)
    pairs = Containment.objects.filter(whole__in=known, part__in={*places, *known}).values_list("part", "whole")
    around: dict[int, set[int]] = {}
    for part, whole in pairs:
        around.setdefault(part, set()).add(whole)
    smallest = {
        whole
        for place in places
        for whole in around.get(place, ())
        if not any(whole in around.get(one, ()) for one in around[place] if one != whole)
    }
    competent = rows.filter(territory__in=smallest).order_by().values("pk")
    return rows.filter(words | Q(pk__in=competent))


def _places_called(text: str) -> list[int]:
    """The places of that very name, else those whose name holds the words: « Seraing » is not « Seraing-le-Château ».
    Digits are a postal code, or the code of a territory."""
    if (code := text.strip()).isdecimal():
        return [
            *PostalCode.objects.filter(code=code).values_list("territory", flat=True),
            *Territory.objects.as_of().filter(code=code).values_list("pk", flat=True),
        ]
    named = Territory.objects.filter(all_words_in("sort_name", text)).values_list("pk", "sort_name")[
        :MOST_PLACES
    ]
    wanted = fold(text)
    exact = [pk for pk, name in named if name == wanted]
    return exact or [pk for pk, _ in named]


def competences_of(centre: Organisation, day: dt.date) -> list[CompetenceTerritory]:
    """The territories of a centre on that day."""
    return _of_centre(centre.pk, day)


@prepared
def _of_centre(centre: int, day: dt.date) -> QuerySet[CompetenceTerritory]:
    rows = CompetenceTerritory.objects.as_of(day).filter(centre=centre).select_related("territory")
    return rows.defer("territory__shape", "territory__names").order_by("territory__sort_name", "pk")
