"""Drawing, correcting and ending quarters and zones: for those who coordinate; a 404 for everybody else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.records.versioned import ChangedMeanwhile
from maillage.territory.actions.places import PlaceRefused, add_zone_part, draw_place, edit_place, end_zone_part
from maillage.territory.forms import LANGUAGES, DrawPlaceForm, EditPlaceForm, EndZonePartForm, ZonePartForm
from maillage.territory.models import Territory, ZonePart

Level = Territory.Level


@require_http_methods(["GET", "HEAD", "POST"])
def draw_territory(request: HttpRequest, level: str) -> HttpResponse:
    if not may(reader_of(request), "territory.draw_place"):
        raise Http404
    parent = Territory.objects.filter(uid=request.GET.get("dans", "")).defer("shape").first()
    form = DrawPlaceForm(request.POST or None, level=level, initial={"parent": parent})
    if request.method == "POST" and form.is_valid():
        try:
            row = draw_place(
                by=reader_of(request),
                uid=form.cleaned_data["uid"],
                level=level,
                name=form.cleaned_data["name"],
                names=form.names(),
                parent=form.cleaned_data["parent"],
                valid_from=form.cleaned_data["valid_from"],
            )
        except PlaceRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("« %(name)s » est enregistré.") % {"name": row.name})
            return redirect("territory:territory", row.address)
    return render(request, "territory/draw_territory.html", {"form": form, "level": level})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_territory(request: HttpRequest, uid: str) -> HttpResponse:
    row = _drawn_or_404(request, uid)
    form = EditPlaceForm(request.POST or None, level=row.level, initial=_initial(row))
    context: dict[str, Any] = {"form": form, "territory": row}
    if request.method == "POST" and form.is_valid():
        try:
            edit_place(by=reader_of(request), territory=row, seen=form.cleaned_data["version"], **_given(form))
        except PlaceRefused as refused:
            form.add_error(refused.field, str(refused))
        except ChangedMeanwhile:
            context["merged"] = form.merge_with_theirs()
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect("territory:territory", row.address)
    return render(request, "territory/edit_territory.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_part(request: HttpRequest, uid: str) -> HttpResponse:
    zone = _drawn_or_404(request, uid, only=Level.ZONE)
    form = ZonePartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_zone_part(by=reader_of(request), zone=zone, **form.cleaned_data)
        except PlaceRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("%(name)s fait partie de la zone.") % {"name": row.part.name})
            return redirect("territory:territory", zone.address)
    return render(request, "territory/add_part.html", {"form": form, "territory": zone})


@require_http_methods(["GET", "HEAD", "POST"])
def end_part(request: HttpRequest, uid: str, part_uid: str) -> HttpResponse:
    zone = _drawn_or_404(request, uid, only=Level.ZONE)
    found = ZonePart.objects.filter(zone=zone, part__uid=part_uid, valid_to__isnull=True)
    row = found.select_related("zone", "part").first()
    if row is None:
        raise Http404
    form = EndZonePartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_zone_part(by=reader_of(request), zone_part=row, last_day=form.cleaned_data["last_day"])
        except PlaceRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("La composition de la zone est à jour."))
            return redirect("territory:territory", zone.address)
    return render(request, "territory/end_part.html", {"form": form, "territory": zone, "part": row.part})


def _drawn_or_404(request: HttpRequest, uid: str, *, only: str = "") -> Territory:
    row = get_object_or_404(Territory.objects.select_related("parent"), uid=uid)
    if not may(reader_of(request), "territory.edit_place", row) or (only and row.level != only):
        raise Http404
    return row


def _initial(row: Territory) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in ("name", "parent", "valid_from", "valid_to", "version")}
    return found | {f"name_{language}": row.names.get(language, "") for language in LANGUAGES}


def _given(form: EditPlaceForm) -> dict[str, Any]:
    found = {name: form.cleaned_data[name] for name in ("name", "parent", "valid_from", "valid_to")}
    return found | {"names": form.names()}
