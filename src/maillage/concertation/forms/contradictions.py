"""What a person types to mark a contradiction, and to say what came of it."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.ui.forms import IdentityForm


class ContradictionForm(IdentityForm):
    """The other finding, and what is to be discussed."""

    other: forms.Field = forms.ModelChoiceField(None, label="Avec quel constat", empty_label="Choisir…")
    question = forms.CharField(
        label="À discuter",
        max_length=300,
        help_text="Par exemple « Les familles ne demandent rien, ou ne savent-elles pas à qui demander ? ».",
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["other"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = others


class SettleForm(forms.Form):
    """What came of the discussion."""

    outcome = forms.CharField(
        label="Ce qui est sorti de la discussion", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
