"""Screens: the members of a space, « Qui fait quoi », and its history (A12, B1, B3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader
from maillage.network.models import Membership, Space
from maillage.network.queries.grid import families, grid_of
from maillage.network.queries.members import (
    departed_titulaires,
    gone,
    is_silent,
    members_on,
    reach_of,
    sees_silence,
    signs_of,
    waiting,
)
from maillage.network.queries.space_history import history_of, legal_person_of
from maillage.network.queries.spaces import name_seen
from maillage.network.registries import GridColumn, LastSign
from maillage.network.views.space_doors import frame, of_space, organisation_url
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.days import day_asked
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, listing_response

MOST_ON_PAPER = 12
MARK = format_html('<span class="does" role="img" aria-label="{}">●</span>', "oui")


def member_name(row: Membership, reader: Reader) -> str:
    """The organisation, or the professional as far as they are public."""
    return row.organisation.name if row.organisation else name_seen(row.person, reader)


def _url(row: Membership) -> str:
    return organisation_url(row.organisation) if row.organisation else ""


def _opens_onto(row: Membership, reader: Reader) -> str:
    """A network opens onto its own members, for those who may see them (A12)."""
    own = getattr(row.organisation, "own_space", None) if row.organisation else None
    return own.address if own is not None and own.audience in reader.keys else ""


@of_space
def space_members(request: HttpRequest, space: Space) -> HttpResponse:
    """« Membres »: forty on one screen, with the last sign of each (B3)."""
    reader, day = reader_of(request), day_asked(request)
    found = members_on(space, day, reader)
    everyone = list(found)
    signs = signs_of(space, [row.organisation_id for row in everyone if row.organisation_id], day)
    listing = _members_listing(space, reader, day, signs)
    around = frame(request, space, "space_members", len(everyone))
    context = {
        **around,
        "reach": reach_of(space, day, reader),
        "waiting": waiting(space) if around["organises"] else [],
        "gone": gone(space, day, reader),
        "departed": departed_titulaires(everyone, day) if around["organises"] else set(),
    }
    return listing_response(request, listing, found, template="network/spaces/members.html", context=context)


def _members_listing(space: Space, reader: Reader, day: dt.date, signs: Mapping[int, LastSign]) -> Listing:
    def sign(row: Membership) -> str:
        return _sign_words(row, space, reader, day, signs)

    return Listing(
        title=f"Membres – {space.name}",
        nothing="Aucun membre",
        one="membre",
        many="membres",
        columns=(
            ListColumn("membre", "Membre", lambda row: member_name(row, reader), sort="list_name", link=_url),
            ListColumn(
                "reseau",
                "Réseau",
                lambda row: _opens_onto(row, reader),
                show=lambda row: _network_link(_opens_onto(row, reader)),
                in_files=False,
            ),
            ListColumn("commune", "Commune", "commune", sort="commune_key"),
            ListColumn("place", "Place", "get_status_display", sort="status"),
            ListColumn("titulaire", "Titulaire", lambda row: _titulaire(row, reader), needs=(MEMBERS,)),
            ListColumn("suppleant", "Suppléant·e", lambda row: name_seen(row.deputy, reader), needs=(MEMBERS,)),
            ListColumn("depuis", "Depuis le", "valid_from", sort="valid_from", kind=ColumnKind.DAY),
            ListColumn("signe", "Dernier signe", sign, needs=(MEMBERS,)),
            ListColumn(
                "suivi",
                "Suite",
                lambda row: _manage_url(space, row, reader),
                show=_manage(space, reader),
                in_files=False,
                needs=(MEMBERS, COORDINATORS, ADMINISTRATORS),
            ),
        ),
        filters=(Filter("place", "Place", field="status", choices=_places()),),
        search=("list_name",),
        search_label="Chercher un membre",
        keeps=("au",),
        per_page=100,
        empty_hint="Ajoutez les organisations qui participent : vous pouvez en coller toute une liste.",
    )


def _places() -> list[tuple[str, str]]:
    return [(str(status.value), str(status.label)) for status in Membership.SITTING]


def _titulaire(row: Membership, reader: Reader) -> str:
    return name_seen(row.person, reader) if row.organisation_id else ""


def _sign_words(
    row: Membership, space: Space, reader: Reader, day: dt.date, signs: Mapping[int, LastSign]
) -> str:
    """The sign, and « sans nouvelles depuis un an » for those who may know."""
    organisation = row.organisation
    if organisation is None:
        return ""
    sign = signs.get(organisation.pk)
    if is_silent(sign, day):
        return "sans nouvelles depuis un an" if sees_silence(reader, space, organisation.uid) else ""
    return f"{sign.label}, {date_format(sign.day, 'SHORT_DATE_FORMAT')}" if sign else ""


def _network_link(address: str) -> Any:
    if not address:
        return ""
    return format_html('<a href="{}">{}</a>', reverse("network:space_members", args=[address]), "ses membres")


def _manage_url(space: Space, row: Membership, reader: Reader) -> str:
    if not may(reader, "network.speak_for_member", row):
        return ""
    return reverse("network:membership", args=[space.address, row.uid])


def _manage(space: Space, reader: Reader) -> Any:
    def link(row: Membership) -> Any:
        url = _manage_url(space, row, reader)
        if not url:
            return ""
        return format_html(
            '<a class="button small quiet" href="{}">{}<span class="unseen"> {}</span></a>',
            url,
            "Modifier",
            member_name(row, reader),
        )

    return link


@of_space
def space_grid(request: HttpRequest, space: Space) -> HttpResponse:
    """« Qui fait quoi »: members × what they do, sortable by commune, on one A4."""
    reader, day = reader_of(request), day_asked(request)
    chosen = request.GET.get("colonnes", "")
    known = families()
    family = chosen if chosen in dict(known) else ""
    found = members_on(space, day, reader).filter(organisation__isnull=False)
    organisations = [pk for pk in found.values_list("organisation_id", flat=True) if pk]
    grid = grid_of(organisations, day, family=family, most=MOST_ON_PAPER)
    columns = (
        ListColumn("membre", "Membre", "organisation.name", sort="list_name", link=_url),
        ListColumn("commune", "Commune", "commune", sort="commune_key"),
        *(_dot(column, grid.filled) for column in grid.columns),
    )
    listing = Listing(
        title=f"Qui fait quoi – {space.name}",
        nothing="Aucun membre",
        one="membre",
        many="membres",
        columns=columns,
        search=("list_name",),
        search_label="Chercher un membre",
        keeps=("au", "colonnes"),
        per_page=100,
        empty_hint="La grille se remplit d’elle-même avec les fiches des membres.",
    )
    context = {
        **frame(request, space, "space_grid"),
        "families": [("", "Tout"), *known],
        "family": family,
        "left_out": grid.left_out,
    }
    return listing_response(request, listing, found, template="network/spaces/grid.html", context=context)


def _dot(column: GridColumn, filled: Mapping[int, frozenset[str]]) -> ListColumn:
    """A mark that a screen reader says and a file spells out."""

    def does(row: Membership) -> bool:
        return column.key in filled.get(row.organisation_id or 0, ())

    return ListColumn(
        column.key,
        column.label,
        does,
        show=lambda row: (
            format_html('<span class="does">●<span class="unseen"> {}</span></span>', "oui")
            if does(row)
            else ""
        ),
        export=lambda row: "oui" if does(row) else "",
    )


@of_space
def space_history(request: HttpRequest, space: Space) -> HttpResponse:
    """What happened to the space, and to the organisation that it became: one history shows both (B21)."""
    reader = reader_of(request)
    page = history_of(space, reader, request.GET.get("page", "1"))
    legal_person = legal_person_of(space, reader)
    context = {**frame(request, space, "space_history"), "history": page, "legal_person": legal_person}
    return render(request, "network/spaces/history.html", context)
