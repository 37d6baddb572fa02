"""How every form of the room is answered: shown, refused beside the field, compared after somebody else's change, done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from maillage.records.versioned import ChangedMeanwhile
from maillage.ui.forms import VersionedForm
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
    template: str = "vocabulary/form.html",
) -> HttpResponse:
    """`do` calls the action and returns where to go next."""
    context: dict[str, Any] = {"form": form, "page": page}
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(do())
        except Refused as refused:
            show_refusal(form, refused)
        except ChangedMeanwhile as changed:
            messages.warning(request, str(changed))
            if isinstance(form, VersionedForm):
                context["merged"] = form.merge_with_theirs()
    status = 422 if form.errors or "merged" in context else 200
    return render(request, template, context, status=status)
