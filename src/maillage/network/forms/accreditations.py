"""What a person types of an accreditation."""

from __future__ import annotations

from django import forms

from maillage.network.forms.days import PeriodForm
from maillage.network.models import Accreditation
from maillage.ui.forms import DayField, IdentityForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermField


class AccreditationForm(IdentityForm, PeriodForm):
    """« Ajouter un agrément »."""

    makes = Accreditation

    term = TermField(Code.ACCREDITATION, label="Agrément")
    authority = forms.CharField(
        label="Autorité",
        max_length=160,
        required=False,
        help_text="Par exemple : Région wallonne. Vide : celle que le vocabulaire indique.",
    )
    reference = forms.CharField(label="Référence de la décision", max_length=80, required=False)
    field_order = ["term", "authority", "reference", "valid_from", "valid_to"]


class ProlongForm(forms.Form):
    """« Prolonger »: the new decision follows the former without a gap."""

    valid_to = DayField(
        label="Nouvelle date de fin (incluse)", required=False, help_text="Vide : sans date de fin."
    )
    reference = forms.CharField(label="Référence de la nouvelle décision", max_length=80, required=False)


class LastDayForm(forms.Form):
    """« Mettre fin »."""

    day = DayField(label="Dernier jour")
