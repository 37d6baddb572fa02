"""What every screen that writes shares: the form, the refusals that stay on it, the way back once it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from maillage.core.transitions import TransitionRefused
from maillage.records.versioned import ChangedMeanwhile, Versioned
from maillage.ui.forms import VersionedForm


class AScreen(Protocol):
    """`done` is said once it is written; `back` is where one goes then."""

    @property
    def done(self) -> str: ...
    @property
    def back(self) -> str: ...
    @property
    def template(self) -> str: ...


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form on a page of its own. `crumbs`: label, address, … of what lies above it; `about`: whose form it is."""

    title: str
    done: str
    back: str
    about: str = ""
    crumbs: tuple[str, ...] = field(default=())
    submit: str = ""
    lead: str = ""
    template: str = "ui/form/screen.html"

    @property
    def path(self) -> tuple[str, ...]:
        return (*self.crumbs, self.title)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when it is nothing at all; None when the form is only looked at."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    screen: AScreen,
    form: forms.Form,
    write: Callable[[], object],
    *,
    row: Versioned | None = None,
    context: dict[str, Any] | None = None,
    to: str = "",
) -> HttpResponse:
    """Shows the form, or writes and goes `to` (back when empty), unless `write` gives another answer. Refusals stay on the
    form with what was typed.

    `row` is what a `VersionedForm` edits: when someone else saved in between, what each of the two changed is kept.
    """
    shown: dict[str, Any] = {"screen": screen, "form": form, **(context or {})}
    if request.method == "POST" and form.is_valid():
        if _already_made(form):
            return redirect(to or screen.back)
        try:
            with transaction.atomic():
                made = write()
        except ChangedMeanwhile as changed:
            shown |= _both_versions(form, row, changed)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        except ValidationError as refused:
            _refuse(form, refused)
        except IntegrityError:
            if _already_made(form):
                return redirect(to or screen.back)
            form.add_error(None, "Cela existe déjà : rechargez la page pour voir ce qui est enregistré.")
        else:
            if isinstance(made, HttpResponse):
                return made
            messages.success(request, screen.done)
            return redirect(to or screen.back)
    return render(request, screen.template, shown)


def _refuse(form: forms.Form, refused: ValidationError) -> None:
    """Beside the field it is about when the form has it, above the form otherwise."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))


def _both_versions(form: forms.Form, row: Versioned | None, changed: ChangedMeanwhile) -> dict[str, Any]:
    if row is None or not isinstance(form, VersionedForm):
        form.add_error(None, str(changed))
        return {}
    return {"merged": form.merge_with_theirs()}


def _already_made(form: forms.Form) -> bool:
    """A double submission: the uid that the form carries was taken by the first."""
    makes: type[models.Model] | None = getattr(form, "makes", None)
    uid = form.cleaned_data.get("uid")
    return bool(makes and uid and makes._default_manager.filter(uid=uid).exists())
