"""What every screen that writes on a sheet shares: who may open it, what happens with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.network.models import Organisation
from maillage.network.queries.organisations import organisation_for
from maillage.records.requests import reader_of
from maillage.records.versioned import ChangedMeanwhile, Versioned
from maillage.ui.doors import let_in
from maillage.ui.forms import VersionedForm, comparison


@dataclass(frozen=True, slots=True)
class Screen:
    """A form on one organisation's sheet. `done` is said once it is written; `back` is where one goes then."""

    organisation: Organisation
    title: str
    done: str
    back: str
    submit: str = "Enregistrer"
    lead: str = ""
    template: str = "network/organisations/form.html"


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when it is nothing at all; None when the form is only looked at."""
    return request.POST if request.method == "POST" else None


def page_of(organisation: Organisation) -> str:
    return reverse("network:organisation", args=[organisation.address])


def writable(request: HttpRequest, uid: str, rule: str) -> Organisation:
    """The organisation, for a reader whom the rule lets write; 404 otherwise: what may not be done is not there."""
    organisation = organisation_for(reader_of(request), uid)
    if organisation is None:
        raise Http404
    let_in(request, rule, organisation)
    return organisation


def answer(
    request: HttpRequest,
    screen: Screen,
    form: forms.Form,
    write: Callable[[], object],
    *,
    row: Versioned | None = None,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Shows the form, or writes and goes back. Refusals stay on the form with what was typed.

    `row` is what a `VersionedForm` edits: when someone else saved in between, both versions are shown.
    """
    shown: dict[str, Any] = {"screen": screen, "form": form, **(context or {})}
    if request.method == "POST" and form.is_valid():
        if _already_made(form):
            return redirect(screen.back)
        try:
            with transaction.atomic():
                write()
        except ChangedMeanwhile as changed:
            shown |= _both_versions(form, row, changed)
        except ValidationError as refused:
            form.add_error(None, refused)
        except IntegrityError:
            if _already_made(form):
                return redirect(screen.back)
            form.add_error(None, "Cela existe déjà : rechargez la page pour voir ce qui est enregistré.")
        else:
            messages.success(request, screen.done)
            return redirect(screen.back)
    return render(request, screen.template, shown)


def _both_versions(form: forms.Form, row: Versioned | None, changed: ChangedMeanwhile) -> dict[str, Any]:
    if row is None or not isinstance(form, VersionedForm):
        form.add_error(None, str(changed))
        return {}
    row.refresh_from_db()
    form.show_version(row.version)
    return {"comparison": comparison(form, row), "changed": True}


def _already_made(form: forms.Form) -> bool:
    """A double submission: the uid that the form carries was taken by the first."""
    makes: type[models.Model] | None = getattr(form, "makes", None)
    uid = form.cleaned_data.get("uid")
    return bool(makes and uid and makes._default_manager.filter(uid=uid).exists())
