"""Reads: what the page of a territory shows of organisations (A11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from maillage.core.readers import Reader
from maillage.network.models import Organisation
from maillage.network.queries.directory import directory, in_territory, on_line
from maillage.records.clock import today
from maillage.territory.models import Territory

SHOWN = 12


def organisations_of(territory: Territory, reader: Reader, day: dt.date) -> Mapping[str, Any]:
    """How many organisations have a site here, the first by name, and the lists behind the numbers."""
    found = in_territory(directory(reader, day, today=today()), territory, day)
    url = f"{reverse('network:organisations')}?territoire={territory.uid}"
    then = "" if day == today() else f"&au={day.isoformat()}"
    support = on_line(found, Organisation.Line.SECOND).count()
    return {
        "count": found.count(),
        "first": found.order_by("sort_name", "pk")[:SHOWN],
        "url": f"{url}{then}",
        "support": support,
        "support_url": f"{url}&ligne=second{then}",
    }
