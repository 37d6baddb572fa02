"""What a person types to post a news item."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.chronicle.actions.news import NewsFields
from maillage.chronicle.models import NewsItem
from maillage.core.readers import (
    ADMINISTRATORS,
    COORDINATORS,
    MEMBERS,
    PUBLIC,
    Reader,
    organises_key,
    works_key,
)
from maillage.network.forms.chooser import OrganisationField
from maillage.network.forms.lines import PlaceLinesField
from maillage.network.forms.space_choice import SpaceChoiceField
from maillage.network.forms.spaces import day_field
from maillage.network.models import Organisation, Space
from maillage.ui.forms import IdentityForm, VersionedForm, WebField
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermsField

SPACE = "space"
"""Stands for the key of the space that is chosen in the same form."""
AUDIENCES = (
    (PUBLIC, "tout le monde"),
    (MEMBERS, "les membres du réseau"),
    (SPACE, "les membres de l’espace choisi"),
)
WRITTEN = ("title", "kind", "text", "starts_on", "ends_on", "place", "link", "contact", "shown_until")


def spaces_organised(reader: Reader) -> Any:
    """The living spaces that this reader organises; who administers, all those in sight."""
    living = Space.objects.visible_to(reader).exclude(status=Space.Status.CLOSED)
    if reader.has(ADMINISTRATORS):
        return living
    prefix = organises_key("")
    return living.filter(uid__in=[key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)])


def organisations_worked_for(reader: Reader) -> Any:
    prefix = works_key("")
    mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    return Organisation.objects.visible_to(reader).as_of().filter(uid__in=mine).order_by("sort_name", "pk")


class NewsForm(forms.Form):
    """Short: a title, a text, and what people need to come."""

    title = forms.CharField(label="Titre", max_length=160)
    kind = forms.ChoiceField(
        label="Genre", choices=NewsItem.Kind.choices, initial=NewsItem.Kind.EVENT, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="Texte",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Pour qui, quoi, combien, comment s’inscrire. Quelques lignes suffisent.",
    )
    starts_on = day_field(
        "Date", required=False, help_text="De l’événement ou du premier jour de la formation."
    )
    ends_on = day_field("Jusqu’au", required=False, help_text="S’il dure plus d’un jour.")
    place = forms.CharField(label="Lieu", max_length=200, required=False, help_text="Salle, rue, localité.")
    territories = PlaceLinesField(
        label="Territoires concernés",
        required=False,
        most=10,
        help_text="Un par ligne : commune, quartier, province… Vide si cela concerne tout le monde.",
    )
    themes = TermsField(Code.THEME, label="Thèmes", required=False)
    link = WebField(
        label="Lien",
        max_length=500,
        required=False,
        error_messages={"invalid": "Écrivez une adresse complète, par exemple https://www.exemple.be."},
    )
    contact = forms.CharField(
        label="Contact",
        max_length=200,
        required=False,
        help_text="Nom, téléphone ou adresse e-mail : ce que vous écrivez ici se lit avec la nouvelle.",
    )
    organisation: forms.Field = OrganisationField(label="De la part de", required=False)
    space = SpaceChoiceField(label="Dans l’espace", required=False, empty_label="aucun espace en particulier")
    audience = forms.ChoiceField(
        label="Visible de", choices=AUDIENCES, initial=PUBLIC, widget=forms.RadioSelect
    )
    shown_until = day_field(
        "Affichée jusqu’au",
        required=False,
        help_text="Vide : jusqu’à la fin de l’événement, ou 30 jours. Ensuite, elle reste dans les archives.",
    )

    field_order = ("uid", "title", "kind", "text", "organisation", "space", "audience")

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_organisations(reader)
        self.order_fields(self.field_order)
        spaces = spaces_organised(reader)
        chooser = self.fields["space"]
        assert isinstance(chooser, SpaceChoiceField)
        chooser.offer(spaces, reader)
        if not spaces.exists():
            del self.fields["space"]
            audience = self.fields["audience"]
            assert isinstance(audience, forms.ChoiceField)
            audience.choices = AUDIENCES[:2]

    def _offer_organisations(self, reader: Reader) -> None:
        """Among all of them for who coordinates, among one's own for the others; the only one is chosen already."""
        mine = organisations_worked_for(reader)
        only = mine.first() if mine.count() == 1 else None
        if reader.has(COORDINATORS, ADMINISTRATORS):
            field = self.fields["organisation"]
            assert isinstance(field, OrganisationField)
            field.reader, field.initial = reader, only
            return
        self.fields["organisation"] = forms.ModelChoiceField(
            mine,
            label="De la part de",
            required=False,
            empty_label="Choisir…",
            to_field_name="uid",
            initial=only,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if not cleaned.get("organisation") and not cleaned.get("space"):
            self.add_error("organisation", "Dites de la part de qui.")
        if cleaned.get("audience") == SPACE and not cleaned.get("space"):
            self.add_error("space", "Choisissez l’espace dont les membres verront la nouvelle.")
        return cleaned

    def news_fields(self) -> NewsFields:
        """As the actions want them; only after `is_valid()`."""
        said = self.cleaned_data
        space = said.get("space")
        audience = space.key if said["audience"] == SPACE and space is not None else said["audience"]
        kept = {name: said[name] for name in WRITTEN}
        return NewsFields(
            **kept,  # type: ignore[typeddict-item]
            organisation=said["organisation"],
            space=space,
            audience=audience,
        )


class PostNewsForm(NewsForm, IdentityForm):
    """« Publier une nouvelle »."""


class CorrectNewsForm(NewsForm, VersionedForm):
    """« Corriger »."""

    def __init__(self, *args: Any, item: NewsItem, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(item), **kwargs)


def initial_of(item: NewsItem) -> dict[str, Any]:
    in_space = item.space is not None and item.audience == item.space.key
    return {
        **{name: getattr(item, name) for name in WRITTEN},
        "organisation": item.organisation,
        "space": item.space_id,
        "audience": SPACE if in_space else item.audience,
        "themes": list(item.themes.all()),
        "territories": list(item.territories.all()),
        "version": item.version,
    }
