"""Serving a file to those who may see it, and the photo of one's profile."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.accounts.logged_in import person_of
from maillage.files.forms import PhotoForm
from maillage.files.models import StoredFile
from maillage.files.photos import change_photo, remove_photo
from maillage.records.requests import reader_of

SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf"})
"""Shown in the page; everything else is downloaded, SVG and HTML first of all."""


@require_safe
def file(request: HttpRequest, uid: str) -> HttpResponseBase:
    reader = reader_of(request)
    stored = get_object_or_404(StoredFile.objects.visible_to(reader), uid=uid)
    etag = f'"{stored.hash}"'
    if request.headers.get("If-None-Match") == etag:
        return _marked(HttpResponseNotModified(), etag, stored)
    try:
        content = default_storage.open(stored.place)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=stored.content_type not in SHOWN,
        filename=stored.name,
        content_type=stored.content_type,
    )
    return _marked(response, etag, stored)


def _marked(response: HttpResponseBase, etag: str, stored: StoredFile) -> HttpResponseBase:
    """A private file may stay in the reader's own browser, to be asked for again each time."""
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=86400" if stored.audience == "public" else "private, no-cache"
    return response


@login_required
def my_photo(request: HttpRequest) -> HttpResponse:
    """Choosing or taking away the photo of one's profile."""
    person = person_of(request)
    reader = reader_of(request)
    if request.method == "POST" and "remove" in request.POST:
        remove_photo(by=reader, person=person)
        messages.success(request, _("Votre photo est retirée."))
        return redirect("accounts:profile")
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_bound and form.is_valid():
        change_photo(by=reader, person=person, intake=form.cleaned_data["photo"])
        messages.success(request, _("Votre photo est enregistrée."))
        return redirect("accounts:profile")
    return render(request, "files/my_photo.html", {"form": form, "person": person})
