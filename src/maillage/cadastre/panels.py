"""What offers show on the pages of lower rooms: of an organisation, of a territory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from maillage.cadastre.queries.finding import Question, find_offers
from maillage.cadastre.views.shown import line_shown
from maillage.core.offers.keys import Family
from maillage.core.readers import Reader
from maillage.network.models import Organisation
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.territory.models import Territory
from maillage.ui.panels import Panel

MOST_SHOWN = 8


def _of_operator(organisation: Organisation, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """What it offers today; the past is on the page of each offer."""
    if day != today():
        return None
    found = find_offers(
        Question(values={Family.OPERATOR: (organisation.uid,)}, per_page=MOST_SHOWN, facets=False, ways=False),
        reader,
    )
    keeps = may(reader, "cadastre.add_offer", organisation)
    if not found.count and not keeps:
        return None
    return {
        "organisation": organisation,
        "lines": [line_shown(line) for line in found.lines],
        "count": found.count,
        "all_url": f"{reverse('cadastre:offers')}?operateur={organisation.uid}",
        "keeps": keeps,
    }


def _on_territory(territory: Territory, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """How many courses and services there are, by kind."""
    if day != today():
        return None
    found = find_offers(Question(place=territory.pk, per_page=1, ways=False), reader)
    if not found.count:
        return None
    name = territory.name
    query = urlencode({"lieu": name, "lieu_asked": name, "lieu_choice": territory.uid, "rayon": 0})
    return {
        "count": found.count,
        "kinds": found.facets[Family.KIND],
        "url": f"{reverse('cadastre:offers')}?{query}",
    }


offers_of_operator_panel = Panel("cadastre/panels/operator.html", _of_operator)
offers_on_territory_panel = Panel("cadastre/panels/territory.html", _on_territory)
