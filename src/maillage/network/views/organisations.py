"""An organisation's page, « au » any day; adding one, editing and confirming its sheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from maillage.network.actions import organisations as actions
from maillage.network.forms.organisations import EditSheetForm, LogoForm, NewSheetForm, initial_of
from maillage.network.models import Organisation
from maillage.network.queries.likely import Described, likely_same
from maillage.network.queries.organisations import (
    Sheet,
    kept_sheet_of,
    organisation_for,
    sheet_of,
    works_closely,
)
from maillage.network.queries.space_history import born_of, history_of_organisation
from maillage.network.registries import organisation_panels
from maillage.network.views.writing import Screen, answer, page_of, posted, writable
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.days import day_asked
from maillage.ui.doors import let_in, present_address

PERMISSIONS = {
    "edit": "network.edit_organisation",
    "confirm": "network.confirm_sheet",
    "rename": "network.rename_organisation",
    "end": "network.end_organisation",
    "posts": "network.edit_posts",
    "sites": "network.edit_sites",
    "accreditations": "network.edit_accreditations",
    "profile": "network.edit_profile",
    "host": "network.make_host",
    "register": "network.register_organisation",
}


def organisation(request: HttpRequest, uid: str) -> HttpResponse:
    """`/annuaire/<nom>-<uid>/`: an old name in the address leads to the current one."""
    reader, day = reader_of(request), day_asked(request)
    found = organisation_for(reader, uid)
    if found is None:
        return _kept_sheet(request, uid)
    if moved := present_address(request, page_of(found)):
        return moved
    can = {name: may(reader, rule, found) for name, rule in PERMISSIONS.items()}
    can["history"] = reader.has(actions.history_audience(found))
    can["add_service"] = can["register"] and found.part_of_id is None
    detail = sheet_of(found, reader, day)
    return render(
        request,
        "network/organisations/organisation.html",
        {
            "detail": detail,
            "organisation": found,
            "panels": organisation_panels.loaded(found, reader, day),
            "logo_url": reverse("files:file", args=[found.logo]) if found.logo else "",
            "facts": _facts(found),
            "profile_facts": _profile_facts(detail, inside=works_closely(reader)),
            "can": can,
            "writes": any(can.values()),
            "inside": works_closely(reader),
            "add_service_url": f"{reverse('network:register_organisation')}?service-de={found.uid}",
            "day": day,
            "is_today": day == today(),
            "exists": found.holds(day),
        },
    )


def _facts(found: Organisation) -> list[tuple[str, object]]:
    whole = found.part_of
    inside = format_html('<a href="{}">{}</a>', page_of(whole), whole.name) if whole else ""
    return [
        ("Service de", inside),
        ("Statut", found.get_ownership_display()),
        ("Forme juridique", found.legal_form or ""),
        ("Ligne", found.get_line_display()),
        ("Se déclare", "association issue de l’immigration" if found.migrant_led else ""),
        ("Numéro BCE", found.number),
    ]


def _profile_facts(sheet: Sheet, *, inside: bool) -> list[tuple[str, object]]:
    """The public reads when it was founded and who works there; where the money comes from stays in the network."""
    profile = sheet.profile
    if profile is None:
        return []
    pairs: list[tuple[str, object]] = [
        ("Année de création", str(profile.founded_year or "")),
        ("Qui y travaille", profile.get_structure_display()),
    ]
    if inside and profile.income_known_on:
        kinds = ", ".join(str(term) for term in profile.income_kinds.all())
        pairs.append(("Revenus", kinds or "aucun de ceux de la liste"))
        pairs.append(("Déclarés le", date_format(profile.income_known_on, "SHORT_DATE_FORMAT")))
    if profile.source:
        pairs.append(("Source", profile.source))
    return [pair for pair in pairs if pair[1]]


def organisation_history(request: HttpRequest, uid: str) -> HttpResponse:
    """« Historique », with that of the space it was born of (B21): for members of the network; the public has none."""
    reader = reader_of(request)
    found = organisation_for(reader, uid)
    if found is None or not reader.has(actions.history_audience(found)):
        raise Http404
    context = {
        "organisation": found,
        "audience": actions.history_audience(found),
        "space": born_of(found, reader),
        "history": history_of_organisation(found, reader, request.GET.get("page", "1")),
    }
    return render(request, "network/organisations/history.html", context)


def register_organisation(request: HttpRequest) -> HttpResponse:
    """A new sheet; likely duplicates are shown once before anything is written."""
    let_in(request, "network.register_organisation")
    reader = reader_of(request)
    service_of = _named_in(request)
    form = NewSheetForm(posted(request), reader=reader, initial={"part_of": service_of})
    shown: dict[str, object] = {"form": form, "service_of": service_of.name if service_of else ""}
    if request.method == "POST" and form.is_valid():
        uid = form.cleaned_data["uid"]
        known = Organisation.objects.filter(uid=uid).first()
        if known:
            return redirect(page_of(known))
        alike = [] if form.cleaned_data["distinct"] else likely_same(reader, _described(form))
        if not alike:
            made = actions.register_organisation(by=reader, uid=uid, fields=form.fields_given())
            messages.success(request, f"« {made} » est dans l’annuaire. Ajoutez ses lieux et ses personnes.")
            return redirect(page_of(made))
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["distinct"] = "on"  # type: ignore[index]
        shown["alike"] = alike
    return render(request, "network/organisations/register_organisation.html", shown)


def edit_organisation(request: HttpRequest, uid: str) -> HttpResponse:
    reader = reader_of(request)
    found = writable(request, uid, "network.edit_organisation")
    form = EditSheetForm(posted(request), reader=reader, organisation=found, initial=initial_of(found))
    screen = Screen(
        found,
        title="Modifier la fiche",
        done="La fiche est enregistrée.",
        back=page_of(found),
        lead="Pour un changement de nom à partir d’une date, utilisez plutôt « Changer de nom » : l’ancien reste visible.",
    )
    return answer(
        request,
        screen,
        form,
        lambda: actions.edit_organisation(
            by=reader, organisation=found, seen=form.cleaned_data["version"], fields=form.fields_given()
        ),
        row=found,
    )


def organisation_logo(request: HttpRequest, uid: str) -> HttpResponse:
    """A new logo, or none."""
    reader = reader_of(request)
    found = writable(request, uid, "network.edit_organisation")
    form = LogoForm(posted(request), request.FILES, has_logo=bool(found.logo))
    screen = Screen(found, title="Logo", done="Le logo est enregistré.", back=page_of(found))
    return answer(
        request,
        screen,
        form,
        lambda: actions.set_logo(by=reader, organisation=found, intake=form.cleaned_data["logo"]),
    )


@require_POST
def confirm_sheet(request: HttpRequest, uid: str) -> HttpResponse:
    """« Tout est à jour »."""
    found = writable(request, uid, "network.confirm_sheet")
    actions.confirm_sheet(by=reader_of(request), organisation=found)
    messages.success(request, "Merci ! La fiche est confirmée aujourd’hui.")
    return redirect(page_of(found))


@require_POST
def make_host(request: HttpRequest, uid: str) -> HttpResponse:
    """Administrators say which organisations coordinate spaces here."""
    found = writable(request, uid, "network.make_host")
    actions.make_host(by=reader_of(request), organisation=found, is_host="is_host" in request.POST)
    messages.success(request, "C’est enregistré.")
    return redirect(page_of(found))


def _kept_sheet(request: HttpRequest, uid: str) -> HttpResponse:
    kept = kept_sheet_of(uid)
    if kept is None or organisation_for(reader_of(request), kept.uid) is None:
        raise Http404
    return redirect(page_of(kept))


def _named_in(request: HttpRequest) -> Organisation | None:
    """`?service-de=<uid>`: the organisation whose service is being added."""
    uid = request.GET.get("service-de", "")[:8].replace("\x00", "")
    return organisation_for(reader_of(request), uid) if uid else None


def _described(form: NewSheetForm) -> Described:
    cleaned = form.cleaned_data
    wanted = ("name", "short_name", "bce_number", "email", "phone", "website", "part_of")
    return Described(**{name: cleaned[name] for name in wanted})
