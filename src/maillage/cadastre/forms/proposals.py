"""« Proposer à ceux qui l’attendent »: to which of them, with which word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format

from maillage.cadastre.queries.awaiting import Awaiting, without_place
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
        field.choices = [  # type: ignore[attr-defined]
            (one.organisation.uid, _said(one)) for one in waiting if one.organisation.email
        ]
        field.initial = [
            one.organisation.uid for one in waiting if one.organisation.email and one.told_on is None
        ]

    @property
    def chosen(self) -> list[Organisation]:
        return [self._known[uid] for uid in self.cleaned_data["organisations"]]


def _said(one: Awaiting) -> str:
    """« Alpha Coteaux : 18 personnes sans place (Herstal, Oral débutant, 18) ; écrit le 12/11/2026 »."""
    lists = " ; ".join(
        ", ".join([row.territory.name, *([row.level.name] if row.level else []), str(without_place(row))])
        for row in one.lists
    )
    people = "1 personne" if one.people == 1 else f"{one.people} personnes"
    told = f"\u00a0; écrit le {date_format(one.told_on, 'SHORT_DATE_FORMAT')}" if one.told_on else ""
    return f"{one.organisation.name}\u00a0: {people} sans place ({lists}){told}"
