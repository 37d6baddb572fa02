"""What spaces show on other pages: of an organisation, of a territory, of « Mes suivis »; and the first last signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from maillage.core.readers import Reader, organises_key
from maillage.network.models import Membership, Organisation, Space, SpaceHost
from maillage.network.queries.competence import competences_of, competent_for
from maillage.network.queries.external import late_seats
from maillage.network.queries.members import reach_of
from maillage.network.queries.space_history import born_of
from maillage.network.queries.spaces import LIVING, in_state, on_ground, spaces_on
from maillage.network.registries import DeskLine, LastSign
from maillage.records.clock import day_of
from maillage.records.prepared import prepared
from maillage.territory.models import Territory
from maillage.ui.panels import Panel

MOST_SHOWN = 12


def _spaces_of(organisation: Organisation, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """Where it sits and what it holds; restricted spaces only for those who see them."""
    sits, holds = _sits(organisation.pk, reader, day), _holds(organisation.pk, reader, day)
    return {"sits": sits, "holds": holds} if sits or holds else None


@prepared
def _sits(organisation: int, reader: Reader, day: dt.date) -> QuerySet[Membership]:
    found = Membership.objects.visible_to(reader).sitting(day).filter(organisation=organisation)
    shown = found.select_related("space").only("status", "valid_from", "space__uid", "space__name")
    return shown.order_by("space__sort_name", "pk")


@prepared
def _holds(organisation: int, reader: Reader, day: dt.date) -> QuerySet[SpaceHost]:
    found = SpaceHost.objects.visible_to(reader).as_of(day).filter(organisation=organisation)
    shown = found.select_related("space").only("role", "valid_from", "space__uid", "space__name")
    return shown.order_by("space__sort_name", "pk")


def _own_space(organisation: Organisation, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """The network that this organisation is, with everyone behind it counted once (A12, B21)."""
    space = born_of(organisation, reader)
    if space is None:
        return None
    return {"space": space, "organisation": organisation, "reach": reach_of(space, day, reader)}


def _competences(organisation: Organisation, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    del reader
    rows = competences_of(organisation, day)
    return {"rows": rows} if rows else None


def _centre(territory: Territory, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    rows = competent_for(territory, reader, day)
    return {"rows": rows, "day": day} if rows else None


def _spaces_here(territory: Territory, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    """Living spaces inside the territory or covering it, as the list that is linked shows them."""
    found = in_state(on_ground(spaces_on(day, reader), territory.uid, day), LIVING, day)
    count = found.count()
    if not count:
        return None
    url = f"{reverse('network:spaces')}?territoire={territory.uid}&au={day.isoformat()}"
    return {"spaces": found.order_by("sort_name", "pk")[:MOST_SHOWN], "count": count, "url": url}


spaces_of_organisation_panel = Panel("network/spaces/panel_organisation.html", _spaces_of)
own_space_panel = Panel("network/spaces/panel_own_space.html", _own_space)
competences_panel = Panel("network/spaces/panel_competences.html", _competences)
centre_panel = Panel("network/spaces/panel_centre.html", _centre)
spaces_here_panel = Panel("network/spaces/panel_territory.html", _spaces_here)


def joined(space: Space, organisations: Collection[int], day: dt.date) -> dict[int, LastSign]:
    """Joining is a sign of life."""
    rows = space.memberships.filter(organisation__in=organisations, valid_from__lte=day)
    return {
        pk: LastSign(start, "a rejoint l’espace")
        for pk, start in rows.order_by("valid_from").values_list("organisation_id", "valid_from")
        if pk and start
    }


def sheet_confirmed(space: Space, organisations: Collection[int], day: dt.date) -> dict[int, LastSign]:
    """So is « Tout est à jour »."""
    del space
    rows = Organisation.objects.filter(pk__in=organisations, confirmed_at__isnull=False)
    found = {}
    for pk, moment in rows.values_list("pk", "confirmed_at"):
        confirmed = day_of(moment) if moment else None
        if confirmed and confirmed <= day:
            found[pk] = LastSign(confirmed, "fiche confirmée")
    return found


def desk_lines_of_spaces(reader: Reader, day: dt.date) -> Sequence[DeskLine]:
    """Requests to answer in the spaces that one organises, invitations, and reports that did not come back (B20)."""
    return [*_requests(reader), *_late_reports(reader, day)]


def _requests(reader: Reader) -> list[DeskLine]:
    prefix = organises_key("")
    mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    rows = (
        Membership.objects.filter(
            space__uid__in=mine, status=Membership.Status.REQUESTED, valid_to__isnull=True
        )
        .select_related("space", "organisation", "person")
        .order_by("valid_from", "pk")
    )
    return [
        DeskLine(
            label=f"{row.label} demande à participer",
            url=reverse("network:answer_request", args=[row.space.address, row.uid]),
            detail=row.space.name,
        )
        for row in rows
    ]


def _late_reports(reader: Reader, day: dt.date) -> list[DeskLine]:
    return [
        DeskLine(
            label=f"Rapport attendu : {seat.body}",
            url=reverse("network:seat", args=[seat.address]),
            detail=f"dernier rapport le {state.last:%d/%m/%Y}" if state.last else "aucun rapport jusqu’ici",
            late=True,
        )
        for seat, state in late_seats(reader, day)
    ]
