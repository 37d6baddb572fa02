"""What a person types to draw a place or to import figures: parsed and cleaned only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.territory.fields import PlaceField
from maillage.territory.models import Territory
from maillage.ui.forms import DayField, IdentityForm, VersionedForm

Level = Territory.Level
LANGUAGES = ("nl", "de")


class PlaceForm(forms.Form):
    """A quarter or a zone: its names, what it is part of, since when."""

    name = forms.CharField(label=gettext_lazy("Nom"), max_length=120)
    name_nl = forms.CharField(label=gettext_lazy("Nom en néerlandais"), max_length=120, required=False)
    name_de = forms.CharField(label=gettext_lazy("Nom en allemand"), max_length=120, required=False)
    parent = PlaceField(label=gettext_lazy("Fait partie de"), levels=(Level.COMMUNE, Level.QUARTER))
    valid_from = DayField(
        label=gettext_lazy("Depuis le"),
        required=False,
        help_text=gettext_lazy("Laissez vide si la date n’est pas connue."),
    )

    def __init__(self, *args: Any, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if level == Level.ZONE:
            self.fields["parent"] = PlaceField(
                label=_("Se trouve dans"),
                levels=(Level.COMMUNE, Level.ARRONDISSEMENT, Level.PROVINCE, Level.REGION),
                required=False,
                help_text=_(
                    "Facultatif : une commune, une province. Les lieux qui la composent s’ajoutent ensuite."
                ),
            )
        else:
            self.fields["parent"].label = _("Quartier de")
            self.fields["parent"].help_text = _("La commune, ou le quartier plus grand dont il fait partie.")

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not any(sign.isalnum() for sign in name):
            raise forms.ValidationError(_("Le nom doit contenir au moins une lettre ou un chiffre."))
        return name

    def names(self) -> dict[str, str]:
        """Names in other languages, as the model holds them."""
        given = {language: " ".join(self.cleaned_data[f"name_{language}"].split()) for language in LANGUAGES}
        return {language: name for language, name in given.items() if name}


class DrawPlaceForm(PlaceForm, IdentityForm):
    pass


class EditPlaceForm(PlaceForm, VersionedForm):
    valid_to = DayField(
        label=gettext_lazy("Jusqu’au (inclus)"),
        required=False,
        help_text=gettext_lazy(
            "À remplir quand ce lieu n’existe plus ; il reste visible à une date antérieure."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("La fin ne peut pas précéder le début."))
        return cleaned


class ZonePartForm(forms.Form):
    part = PlaceField(label=gettext_lazy("Ajouter un lieu à la zone"))
    valid_from = DayField(label=gettext_lazy("Depuis le"), required=False)


class EndZonePartForm(forms.Form):
    last_day = DayField(
        label=gettext_lazy("Dernier jour"),
        required=False,
        help_text=gettext_lazy("Laissez vide si ce lieu a été ajouté par erreur."),
    )


class PopulationForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Fichier TF_SOC_POP_STRUCT"),
        help_text=gettext_lazy(
            "Le texte publié par Statbel, ou le même fichier compressé (.zip), 20 Mo au plus. Au-delà, l’administrateur"
            " du serveur utilise « maillage import population FICHIER »."
        ),
    )
    control_total = forms.IntegerField(
        label=gettext_lazy("Population totale publiée par Statbel"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Seulement si l’année est plus récente que ce que Maillage connaît."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(
                _(
                    "Ce fichier dépasse 20 Mo. Compressez-le (.zip), ou utilisez la commande « maillage import »."
                )
            )
        return file
