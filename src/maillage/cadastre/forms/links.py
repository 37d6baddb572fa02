"""To whom the link is sent by which an operator keeps its offers."""

from __future__ import annotations

from django import forms

from maillage.ui.forms import IdentityForm


class KeepLinkForm(IdentityForm):
    """« Envoyer le lien pour tenir ses offres »."""

    email = forms.EmailField(
        label="À quelle adresse ?",
        max_length=254,
        help_text="Celle de l’opérateur. Qui reçoit ce lien peut tenir ses offres\u00a0: ne l’envoyez à personne d’autre.",
    )
    word = forms.CharField(
        label="Un mot de votre part",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vient après « Bonjour, » ; le lien et la formule de politesse s’ajoutent d’eux-mêmes.",
    )
