"""What a person types to write to a group."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.core.readers import Reader
from maillage.network.forms.hosts import hosts_of
from maillage.network.forms.space_choice import SpaceChoiceField
from maillage.network.models import Organisation, Space
from maillage.network.queries.addressees import Chosen
from maillage.territory.fields import PlaceField
from maillage.ui.forms import IdentityForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermsField


class AddresseesForm(forms.Form):
    """Who to write to; sent as an address that can be shared."""

    functions = TermsField(Code.FUNCTION, label="Fonctions", required=False)
    kinds = TermsField(Code.ORGANISATION_KIND, label="Genres d’organisation", required=False)
    place = PlaceField(label="Sur le territoire de", required=False)
    space = SpaceChoiceField(label="Membres de", required=False, empty_label="peu importe")

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["space"]
        assert isinstance(chooser, SpaceChoiceField)
        chooser.offer(Space.objects.visible_to(reader).as_of(), reader)

    def chosen(self) -> Chosen:
        """Only after `is_valid()`."""
        said = self.cleaned_data
        return Chosen(
            functions=list(said["functions"]),
            kinds=list(said["kinds"]),
            territory=said["place"],
            space=said["space"],
        )


class GroupLetterForm(IdentityForm):
    """The letter itself. `people` are the addresses still ticked."""

    host = forms.ModelChoiceField(Organisation.objects.none(), label="Au nom de", empty_label=None)
    subject = forms.CharField(label="Objet", max_length=160)
    text = forms.CharField(
        label="Texte",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="« Bien à vous », votre nom et celui de l’organisation s’ajoutent d’eux-mêmes.",
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts_of(reader)  # type: ignore[attr-defined]
