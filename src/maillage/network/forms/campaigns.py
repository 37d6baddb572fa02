"""What a person types about confirmation campaigns."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from maillage.core.readers import Reader
from maillage.network.forms.hosts import hosts_of
from maillage.network.forms.space_choice import SpaceChoiceField
from maillage.network.models import Organisation, Space
from maillage.network.queries.campaigns import Asked
from maillage.records.clock import today
from maillage.territory.fields import PlaceField
from maillage.ui.forms import IdentityForm

SINCE = (
    ("", "toutes, confirmées ou non"),
    ("180", "pas vérifiées depuis six mois"),
    ("365", "pas vérifiées depuis un an"),
    ("730", "pas vérifiées depuis deux ans"),
)


class CampaignForm(IdentityForm):
    """Whom to ask and in which words. The same form shows who would be reached, then prepares the campaign."""

    name = forms.CharField(
        label="Nom de la campagne", max_length=120, initial="Vos coordonnées sont-elles à jour ?"
    )
    host = forms.ModelChoiceField(Organisation.objects.none(), label="Au nom de", empty_label=None)
    space = SpaceChoiceField(
        label="Les membres de",
        required=False,
        empty_label="toutes les organisations",
        help_text="Une plateforme ou un groupe ; sinon, tout l’annuaire.",
    )
    place = PlaceField(label="Sur le territoire de", required=False)
    since = forms.ChoiceField(label="Fiches", choices=SINCE, required=False)
    subject = forms.CharField(
        label="Objet du mail",
        max_length=160,
        initial="Vos coordonnées sont-elles encore correctes ? (1 minute)",
    )
    introduction = forms.CharField(
        label="Mot d’introduction",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        initial="Notre annuaire n’a de valeur que s’il est juste. Pouvez-vous vérifier votre fiche ?",
        help_text="Vient après « Bonjour, » ; le lien personnel et la formule de politesse s’ajoutent d’eux-mêmes.",
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts_of(reader)  # type: ignore[attr-defined]
        chooser = self.fields["space"]
        assert isinstance(chooser, SpaceChoiceField)
        chooser.offer(Space.objects.visible_to(reader).as_of(), reader)

    def asked(self) -> Asked:
        """Whom the form addresses; only after `is_valid()`."""
        said = self.cleaned_data
        since = today() - dt.timedelta(days=int(said["since"])) if said["since"] else None
        return Asked(space=said["space"], territory=said["place"], not_checked_since=since)


class WhoAnsweredForm(forms.Form):
    """« Qui confirme ? »"""

    who = forms.CharField(
        label="Qui confirme ?",
        max_length=120,
        help_text="Votre prénom et votre nom : le centre sait ainsi à qui il peut s’adresser.",
    )


class PhoneAnswerForm(forms.Form):
    """An answer taken by telephone."""

    who = forms.CharField(label="Qui a répondu au téléphone ?", max_length=120)


class AddressForm(forms.Form):
    """A better address for a letter that came back."""

    email = forms.EmailField(label="Nouvelle adresse e-mail")
