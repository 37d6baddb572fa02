"""What the cadastre shows on other pages: on that of a territory, the way to its coverage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from maillage.cadastre.queries.demand import asked_around
from maillage.core.readers import Reader
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


coverage_panel = Panel("cadastre/coverage/territory_panel.html", _coverage)
