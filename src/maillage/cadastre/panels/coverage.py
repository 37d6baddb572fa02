"""What demand shows elsewhere: the coverage of a territory on its page, lists to count again on « Mes suivis »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from maillage.cadastre.queries.demand import asked_around, to_count_again
from maillage.core.readers import Reader
from maillage.network.registries import DeskLine
from maillage.records.clock import today
from maillage.territory.models import Territory
from maillage.ui.panels import Panel


def _coverage(territory: Territory, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """Nothing where nobody asks for anything: one query."""
    del reader
    lists = asked_around(territory, day)
    if not lists:
        return None
    then = "" if day == today() else f"&au={day.isoformat()}"
    return {"lists": lists, "url": f"{reverse('cadastre:coverage')}?territoire={territory.uid}{then}"}


NAMED = 3
"""How many organisations a line of « Mes suivis » names."""
coverage_panel = Panel("cadastre/coverage/territory_panel.html", _coverage)


def desk_lines_of_demand(reader: Reader, day: dt.date) -> Sequence[DeskLine]:
    """One line for all the lists that will soon no longer count."""
    rows = to_count_again(reader, day)
    if not rows:
        return []
    names = sorted({row.organisation.name if row.organisation else row.source for row in rows})
    label = "1 liste d’attente à recompter" if len(rows) == 1 else f"{len(rows)} listes d’attente à recompter"
    more = "…" if len(names) > NAMED else ""
    return [
        DeskLine(
            label=label,
            url=f"{reverse('cadastre:demands')}?tri=le",
            detail=f"{', '.join(names[:NAMED])}{more} : après douze mois, elles ne comptent plus",
        )
    ]
