"""Forms as Maillage draws them, and what every form of the house shares.

A form that creates something carries the uid of the thing to be (`IdentityForm`), so that a double submission meets
the unique constraint; one that edits carries the version it was built from (`VersionedForm`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms.renderers import TemplatesSetting

from maillage.records.identity import ALPHABET, UID_LENGTH, new_uid

_UID = re.compile(rf"[{ALPHABET}]{{{UID_LENGTH}}}")


class MaillageRenderer(TemplatesSetting):
    """Fields and errors come from `templates/ui/form/`."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that somebody types, between 1800 and 2150: a year 20025 is a message and not an error page."""

    widget = DayInput
    earliest = dt.date(1800, 1, 1)
    latest = dt.date(2150, 12, 31)
    default_error_messages = {"invalid": "Écrivez une date, par exemple 31/12/2025."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        said = "Vérifiez l’année de cette date."
        self.validators += [MinValueValidator(self.earliest, said), MaxValueValidator(self.latest, said)]


class WebField(forms.URLField):
    """An address on the web; without « https:// » it is meant all the same."""

    default_error_messages = {"invalid": "Écrivez une adresse web, par exemple https://www.exemple.be."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class IdentityForm(forms.Form):
    """Adds the hidden uid of what the form creates; `cleaned_data["uid"]` goes to the action."""

    uid = forms.CharField(widget=forms.HiddenInput, initial=new_uid, required=False)

    def clean_uid(self) -> str:
        """A uid that was tampered with is replaced: nobody chooses addresses."""
        uid = self.cleaned_data["uid"]
        return uid if _UID.fullmatch(uid) else new_uid()


class VersionedForm(forms.Form):
    """Adds the hidden version that the person saw; `cleaned_data["version"]` goes to the action as `seen`."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def clean_version(self) -> int:
        """Without a version nothing was seen: the action will say that the sheet changed."""
        return self.cleaned_data["version"] or 0

    def show_version(self, version: int) -> None:
        """After `ChangedMeanwhile`: the next submission is made knowing the other's change."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("version")] = str(version)  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the other person and this one leave different; words for people."""

    label: str
    theirs: object
    yours: object


def comparison(form: forms.BaseForm, row: models.Model) -> list[Difference]:
    """What the row says now beside what was typed, for `ui/form/changed_meanwhile.html`; equal fields are left out."""
    found = []
    for name in form.fields:
        if name in {"uid", "version"} or not hasattr(row, name):
            continue
        bound = form[name]
        theirs, yours = _in_words(bound, getattr(row, name)), _in_words(bound, bound.data)
        if theirs != yours:
            found.append(Difference(str(bound.label), theirs, yours))
    return found


def _in_words(bound: forms.BoundField, value: Any) -> str:
    """The value as the person sees it: the label of a choice rather than its code."""
    prepared = bound.field.prepare_value(value.all() if isinstance(value, models.Manager) else value)
    chosen = prepared if isinstance(prepared, (list, tuple)) else [prepared]
    said = {str(one) for one in chosen if one not in (None, "")}
    labels = _labels(getattr(bound.field, "choices", ()))
    known = [label for one, label in labels.items() if one in said]
    return ", ".join([*known, *sorted(said - labels.keys())])


def _labels(choices: Iterable[Any]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            labels.update(_labels(label))
        else:
            labels[str(value)] = str(label)
    return labels
