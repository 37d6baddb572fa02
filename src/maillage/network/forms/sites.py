"""What a person types of a site."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from maillage.network.actions.sites import SiteFields
from maillage.network.forms.days import PeriodForm
from maillage.network.forms.organisations import PHONE
from maillage.network.models import Site
from maillage.territory.fields import PlaceField
from maillage.territory.models import Territory
from maillage.territory.queries.finder import sure_place
from maillage.ui.forms import IdentityForm, VersionedForm

Level = Territory.Level
LEVELS = (Level.COMMUNE, Level.QUARTER, Level.ZONE)


class SiteForm(PeriodForm):
    """One line of address at least: a site is somewhere."""

    name = forms.CharField(label="Nom du lieu", max_length=120, required=False)
    street = forms.CharField(label="Rue et numéro", max_length=160, required=False)
    postal_code = forms.CharField(label="Code postal", max_length=10, required=False)
    locality = forms.CharField(label="Localité", max_length=120, required=False)
    territory = PlaceField(
        label="Commune ou quartier",
        required=False,
        levels=LEVELS,
        help_text="C’est ce que lisent les filtres de l’annuaire. Vide : d’après le code postal et la localité.",
    )
    phone = forms.CharField(label="Téléphone du lieu", max_length=40, required=False, validators=[PHONE])
    email = forms.EmailField(label="Adresse e-mail du lieu", max_length=254, required=False)
    hours = forms.CharField(
        label="Heures d’ouverture",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une ligne par jour, par exemple : lundi 9h-12h et 13h-16h.",
    )
    services = forms.CharField(
        label="Services sur place",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une ligne par service, par exemple : permanence juridique le mardi.",
    )
    is_main = forms.BooleanField(label="C’est le siège", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        town = " ".join(part for part in (cleaned.get("postal_code"), cleaned.get("locality")) if part)
        if not (cleaned.get("street") or town or cleaned.get("territory") or cleaned.get("name")):
            raise forms.ValidationError("Donnez au moins une adresse, une commune ou le nom du lieu.")
        if not cleaned.get("territory") and town and (sure := sure_place(town, levels=LEVELS)):
            cleaned["territory"] = Territory.objects.defer("shape").get(pk=sure.territory_id)
        return cleaned

    def fields_given(self) -> SiteFields:
        """What goes to the action."""
        return cast(SiteFields, {name: self.cleaned_data[name] for name in SiteFields.__annotations__})


class NewSiteForm(IdentityForm, SiteForm):
    """« Ajouter un lieu »."""

    makes = Site


class EditSiteForm(VersionedForm, SiteForm):
    """« Modifier le lieu »."""


def initial_of(site: Site) -> dict[str, Any]:
    """What the form starts from."""
    initial = {name: getattr(site, name) for name in SiteFields.__annotations__}
    return initial | {"version": site.version}
