"""Days that people type: bounded, so that a year 20025 is a message and not an error page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from maillage.ui.forms import DayInput

EARLIEST = dt.date(1800, 1, 1)
LATEST = dt.date(2150, 12, 31)
_MESSAGE = "Vérifiez l’année de cette date."


class DayField(forms.DateField):
    """A day between 1800 and 2150."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators += [MinValueValidator(EARLIEST, _MESSAGE), MaxValueValidator(LATEST, _MESSAGE)]
        self.error_messages["invalid"] = "Écrivez une date, par exemple 31/12/2025."


class PeriodForm(forms.Form):
    """From a day to a last day, both optional, in order."""

    valid_from = DayField(label="Depuis le", required=False)
    valid_to = DayField(label="Jusqu’au (inclus)", required=False, help_text="Laissez vide tant que cela dure.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "La fin ne peut pas précéder le début.")
        return cleaned
