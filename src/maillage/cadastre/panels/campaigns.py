"""On the page of a space, for its organisers: asking its members about their courses and services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from maillage.cadastre.queries.campaigns import OFFERS
from maillage.core.readers import Reader
from maillage.network.models import Campaign, Space
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.ui.panels import Panel


def _of_space(space: Space, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """The latest campaign of its members' offers, and the way to a new one. One query, for organisers only."""
    if (
        day != today()
        or space.status == Space.Status.CLOSED
        or not may(reader, "network.organise_space", space)
    ):
        return None
    seen = Campaign.objects.visible_to(reader).filter(space=space, kind=OFFERS)
    return {"space": space, "campaign": seen.order_by("-created_at", "-pk").first()}


campaign_of_space_panel = Panel("cadastre/panels/space_campaign.html", _of_space)
