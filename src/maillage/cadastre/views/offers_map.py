"""Where the answers of a search are: what the map beside the list draws, and nothing that the list does not hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.formats import number_format
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from maillage.cadastre.queries.spots import Spread, spread_of
from maillage.cadastre.views.asking import Wanted, wanted_of
from maillage.records.requests import reader_of
from maillage.territory.queries.outlines import areas
from maillage.territory.views.outlines import address_of

DECIMALS = 4


@require_safe
def offers_map(request: HttpRequest) -> JsonResponse:
    """`/cours-et-services/carte.json`: every answer of the search of the same parameters, counted by point.

    `count` is the number of the list: the sum of the spots and of `nowhere`. The list of a spot is `list` followed by its
    `ask`; it holds as many answers as the spot says.
    """
    wanted = wanted_of(request.GET)
    spread = spread_of(wanted.question(), reader_of(request))
    return JsonResponse(
        _drawn(wanted, spread), json_dumps_params={"ensure_ascii": False, "separators": (",", ":")}
    )


def _drawn(wanted: Wanted, spread: Spread) -> dict[str, Any]:
    whole = replace(wanted, point=None, page=1).address()
    around = spread.around
    return {
        "count": spread.count,
        "nowhere": spread.nowhere,
        "said": _in_words(spread),
        "whole": whole,
        "list": f"{whole}{'&' if '?' in whole else '?'}",
        "spots": [
            {
                "ask": f"point={spot.place.uid}",
                "point": spot.place.uid,
                "name": spot.place.label,
                "at": [round(spot.latitude, DECIMALS), round(spot.longitude, DECIMALS)],
                "count": spot.count,
                "holds": spot.holds,
            }
            for spot in spread.spots
        ],
        "around": around and {"at": [around.latitude, around.longitude], "kilometres": around.kilometres},
        "areas": [{"url": address_of(area), "box": area.box} for area in areas().values()],
    }


def _in_words(spread: Spread) -> str:
    """« 43 offres sur la carte, 12 sans adresse »."""
    placed = spread.count - spread.nowhere
    said = ngettext("%(n)s offre sur la carte", "%(n)s offres sur la carte", placed) % {"n": _figure(placed)}
    if not spread.nowhere:
        return f"{said}."
    more = ngettext("%(n)s sans adresse", "%(n)s sans adresse", spread.nowhere) % {"n": _figure(spread.nowhere)}
    return f"{said}, {more}."


def _figure(number: int) -> str:
    return number_format(number, force_grouping=True)
