"""« Mes données »: what the installation holds about someone, to be taken away or erased (DOMAIN 2.6)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.accounts.actions import LastAdministrator, erase_person
from maillage.accounts.forms import EraseForm
from maillage.accounts.logged_in import person_of
from maillage.accounts.own_data import archive_of, data_of
from maillage.accounts.queries import is_last_administrator
from maillage.accounts.registries import retention
from maillage.records.clock import today
from maillage.records.requests import reader_of


@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    context = {"sections": data_of(person_of(request)), "retention": list(retention)}
    return render(request, "accounts/own_data.html", context)


@login_required
@require_POST
def download_data(request: HttpRequest) -> HttpResponse:
    archive = archive_of(person_of(request))
    response = HttpResponse(archive, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="mes-donnees-maillage-{today():%Y-%m-%d}.zip"'
    return response


@login_required
def erase_data(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(by=reader_of(request), person=person)
        except LastAdministrator as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("Vos données sont effacées. Merci d’avoir fait partie du réseau."))
            return redirect("/")
    context = {"form": form, "alone": person.user is not None and is_last_administrator(person.user)}
    return render(request, "accounts/erase_data.html", context)
