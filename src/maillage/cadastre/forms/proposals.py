"""« Proposer à ceux qui l’attendent »: to which of them, with which word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from maillage.cadastre.queries.awaiting import Awaiting
from maillage.network.models import Organisation
from maillage.ui.forms import IdentityForm


class ProposalForm(IdentityForm):
    """Those who can be written to and were not yet are ticked."""

    organisations = forms.MultipleChoiceField(
        label="À qui écrire\u00a0?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une organisation."},
    )
    word = forms.CharField(
        label="Un mot de votre part",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vient après « Bonjour, » ; ce que l’organisation a noté, l’offre et le lien s’ajoutent d’eux-mêmes.",
    )

    def __init__(self, *args: Any, waiting: Sequence[Awaiting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = {one.organisation.uid: one.organisation for one in waiting if one.organisation.email}
        field = self.fields["organisations"]
        field.choices = [(uid, one.name) for uid, one in self._known.items()]  # type: ignore[attr-defined]
        field.initial = [
            one.organisation.uid for one in waiting if one.organisation.email and one.told_on is None
        ]

    @property
    def chosen(self) -> list[Organisation]:
        return [self._known[uid] for uid in self.cleaned_data["organisations"]]
