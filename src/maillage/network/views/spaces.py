"""Screens: the list of spaces, and the page of one of them on a day (B1, B2, A13)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.core.readers import MEMBERS
from maillage.journal.remembered import Memory
from maillage.network.models import Space
from maillage.network.queries.grid import grid_of
from maillage.network.queries.members import first_members, reach_of, sits_for
from maillage.network.queries.space_page import space_page
from maillage.network.queries.spaces import spaces_on, spaces_then
from maillage.network.registries import space_panels
from maillage.network.views.space_doors import frame, of_space, uid_asked
from maillage.network.views.space_listing import spaces_listing
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.days import day_asked
from maillage.ui.listing import listing_response

SHOWN = ("uid", "name", "status", "valid_from", "contact_email", "kind__name")
"""What the columns of the list read; the rest of what they show stands around it."""


def spaces(request: HttpRequest) -> HttpResponse:
    """« Plateformes et groupes »."""
    reader, day = reader_of(request), day_asked(request)
    listing = spaces_listing(reader, day, ground=uid_asked(request, "territoire"))
    context = {
        "day": day,
        "may_create": may(reader, "network.create_space"),
        "may_see_seats": reader.has(MEMBERS),
    }
    by_size = request.GET.get("tri", "").removeprefix("-") == "membres"
    found = (spaces_on if by_size else spaces_then)(day, reader).only(*SHOWN)
    return listing_response(request, listing, found, template="network/spaces/spaces.html", context=context)


@of_space
def space(request: HttpRequest, space: Space) -> HttpResponse:
    """« Aujourd’hui », or the day asked for."""
    reader, day = reader_of(request), day_asked(request)
    page = space_page(space, reader, day)
    first = first_members(space.pk, day, reader)
    ids = [row.organisation_id for row in first if row.organisation_id]
    # numbers and words of lists only: what is remembered names nobody
    grid, reach = Memory(reader, day).keep(
        f"space {space.pk} {ids}", lambda: (grid_of(ids, day, most=6), reach_of(space, day, reader))
    )
    rows = [
        (row, [column.key in grid.filled.get(row.organisation_id or 0, ()) for column in grid.columns])
        for row in first
    ]
    mine = sits_for(reader, space)
    outside = not mine and not may(reader, "network.organise_space", space)
    context = {
        "page": page,
        "reach": reach,
        "grid": grid,
        "rows": rows,
        "mine": mine,
        "may_ask": outside and may(reader, "network.ask_to_join", space),
        "panels": space_panels.loaded(space, reader, day),
        **frame(request, space, "space", page.member_count),
    }
    return render(request, "network/spaces/space.html", context)
