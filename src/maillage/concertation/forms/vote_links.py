"""What an organiser types to invite people to vote by personal links."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.core.cleaning.emails import clean_emails
from maillage.ui.forms import IdentityForm

MOST_TOLD = 5


class InviteToVoteForm(IdentityForm):
    """The members that have an address, other addresses, a word of one's own."""

    members = forms.BooleanField(required=False)
    others = forms.CharField(
        label="Autres adresses e-mail",
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Collées comme elles viennent : une par ligne, ou séparées par des points-virgules.",
    )
    word = forms.CharField(
        label="Un mot",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Il ouvre la lettre, avant la question.",
    )

    def __init__(self, *args: Any, members: int, members_only: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = "1 personne" if members == 1 else f"{members} personnes"
        self.fields["members"].label = f"Les membres de l’espace ({people} avec une adresse)"
        self.fields["members"].initial = bool(members)
        if not members:
            del self.fields["members"]
        if members_only:
            del self.fields["others"]

    def clean_others(self) -> list[str]:
        """Addresses in lower case; what is no address is named, so that nobody is forgotten without a word."""
        pieces = [one for one in re.split(r"[;\n]", self.cleaned_data["others"]) if one.strip()]
        found = [clean_emails(one) for one in pieces]
        wrong = [one.flags[0].message for one in found if not one.value and one.flags]
        if wrong:
            raise ValidationError(wrong[:MOST_TOLD])
        return [email for one in found for email in (one.value, *one.others)]
