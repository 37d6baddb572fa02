"""The forms of the style page: empty, refused, changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from maillage.ui.forms import DayInput
from maillage.ui.meanwhile import Difference, Merged


class SpecimenForm(forms.Form):
    """One field of each kind. `quiet_summary`: the page shows several forms, none takes the focus."""

    quiet_summary = True

    name = forms.CharField(
        label="Nom", help_text="Le nom complet, comme sur votre papier à lettres.", max_length=200
    )
    email = forms.EmailField(label="Adresse e-mail", required=False)
    since = forms.DateField(label="Depuis le", widget=DayInput, required=False)
    kind = forms.ChoiceField(
        label="Statut", choices=[("public", "public"), ("associative", "associatif")], widget=forms.RadioSelect
    )
    themes = forms.MultipleChoiceField(
        label="Thèmes",
        choices=[("fle", "Français langue étrangère"), ("cit", "Citoyenneté"), ("emp", "Emploi")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Trois au plus.",
    )
    commune = forms.ChoiceField(label="Commune", choices=[("", "Choisissez"), ("x", "Trois-Rives (exemple)")])
    words = forms.CharField(label="Description", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Fichier", required=False)
    sure = forms.BooleanField(label="Je confirme que ces données peuvent être publiques")


@dataclass(frozen=True, slots=True)
class FormSpecimens:
    empty: SpecimenForm
    refused: SpecimenForm
    merged: Merged


def form_specimens(prefix: str) -> FormSpecimens:
    typed = {f"{prefix}-b-name": "Les Mots Passeurs", f"{prefix}-b-email": "les mots passeurs"}
    return FormSpecimens(
        empty=SpecimenForm(prefix=f"{prefix}-a"),
        refused=SpecimenForm(typed, prefix=f"{prefix}-b"),
        merged=Merged([Difference("Téléphone", "04 000 00 01", "04 000 00 02")], ["Thèmes"]),
    )
