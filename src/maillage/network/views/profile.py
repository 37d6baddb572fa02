"""The profile of an organisation, its partnerships, and « Le tissu associatif en chiffres »."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from maillage.network.actions import profile as actions
from maillage.network.forms.accreditations import LastDayForm
from maillage.network.forms.profile import PartnershipForm, ProfileForm, initial_of
from maillage.network.models import Organisation, Partnership, Profile
from maillage.network.queries.profile import SubsidyShare, is_outside, migrant_led_by_province, subsidy_share
from maillage.network.views.writing import Screen, answer, page_of, posted, writable
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.days import day_asked
from maillage.ui.templatetags.components import Figure

RULE = "network.edit_profile"


def figures(request: HttpRequest) -> HttpResponse:
    """`/annuaire/chiffres/`: public; who is outside the network sees neither small numbers nor whose income is known."""
    reader, day = reader_of(request), day_asked(request)
    share = subsidy_share(reader, day, today=today())
    return render(
        request,
        "network/organisations/figures.html",
        {
            "share": share,
            "lines": _lines(share, day, with_lists=not is_outside(reader)),
            "provinces": migrant_led_by_province(reader, day, today=today()),
            "list_url": reverse("network:organisations"),
            "then": _then(day),
            "day": day,
        },
    )


def _lines(share: SubsidyShare, day: dt.date, *, with_lists: bool) -> list[Figure]:
    """The table beneath the chart; each number leads to its list."""
    base = f"{reverse('network:organisations')}?statut=associative"

    def line(value: int, label: str, choice: str) -> Figure:
        url = f"{base}&subsides={choice}{_then(day)}" if with_lists else ""
        return Figure(value, label, url)

    return [
        line(share.subsidised, "avec subsides publics", "avec"),
        line(share.without, "sans subsides publics", "sans"),
        line(share.known, "dont les revenus sont connus", "connus"),
        Figure(share.total, "dans l’annuaire", f"{base}{_then(day)}"),
    ]


def _then(day: dt.date) -> str:
    return "" if day == today() else f"&au={day.isoformat()}"


def describe_organisation(request: HttpRequest, uid: str) -> HttpResponse:
    found = writable(request, uid, RULE)
    known = Profile.objects.filter(organisation=found).prefetch_related("income_kinds").first()
    form = ProfileForm(posted(request), initial=initial_of(known))
    screen = _screen(found, "Profil de l’organisation", "Le profil est enregistré.")
    return answer(
        request,
        screen,
        form,
        lambda: actions.describe_organisation(
            by=reader_of(request),
            organisation=found,
            fields=form.fields_given(),
            income_kinds=form.cleaned_data["income_kinds"],
            seen=form.cleaned_data["version"],
        ),
        row=known,
    )


def add_partnership(request: HttpRequest, uid: str) -> HttpResponse:
    found = writable(request, uid, RULE)
    reader = reader_of(request)
    form = PartnershipForm(posted(request), reader=reader, organisation=found)
    screen = _screen(found, "Ajouter un partenariat", "Le partenariat est ajouté.")
    return answer(
        request,
        screen,
        form,
        lambda: actions.add_partnership(by=reader, organisation=found, **form.cleaned_data),
    )


def end_partnership(request: HttpRequest, uid: str, partnership: str) -> HttpResponse:
    found = writable(request, uid, RULE)
    row = get_object_or_404(Partnership.objects.select_related("one", "other"), uid=partnership)
    form = LastDayForm(posted(request))
    screen = _screen(found, f"Fin du partenariat : {row}", "La fin du partenariat est notée.")
    return answer(
        request,
        screen,
        form,
        lambda: actions.end_partnership(
            by=reader_of(request), organisation=found, partnership=row, day=form.cleaned_data["day"]
        ),
    )


def _screen(found: Organisation, title: str, done: str) -> Screen:
    return Screen(found, title=title, done=done, back=f"{page_of(found)}#profil")
