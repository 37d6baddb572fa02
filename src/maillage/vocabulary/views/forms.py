"""How every form of the room is answered: shown, refused beside the field, compared after somebody else's change, done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from maillage.records.versioned import ChangedMeanwhile
from maillage.ui.forms import VersionedForm, comparison
from maillage.vocabulary.forms.labels import show_refusal
from maillage.vocabulary.refusals import Refused


@dataclass(frozen=True, slots=True)
class FormPage:
    """What surrounds a form: its title, what to know before, the button, the page one came from."""

    title: str
    submit: str
    back_label: str
    back_url: str
    lead: str = ""


def answer_form(
    request: HttpRequest,
    form: forms.Form,
    page: FormPage,
    *,
    do: Callable[[], str],
    row: models.Model | None = None,
    template: str = "vocabulary/form.html",
) -> HttpResponse:
    """`do` calls the action and returns where to go next. `row`: what another person may have changed meanwhile."""
    context: dict[str, Any] = {"form": form, "page": page}
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(do())
        except Refused as refused:
            show_refusal(form, refused)
        except ChangedMeanwhile as changed:
            messages.warning(request, str(changed))
            context |= _theirs(form, row)
    status = 422 if form.errors or "comparison" in context else 200
    return render(request, template, context, status=status)


def _theirs(form: forms.Form, row: models.Model | None) -> dict[str, Any]:
    if row is None or not isinstance(form, VersionedForm):
        return {"comparison": []}
    row.refresh_from_db()
    form.show_version(row.version)  # type: ignore[attr-defined]
    return {"comparison": comparison(form, row)}
