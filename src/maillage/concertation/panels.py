"""« Voir, juger, agir » and « Sur le terrain » on the page of a space; what an organisation committed to, on its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from maillage.concertation.models import Action, Carrier, Intervention, Signal
from maillage.concertation.models.interventions import OPEN
from maillage.concertation.queries.consultations import consultations_of
from maillage.concertation.queries.cycles import cycles_of
from maillage.core.readers import Reader
from maillage.journal.remembered import remembered
from maillage.network.models import Organisation, Space
from maillage.records.actions import may
from maillage.records.prepared import prepared
from maillage.thread.queries.finished import strips_of
from maillage.ui.panels import Panel

MOST_SHOWN = 5


def _of_space(space: Space, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """Two queries; nothing to read and nothing to open shows nothing."""
    del day
    cycles = cycles_of(space, reader)
    may_open = may(reader, "concertation.open_cycle", space)
    if not cycles and not may_open:
        return None
    url = reverse("concertation:open_cycle", args=[space.address]) if may_open else ""
    return {"cycles": [(one, _phase(one)) for one in cycles], "open_url": url}


def _phase(cycle: Any) -> str:
    """The title of the phase it is in, prefetched by `cycles_of`."""
    return cycle.now_in[0].title if cycle.now_in else ""


def _of_organisation(organisation: Organisation, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """One query, and those of two threads until something is written."""
    found = _carried(organisation.pk, reader)
    if not found:
        return None
    return {
        "strips": remembered(
            f"threads of {organisation.pk}",
            reader,
            day,
            lambda: strips_of([one.item for one in found[:2]], reader),
        ),
        "actions": found[:MOST_SHOWN],
        "url": reverse("concertation:commitments", args=[organisation.address]),
    }


@prepared
def _carried(organisation: int, reader: Reader) -> QuerySet[Action]:
    mine = Carrier.objects.filter(organisation=organisation, valid_to__isnull=True)
    rows = Action.objects.visible_to(reader).filter(pk__in=mine.values("action"))
    kept = rows.exclude(status=Action.Status.DROPPED)
    return kept.select_related("item").order_by("-due_on", "-pk")[: MOST_SHOWN + 1]


def _consultations(space: Space, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """One query; nothing to read and nothing to open shows nothing."""
    del day
    found = consultations_of(space.pk, reader)
    may_open = may(reader, "concertation.open_consultation", space)
    if not found and not may_open:
        return None
    url = reverse("concertation:open_consultation", args=[space.address]) if may_open else ""
    return {"consultations": found, "open_url": url}


def _field(space: Space, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """Two counts, for those who sit in the space only."""
    if not may(reader, "concertation.sit", space):
        return None
    signals = Signal.objects.visible_to(reader).filter(space=space, noted_on__gte=day.replace(day=1))
    asked = Intervention.objects.visible_to(reader).filter(space=space, status__in=OPEN)
    return {
        "space": space,
        "month": day.strftime("%Y-%m"),
        "signals": signals.filter(noted_on__lte=day).count(),
        "requests": asked.count(),
    }


cycles_panel = Panel("concertation/cycles/panel.html", _of_space)
commitments_panel = Panel("concertation/acting/panel.html", _of_organisation)
consultations_panel = Panel("concertation/consultations/panel.html", _consultations)
field_panel = Panel("concertation/field/panel.html", _field)
