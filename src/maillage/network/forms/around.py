"""What a person types: competence of centres, seats in other people's bodies, reports back (A11, B20)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.core.readers import Reader
from maillage.network.forms.chooser import OrganisationField
from maillage.network.forms.lines import PlaceLinesField
from maillage.network.forms.spaces import day_field, hosts_for
from maillage.network.models import Organisation, Post
from maillage.ui.forms import IdentityForm


class CompetenceForm(forms.Form):
    """A centre, a territory, and the source without which nothing is written."""

    centre = OrganisationField(label="Centre")
    territories = PlaceLinesField(
        label="Territoires",
        help_text="Un par ligne : commune, arrondissement ou province ; tout ce qu’il contient suit.",
    )
    source = forms.CharField(
        label="Source",
        max_length=300,
        help_text="Décret, arrêté, site du centre… : un ressort ne se devine pas.",
    )
    since = day_field("Depuis le", required=False)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].reader = reader  # type: ignore[attr-defined]


class SeatForm(IdentityForm):
    """« Nous y siégeons »."""

    body = forms.CharField(
        label="Lieu de concertation",
        max_length=200,
        help_text="Par exemple : comité d’accompagnement du PCS de…",
    )
    held_by = forms.CharField(label="Organisé par", max_length=200, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Nous y siégeons pour", empty_label=None
    )
    post = forms.ModelChoiceField(
        Post.objects.none(), label="Qui y siège", required=False, empty_label="À désigner"
    )
    capacity = forms.CharField(label="À quel titre", max_length=160, required=False)
    report_every = forms.IntegerField(
        label="Un rapport attendu tous les … mois", min_value=1, max_value=60, initial=6
    )
    since = day_field("Depuis le", required=False)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosts = hosts_for(reader)
        organisation, post = self.fields["organisation"], self.fields["post"]
        assert isinstance(organisation, forms.ModelChoiceField)
        assert isinstance(post, forms.ModelChoiceField)
        organisation.queryset = hosts
        posts = Post.objects.as_of().filter(organisation__in=hosts.order_by().values("pk"))
        post.queryset = posts.select_related("person", "organisation").order_by("person__sort_name", "pk")
        post.label_from_instance = _post_label  # type: ignore[method-assign,assignment]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        post, organisation = cleaned.get("post"), cleaned.get("organisation")
        if post and organisation and post.organisation_id != organisation.pk:
            self.add_error("post", f"Cette personne ne travaille pas chez {organisation}.")
        return cleaned


def _post_label(post: Post) -> str:
    return f"{post.person.list_name} – {post.organisation}"


class ReportForm(IdentityForm):
    """What to remember."""

    day = day_field("Réunion du")
    text = forms.CharField(
        label="Ce qu’il faut retenir",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Quelques lignes ; pas de nom de bénéficiaire.",
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip()
        if len(text) < 3:
            raise ValidationError("Écrivez au moins quelques mots.")
        return text
