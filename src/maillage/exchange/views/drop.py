"""The door: drop a file, find one's earlier imports again, take an example to try."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from maillage.accounts.models import User
from maillage.core.tables import XLSX_TYPE
from maillage.exchange.actions import receive_file
from maillage.exchange.forms import DropForm
from maillage.exchange.models import ImportRun
from maillage.exchange.registries import example_files
from maillage.exchange.views.doors import importers_or_404
from maillage.records.requests import reader_of

LATEST = 20


def imports(request: HttpRequest) -> HttpResponse:
    known = importers_or_404(request)
    posted = request.method == "POST"
    form = DropForm(known, request.POST, request.FILES) if posted else DropForm(known)
    if posted and form.is_valid():
        user = request.user if isinstance(request.user, User) else None
        run = receive_file(
            by=reader_of(request),
            user=user,
            kind=form.cleaned_data["kind"],
            file_name=form.cleaned_data["file"].name,
            content=form.cleaned_data["content"],
            uid=form.cleaned_data["uid"],
        )
        return redirect("exchange:columns", run.uid)
    latest = ImportRun.objects.visible_to(reader_of(request)).order_by("-created_at", "-pk")[:LATEST]
    context = {
        "form": form,
        "importers": known,
        "latest": latest,
        "examples": list(example_files.items()) if settings.DEMO else [],
    }
    return render(request, "exchange/imports.html", context, status=422 if posted else 200)


@require_GET
def example(request: HttpRequest, key: str) -> HttpResponse:
    importers_or_404(request)
    found = example_files.get(key) if settings.DEMO else None
    if found is None:
        raise Http404
    response = HttpResponse(found.content(), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response
