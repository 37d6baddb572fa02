"""Forms as Maillage draws them, and what every form of the house shares.

A form that creates something carries the uid of the thing to be (`IdentityForm`), so that a double submission meets
the unique constraint; one that edits carries the version it was built from (`VersionedForm`).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.renderers import TemplatesSetting

from maillage.records.identity import ALPHABET, UID_LENGTH, new_uid
from maillage.ui.meanwhile import Merged, merge, prints_of, prints_read, show_initial

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
    """Adds the hidden version that the person saw; `cleaned_data["version"]` goes to the action as `seen`.

    The view gives as `initial` what the sheet says, also to a form that was sent: `merge_with_theirs` compares with it.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    first_shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_version(self) -> int:
        """Without a version nothing was seen: the action will say that the sheet changed."""
        return self.cleaned_data["version"] or 0

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """The prints are made when the form is drawn: by then it has all its fields."""
        if field_name == "first_shown":
            return prints_of(self._asked())
        return super().get_initial_for_field(field, field_name)

    def merge_with_theirs(self) -> Merged:
        """After `ChangedMeanwhile`: the form now holds what each of the two changed, and is sent knowing that. Raises
        `ImproperlyConfigured` without `initial`: fields left alone would take the place of what the sheet says by nothing.
        """
        if "version" not in self.initial:
            msg = f"{type(self).__name__}: give what the sheet says as `initial`, also when the form was sent"
            raise ImproperlyConfigured(msg)
        merged = merge(self._asked(), prints_read(self.cleaned_data["first_shown"]))
        for name in ("version", "first_shown"):
            show_initial(self.fields[name])
        return merged

    def _asked(self) -> list[forms.BoundField]:
        """What somebody may have filled in."""
        ours = {"uid", "version", "first_shown"}
        return [self[name] for name, field in self.fields.items() if name not in ours and not field.disabled]
