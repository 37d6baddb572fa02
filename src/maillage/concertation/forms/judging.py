"""What a person types to take a position."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.concertation.forms.anonymity import AnonymousForm
from maillage.concertation.models import OBJECTING, Position, Stance


class PositionForm(AnonymousForm):
    """« D’accord », « Pas d’accord » …, why, and in whose name."""

    checked = ("reason",)
    field_order = ("stance", "reason", "read_again", "organisation", "mandated")

    stance = forms.ChoiceField(label="Position", choices=Stance.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Pourquoi",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Demandé quand on n’est pas d’accord ou que c’est à retravailler : un désaccord se lit avec sa raison.",
    )
    organisation: forms.Field = forms.ModelChoiceField(
        None, label="Organisation", to_field_name="uid", empty_label=None
    )
    mandated = forms.TypedChoiceField(
        label="Vous parlez",
        choices=(
            ("oui", "au nom de mon organisation : je suis mandaté·e"),
            ("non", "à titre professionnel : cela se lit, cela ne compte pas"),
        ),
        coerce=lambda value: value == "oui",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["organisation"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = organisations
        chooser.initial = organisations.first()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("stance") in OBJECTING and not cleaned.get("reason"):
            self.add_error("reason", "Dites pourquoi : un désaccord se lit avec sa raison.")
        return cleaned


class RewordForm(AnonymousForm):
    """The reason as it will be printed, in other words if need be."""

    checked = ("reason",)
    field_order = ("reason", "read_again")

    reason = forms.CharField(
        label="Pourquoi, dans vos mots",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="C’est ce texte qui sera lu et imprimé sous le nom de votre organisation.",
    )

    def __init__(self, *args: Any, position: Position, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"reason": position.reason}, **kwargs})
