"""What a person types of a profile and of a partnership (A7)."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.core.readers import Reader
from maillage.network.actions.profile import ProfileFields
from maillage.network.forms.chooser import OrganisationField
from maillage.network.forms.days import PeriodForm
from maillage.network.models import Organisation, Partnership, Profile
from maillage.records.clock import today
from maillage.ui.forms import IdentityForm, VersionedForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermsField


class ProfileForm(VersionedForm):
    """`income_known` tells "no income of these kinds" from "not said"."""

    founded_year = forms.IntegerField(label="Année de création", required=False, min_value=1500)
    structure = forms.ChoiceField(
        label="Qui y travaille",
        choices=[("", "Non précisé"), *Profile.Structure.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    income_kinds = TermsField(Code.INCOME_KIND, label="Sources de revenus", required=False)
    income_known = forms.BooleanField(
        label="Les sources de revenus ci-dessus sont complètes",
        required=False,
        help_text="Sans cette croix, l’organisation n’entre pas dans « Le tissu associatif en chiffres ».",
    )
    source = forms.CharField(
        label="D’où vient l’information",
        max_length=200,
        required=False,
        help_text="Par exemple : enquête de 2022.",
    )

    def clean_founded_year(self) -> int | None:
        year: int | None = self.cleaned_data["founded_year"]
        if year and year > today().year:
            raise forms.ValidationError("L’année de création ne peut pas être dans le futur.")
        return year

    def fields_given(self) -> ProfileFields:
        cleaned = self.cleaned_data
        known = self.initial.get("income_known_on") or today()
        return {
            "founded_year": cleaned["founded_year"],
            "structure": cleaned["structure"],
            "source": cleaned["source"],
            "income_known_on": known if cleaned["income_known"] else None,
        }


class PartnershipForm(IdentityForm, PeriodForm):
    """« Ajouter un partenariat »."""

    makes = Partnership

    partner = OrganisationField(label="Partenaire")
    kind = forms.ChoiceField(label="Forme", choices=Partnership.Kind.choices, widget=forms.RadioSelect)
    subject = forms.CharField(label="Objet", max_length=200, required=False)
    field_order = ["partner", "kind", "subject", "valid_from", "valid_to"]

    def __init__(self, *args: Any, reader: Reader, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["partner"]
        assert isinstance(chooser, OrganisationField)
        chooser.reader, chooser.but = reader, organisation


def initial_of(profile: Profile | None) -> dict[str, Any]:
    """What the form starts from; nothing when no profile was ever written."""
    if profile is None:
        return {"version": 1}
    return {
        "founded_year": profile.founded_year,
        "structure": profile.structure,
        "income_kinds": [term.pk for term in profile.income_kinds.all()],
        "income_known": profile.income_known_on is not None,
        "income_known_on": profile.income_known_on,
        "source": profile.source,
        "version": profile.version,
    }
