"""What a person types of an organisation: its sheet, its logo."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from maillage.core.readers import MEMBERS, PUBLIC, Reader
from maillage.files.fields import ImageUploadField
from maillage.network.actions.organisations import SheetFields
from maillage.network.forms.chooser import OrganisationField
from maillage.network.models import Organisation
from maillage.network.numbers import clean_number
from maillage.ui.forms import IdentityForm, VersionedForm, WebField
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermField, TermsField

PHONE = RegexValidator(r"^[0-9 +().,/;\-–]*$", "Écrivez un numéro de téléphone, par exemple 04 250 12 34.")
AUDIENCES = ((PUBLIC, "tout le monde"), (MEMBERS, "les membres du réseau seulement"))


class SheetForm(forms.Form):
    """The fields that a new sheet and an edited one share."""

    name = forms.CharField(label="Nom", max_length=200)
    short_name = forms.CharField(label="Sigle", max_length=40, required=False)
    kinds = TermsField(Code.ORGANISATION_KIND, label="Genres", required=False)
    sectors = TermsField(
        Code.SECTOR,
        label="Secteurs",
        required=False,
        help_text="Plusieurs secteurs sont possibles ; l’organisation n’est comptée qu’une fois.",
    )
    ownership = forms.ChoiceField(
        label="Statut",
        choices=[("", "Non précisé"), *Organisation.Ownership.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    line = forms.ChoiceField(
        label="Ligne",
        choices=[("", "Non précisé"), *Organisation.Line.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text="Première ligne : aide directe aux personnes. Seconde ligne : soutien à celles et ceux qui aident.",
    )
    migrant_led = forms.BooleanField(
        label="Association issue de l’immigration",
        required=False,
        help_text="Déclaré par l’association elle-même ; ne dit rien des personnes.",
    )
    legal_form = TermField(Code.LEGAL_FORM, label="Forme juridique", required=False, empty_label="Non précisée")
    bce_number = forms.CharField(
        label="Numéro BCE",
        max_length=30,
        required=False,
        help_text="Par exemple 0409.500.148. Un service n’en a pas besoin : il montre celui de sa commune, de son CPAS.",
    )
    part_of = OrganisationField(
        label="Service de",
        required=False,
        help_text="Pour un service d’une commune, d’un CPAS… : nom, sigle ou numéro BCE de celui-ci.",
    )
    presentation = forms.CharField(
        label="Présentation",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ce que vous faites, pour qui, en quelques phrases simples.",
    )
    email = forms.EmailField(label="Adresse e-mail", max_length=254, required=False)
    phone = forms.CharField(label="Téléphone", max_length=40, required=False, validators=[PHONE])
    website = WebField(label="Site web", max_length=200, required=False)
    audience = forms.ChoiceField(
        label="Visible par", choices=AUDIENCES, initial=PUBLIC, widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, reader: Reader, organisation: Organisation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["part_of"]
        assert isinstance(chooser, OrganisationField)
        chooser.reader, chooser.but = reader, organisation
        self.organisation = organisation

    def clean_bce_number(self) -> str:
        return clean_number(self.cleaned_data["bce_number"])

    def clean_part_of(self) -> Organisation | None:
        """One level of services: a service has none of its own, and cannot be inside itself."""
        whole: Organisation | None = self.cleaned_data["part_of"]
        if whole and whole.part_of_id:
            raise ValidationError(
                f"« {whole} » est déjà un service : choisissez l’organisation dont il dépend."
            )
        if whole and self.organisation and self.organisation.services.exists():
            raise ValidationError("Cette organisation a elle-même des services : elle ne peut pas en être un.")
        return whole

    def clean(self) -> dict[str, Any]:
        """A service shows the number of the organisation it is in: the same number is kept once (A14)."""
        cleaned = super().clean() or {}
        whole = cleaned.get("part_of")
        if whole and whole.bce_number == cleaned.get("bce_number"):
            cleaned["bce_number"] = ""
        return cleaned

    def fields_given(self) -> SheetFields:
        """What goes to the action."""
        return cast(SheetFields, {name: self.cleaned_data[name] for name in SheetForm.base_fields})


class NewSheetForm(IdentityForm, SheetForm):
    """« Ajouter une organisation ». `distinct` is ticked once likely duplicates were shown."""

    makes = Organisation

    distinct = forms.BooleanField(required=False, widget=forms.HiddenInput)


class EditSheetForm(VersionedForm, SheetForm):
    """« Modifier la fiche »."""


class LogoForm(forms.Form):
    """`remove` is there only when there is a logo to take away."""

    logo = ImageUploadField(label="Logo", required=False)
    remove = forms.BooleanField(label="Enlever le logo actuel", required=False)

    def __init__(self, *args: Any, has_logo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("logo") and not cleaned.get("remove") and "logo" not in self.errors:
            self.add_error("logo", "Choisissez une image.")
        return cleaned


def initial_of(organisation: Organisation) -> dict[str, Any]:
    """What the form starts from."""
    initial = {name: getattr(organisation, name) for name in SheetForm.base_fields}
    initial |= {
        "kinds": [term.pk for term in organisation.kinds.all()],
        "sectors": [term.pk for term in organisation.sectors.all()],
        "legal_form": organisation.legal_form_id,
        "bce_number": organisation.number if organisation.bce_number else "",
        "version": organisation.version,
    }
    return initial
