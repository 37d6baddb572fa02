"""What a person types: a space, its sheet, its state, its ground, its objectives."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from maillage.accounts.models import Person
from maillage.core.readers import ADMINISTRATORS, Reader, coordinates_key
from maillage.network.forms.chooser import OrganisationField
from maillage.network.forms.lines import OrganisationLinesField, PlaceLinesField
from maillage.network.models import Organisation, Post, Space, SpaceHost
from maillage.records.clock import today
from maillage.ui.forms import DayField, DayInput, IdentityForm, VersionedForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermField, TermsField

PHONE = RegexValidator(r"^[0-9 +().,/;\-–]*$", "Écrivez un numéro de téléphone, par exemple 04 250 12 34.")
BEGINNINGS = ((Space.Status.ACTIVE.value, "active"), (Space.Status.PLANNED.value, "en projet"))


def day_field(label: str, *, required: bool = True, help_text: str = "") -> DayField:
    """A day, today when nothing else is said."""
    return DayField(
        label=label,
        required=required,
        initial=today if required else None,
        widget=DayInput(attrs={"min": "1900-01-01", "max": "2100-12-31"}),
        help_text=help_text,
    )


def hosts_for(reader: Reader) -> QuerySet[Organisation]:
    """The organisations for which this reader coordinates; who administers chooses among all hosts."""
    prefix = coordinates_key("")
    mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    found = Organisation.objects.as_of()
    found = found.filter(is_host=True) if reader.has(ADMINISTRATORS) else found.filter(uid__in=mine)
    return found.order_by("sort_name", "pk")


class NewSpaceForm(IdentityForm):
    """« Créer une plateforme ou un groupe », in three minutes (B1). `distinct`: what exists already was shown (B11)."""

    distinct = forms.BooleanField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Nom", max_length=200)
    kind = TermField(Code.SPACE_KIND, label="Genre")
    themes = TermsField(Code.THEME, label="Thèmes", required=False)
    purpose = forms.CharField(
        label="Raison d’être",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une ou deux phrases : pour quoi se réunir ?",
    )
    territories = PlaceLinesField(
        label="Territoire",
        required=False,
        help_text="Un par ligne : commune, quartier, province… Vide si l’espace est seulement thématique.",
    )
    host = forms.ModelChoiceField(Organisation.objects.none(), label="Porté par", empty_label=None)
    co_leads = OrganisationLinesField(
        label="Co-pilotes",
        required=False,
        rows=2,
        help_text="D’autres organisations qui pilotent avec les mêmes droits, une par ligne.",
    )
    members = OrganisationLinesField(
        label="Premiers membres",
        required=False,
        rows=5,
        help_text="Une organisation de l’annuaire par ligne. Vous en ajouterez d’autres quand vous voudrez.",
    )
    status = forms.ChoiceField(
        label="État", choices=BEGINNINGS, initial=Space.Status.ACTIVE.value, widget=forms.RadioSelect
    )
    since = day_field("Depuis le", required=False, help_text="Laissez vide si la date n’est pas connue.")
    restricted = forms.BooleanField(
        label="Réserver aux membres",
        required=False,
        help_text="L’espace n’existe alors que pour ses membres : ni dans les listes, ni dans la recherche.",
    )

    def __init__(self, *args: Any, reader: Reader, parent: Space | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent
        for name in ("co_leads", "members"):
            self.fields[name].reader = reader  # type: ignore[attr-defined]
        if parent is not None:
            del self.fields["host"], self.fields["co_leads"]
            self.fields["themes"].help_text = "Vide : ceux de l’espace parent."
            self.fields["territories"].help_text = "Vide : celui de l’espace parent."
            return
        chooser = self.fields["host"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = hosts_for(reader)

    def hosting(self) -> list[tuple[Organisation, str]]:
        """Host and co-leads as the action wants them."""
        if self.parent is not None:
            return []
        others = [(one, SpaceHost.Role.CO_LEAD.value) for one in self.cleaned_data["co_leads"]]
        first = SpaceHost.Role.LEAD if others else SpaceHost.Role.HOST
        return [(self.cleaned_data["host"], first.value), *others]


class EditSpaceForm(VersionedForm):
    """« Modifier la fiche »."""

    name = forms.CharField(label="Nom", max_length=200)
    kind = TermField(Code.SPACE_KIND, label="Genre")
    themes = TermsField(Code.THEME, label="Thèmes", required=False)
    purpose = forms.CharField(
        label="Raison d’être", required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
    contact = forms.ModelChoiceField(
        Person.objects.none(), label="Personne à appeler", required=False, empty_label="Personne en particulier"
    )
    contact_phone = forms.CharField(
        label="Téléphone", max_length=40, required=False, validators=[PHONE], help_text="Visible de tous."
    )
    contact_email = forms.EmailField(
        label="Adresse e-mail", max_length=254, required=False, help_text="Visible de tous."
    )
    source = forms.CharField(
        label="Source",
        max_length=300,
        required=False,
        help_text="D’où viennent ces informations, si elles sont publiées ailleurs.",
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["contact"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = people_around(space)


def people_around(space: Space) -> QuerySet[Person]:
    """Who works for those who hold the space or sits in its bureau: the people whom one calls."""
    holding = space.hosts.filter(valid_to__isnull=True).values("organisation")
    posts = Post.objects.as_of().filter(organisation__in=holding).values("person")
    mandates = space.mandates.filter(valid_to__isnull=True, person__isnull=False).values("person")
    found = Person.objects.filter(pk__in=posts) | Person.objects.filter(pk__in=mandates)
    if space.contact_id:
        found = found | Person.objects.filter(pk=space.contact_id)
    return found.distinct().order_by("sort_name", "pk")


def initial_of(space: Space) -> dict[str, Any]:
    return {
        "name": space.name,
        "kind": space.kind_id,
        "themes": [term.pk for term in space.themes.all()],
        "purpose": space.purpose,
        "contact": space.contact_id,
        "contact_phone": space.contact_phone,
        "contact_email": space.contact_email,
        "source": space.source,
        "version": space.version,
    }


class StatusForm(forms.Form):
    """A change of state, on a day, with its reason."""

    day = day_field("À partir du")
    reason = forms.CharField(label="Raison", max_length=300, required=False)

    def __init__(self, *args: Any, reason_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = reason_needed
        if reason_needed:
            self.fields["reason"].help_text = "Une phrase : c’est ce qu’on relira dans cinq ans."


class ScopeForm(forms.Form):
    """« Changer de territoire »."""

    territories = PlaceLinesField(
        label="Nouveau territoire",
        required=False,
        help_text="Un par ligne : quartier, zone, commune, province…",
    )
    wording = forms.CharField(
        label="En toutes lettres",
        max_length=200,
        required=False,
        help_text="Si aucun territoire ne porte ce nom, par exemple « le bas de la ville ».",
    )
    day = day_field("À partir du")
    reason = forms.CharField(
        label="Raison", max_length=300, help_text="Par exemple : présence accrue de familles monoparentales."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("territories") and not cleaned.get("wording"):
            raise ValidationError("Dites quel est le nouveau territoire, par son nom ou en toutes lettres.")
        return cleaned


class ObjectivesForm(forms.Form):
    """One objective a line."""

    texts = forms.CharField(
        label="Objectifs",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Un par ligne, par exemple : l’information, un langage commun, l’interconnaissance.",
    )
    day = day_field("À partir du", help_text="Les objectifs précédents restent lisibles avant cette date.")

    def clean_texts(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip()]
        if any(len(line) > 300 for line in lines):
            raise ValidationError("Un objectif tient en 300 caractères : coupez le plus long.")
        return lines


class LegalPersonForm(forms.Form):
    """« Est devenu une organisation » (B21), or is one (A12)."""

    organisation = OrganisationField(label="Organisation")
    since = day_field("Depuis le", required=False, help_text="La date de constitution, si elle est connue.")
    source = forms.CharField(
        label="Source",
        max_length=300,
        required=False,
        help_text="Où c’est écrit : les statuts, le Moniteur belge, un PV.",
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].reader = reader  # type: ignore[attr-defined]
