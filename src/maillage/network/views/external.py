"""Screens: other people's bodies where we sit, and what was brought back (B20)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from maillage.core.readers import COORDINATORS, MEMBERS, Reader
from maillage.network.actions import external as actions
from maillage.network.actions.external import SeatFields
from maillage.network.forms.around import ReportForm, SeatForm
from maillage.network.forms.memberships import LastDayForm
from maillage.network.models import ExternalSeat
from maillage.network.queries.external import seats_on, state_of
from maillage.network.queries.spaces import name_seen
from maillage.network.views.space_doors import FormScreen, run_form
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.days import day_asked
from maillage.ui.doors import let_in, present_address
from maillage.ui.listing import ColumnKind, ListColumn, Listing, listing_response


def seats(request: HttpRequest) -> HttpResponse:
    """« Mandats extérieurs »: for those who work in the network; nobody else has this page."""
    reader, day = reader_of(request), day_asked(request)
    if not reader.has(MEMBERS):
        raise Http404
    context = {"day": day, "may_create": may(reader, "network.create_seat")}
    return listing_response(
        request,
        _listing(reader, day),
        seats_on(day, reader),
        template="network/spaces/seats.html",
        context=context,
    )


def _listing(reader: Reader, day: dt.date) -> Listing:
    return Listing(
        title="Mandats extérieurs",
        lead="Les lieux de concertation des autres où nous siégeons, et ce que nous en rapportons.",
        audience=COORDINATORS,
        nothing="Aucun mandat extérieur",
        one="mandat extérieur",
        many="mandats extérieurs",
        columns=(
            ListColumn("lieu", "Lieu de concertation", "body", sort="sort_name", link=_url),
            ListColumn("porteur", "Organisé par", "held_by"),
            ListColumn("pour", "Pour", "organisation.name", sort="organisation__sort_name"),
            ListColumn("qui", "Qui y siège", lambda seat: name_seen(seat.person, reader) or "à désigner"),
            ListColumn("dernier", "Dernier rapport", "last_report", sort="last_report", kind=ColumnKind.DAY),
            ListColumn("suivi", "Suivi", lambda seat: _words(seat, day)),
        ),
        search=("sort_name",),
        keeps=("au",),
        empty_hint="Notez où vous siégez : un rappel viendra quand aucun rapport n’a été déposé.",
    )


def _url(seat: ExternalSeat) -> str:
    return reverse("network:seat", args=[seat.address])


def _words(seat: Any, day: dt.date) -> str:
    state = state_of(seat, seat.last_report, day)
    return "rapport attendu" if state.late else ""


def new_seat(request: HttpRequest) -> HttpResponse:
    let_in(request, "network.create_seat")
    reader = reader_of(request)
    screen = FormScreen("Noter un mandat extérieur", "Enregistrer", reverse("network:seats"), "C’est noté.")
    return run_form(
        request,
        SeatForm(request.POST or None, reader=reader),
        screen,
        lambda data: redirect("network:seat", _taken(reader, data).address),
        context={"space": None},
    )


def _taken(reader: Reader, data: dict[str, Any]) -> ExternalSeat:
    fields = SeatFields(
        held_by=data["held_by"],
        person=data["post"].person if data["post"] else None,
        capacity=data["capacity"],
        report_every=data["report_every"],
        valid_from=data["since"],
    )
    return actions.take_seat(
        by=reader, uid=data["uid"], organisation=data["organisation"], body=data["body"], fields=fields
    )


def _seat(request: HttpRequest, uid: str) -> ExternalSeat:
    rows = ExternalSeat.objects.visible_to(reader_of(request)).select_related("organisation", "person")
    found = rows.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def seat(request: HttpRequest, uid: str) -> HttpResponse:
    """One body: who sits there, the reports, and the form for the next."""
    found = _seat(request, uid)
    moved = present_address(request, _url(found))
    if moved:
        return moved
    reader, day = reader_of(request), day_asked(request)
    reports = list(found.reports.order_by("-day", "-pk"))
    may_report = may(reader, "network.report_back", found)
    if request.method == "POST":
        let_in(request, "network.report_back", found)
    screen = FormScreen(
        title=found.body,
        submit="Déposer le rapport",
        back=_url(found),
        done="Le rapport est déposé.",
        template="network/spaces/seat.html",
    )
    return run_form(
        request,
        ReportForm(request.POST or None),
        screen,
        lambda data: actions.report_back(by=reader, seat=found, **data),
        context={
            "space": None,
            "seat": found,
            "who": name_seen(found.person, reader),
            "reports": reports,
            "state": state_of(found, reports[0].day if reports else None, day),
            "may_report": may_report,
        },
    )


def end_seat(request: HttpRequest, uid: str) -> HttpResponse:
    """We no longer sit there."""
    found = _seat(request, uid)
    let_in(request, "network.report_back", found)
    screen = FormScreen(f"Fin du mandat : {found.body}", "Mettre fin", _url(found), "C’est noté.")
    return run_form(
        request,
        LastDayForm(request.POST or None),
        screen,
        lambda data: actions.leave_seat(by=reader_of(request), seat=found, last_day=data["last_day"]),
        to=reverse("network:seats"),
        context={"space": None},
    )
