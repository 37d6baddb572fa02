"""What an administrator types of school holidays: their name, first and last day, and where that is written."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.cadastre.actions.school_calendar import HolidaysFields
from maillage.cadastre.models import SchoolHolidays
from maillage.ui.forms import DayField, IdentityForm, VersionedForm

NAMES = ("name", "first_day", "last_day", "source")


class _HolidaysForm(forms.Form):
    name = forms.CharField(label="Nom", max_length=80, help_text="« Vacances d’hiver », par exemple.")
    first_day = DayField(label="Premier jour")
    last_day = DayField(
        label="Dernier jour (inclus)",
        required=False,
        help_text="Week-end compris, comme dans le calendrier officiel. Vide tant que la rentrée n’est pas connue.",
    )
    source = forms.CharField(
        label="Source",
        max_length=500,
        help_text="Où ces dates sont écrites : le site de l’enseignement, une circulaire, un arrêté.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "Le dernier jour ne peut pas précéder le premier.")
        return cleaned

    def fields_given(self) -> HolidaysFields:
        return {name: self.cleaned_data[name] for name in NAMES}  # type: ignore[return-value]


class AddHolidaysForm(IdentityForm, _HolidaysForm):
    """« Ajouter des vacances »."""

    makes = SchoolHolidays


class EditHolidaysForm(VersionedForm, _HolidaysForm):
    """« Corriger »."""


class SeenForm(VersionedForm):
    """A button that writes on what was seen, and on nothing newer."""


def initial_of(row: SchoolHolidays) -> dict[str, Any]:
    """What the form starts from."""
    return {name: getattr(row, name) for name in (*NAMES, "version")}
