"""A period that people type."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.ui.forms import DayField


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
