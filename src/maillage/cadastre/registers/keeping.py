"""What keeping offers adds elsewhere: « Offres à compléter » for coordinators, one’s own to confirm in « Mes suivis »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count, Q
from django.urls import reverse

from maillage.cadastre.queries.lacking import running_offers, to_confirm_on
from maillage.core.readers import COORDINATORS, MEMBERS, Reader, works_key
from maillage.network.registries import DeskLine, desk_lines
from maillage.records.identity import address
from maillage.ui.menu import MenuEntry, personal_menu


def _desk_lines(reader: Reader, day: dt.date) -> Sequence[DeskLine]:
    """The offers of those for whom the reader works that nobody vouched for in twelve months, a line for each operator."""
    prefix = works_key("")
    worked = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    if not worked or not reader.has(MEMBERS):
        return []
    mine = Q(organisation__uid__in=worked) & to_confirm_on(day)
    rows = running_offers(reader, day).filter(mine).order_by().values("organisation__uid", "organisation__name")
    return [
        DeskLine(
            label=_offers(row["n"]),
            url=reverse(
                "cadastre:keep_offers", args=[address(row["organisation__name"], row["organisation__uid"])]
            ),
            detail=row["organisation__name"],
        )
        for row in rows.annotate(n=Count("pk")).order_by("organisation__name")
    ]


def _offers(count: int) -> str:
    return "1 offre à confirmer" if count == 1 else f"{count} offres à confirmer"


def register() -> None:
    desk_lines.add("offers", _desk_lines, rank=45)
    personal_menu.add(
        "offers_to_complete",
        MenuEntry(
            "Offres à compléter",
            "cadastre:to_complete",
            "/cours-et-services/a-completer/",
            needs=(COORDINATORS,),
        ),
        rank=22,
    )
    personal_menu.add(
        "offer_campaigns",
        MenuEntry(
            "Campagnes des offres",
            "cadastre:offer_campaigns",
            "/cours-et-services/campagnes/",
            needs=(COORDINATORS,),
        ),
        rank=21,
    )
