"""What a person types: who sits in a space, who holds it, who asks to join."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.network.forms.chooser import OrganisationField
from maillage.network.forms.lines import OrganisationLinesField
from maillage.network.forms.space_choice import SpaceChoiceField
from maillage.network.forms.spaces import day_field
from maillage.network.models import Mandate, Membership, Organisation, Post, Space, SpaceHost, SpaceLink
from maillage.records.clock import today
from maillage.ui.forms import DayField, IdentityForm

PLACES = [
    (Membership.Status.MEMBER.value, "membres"),
    (Membership.Status.OCCASIONAL.value, "participants occasionnels"),
    (Membership.Status.INVITED.value, "invités, ils répondront"),
]


def workers_of(organisation: Organisation | None) -> QuerySet[Person]:
    if organisation is None:
        return Person.objects.none()
    posts = Post.objects.as_of().filter(organisation=organisation).values("person")
    return Person.objects.filter(pk__in=posts).order_by("sort_name", "pk")


class AddMembersForm(forms.Form):
    """Many at once: a list that was pasted."""

    organisations = OrganisationLinesField(
        label="Organisations",
        rows=10,
        help_text="Une par ligne, comme dans l’annuaire : nom ou sigle. Celles qui siègent déjà ne sont pas doublées.",
    )
    status = forms.ChoiceField(
        label="Les ajouter comme", choices=PLACES, initial=PLACES[0][0], widget=forms.RadioSelect
    )
    since = day_field("Depuis le")

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].reader = reader  # type: ignore[attr-defined]


class RepresentativesForm(forms.Form):
    """Titulaire and suppléant·e, among those who work there."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label="Titulaire", required=False, empty_label="Personne en particulier"
    )
    deputy = forms.ModelChoiceField(
        Person.objects.none(), label="Suppléant·e", required=False, empty_label="Personne en particulier"
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [pk for pk in (membership.person_id, membership.deputy_id) if pk]
        people = workers_of(membership.organisation) | Person.objects.filter(pk__in=named)
        for name in ("person", "deputy"):
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ModelChoiceField)
            chooser.queryset = people.distinct().order_by("sort_name", "pk")


class LeaveForm(forms.Form):
    """The last day, and why."""

    last_day = day_field("Dernier jour")
    reason = forms.CharField(label="Raison", max_length=300, required=False)


class DayForm(forms.Form):
    """One day."""

    day = day_field("À partir du")


class LastDayForm(forms.Form):
    """One last day."""

    last_day = day_field("Dernier jour")


class SteeringForm(forms.Form):
    """An organisation joins the steering."""

    organisation = OrganisationField(label="Organisation")
    role = forms.ChoiceField(
        label="Rôle",
        choices=SpaceHost.Role.choices,
        initial=SpaceHost.Role.CO_LEAD.value,
        widget=forms.RadioSelect,
        help_text="Quel que soit le rôle, les droits sont les mêmes.",
    )
    since = day_field("Depuis le")
    note = forms.CharField(label="Précision", max_length=300, required=False)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].reader = reader  # type: ignore[attr-defined]


class MandateForm(forms.Form):
    """A charge for somebody who works for a member, here or in the group that the bureau is drawn from."""

    role = forms.ChoiceField(
        label="Mandat",
        choices=Mandate.Role.choices,
        initial=Mandate.Role.BUREAU.value,
        widget=forms.RadioSelect,
    )
    post = forms.ModelChoiceField(
        Post.objects.none(),
        label="Personne",
        required=False,
        empty_label="Choisir…",
        help_text="Parmi celles et ceux qui travaillent chez un membre ou chez qui porte l’espace.",
    )
    organisation = OrganisationField(label="Ou une organisation", required=False)
    since = day_field("Depuis le")

    def __init__(
        self, *args: Any, reader: Reader, space: Space, drawn_from: Space | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].reader = reader  # type: ignore[attr-defined]
        chooser = self.fields["post"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = posts_around(drawn_from or space)
        chooser.label_from_instance = lambda post: f"{post.person.list_name} – {post.organisation}"  # type: ignore[method-assign,assignment]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("post") and not cleaned.get("organisation"):
            self.add_error("post", "Choisissez une personne ou une organisation.")
        return cleaned


def posts_around(space: Space) -> QuerySet[Post]:
    """Those of the members and of those who hold the space."""
    members = Membership.objects.sitting(today()).filter(space=space, organisation__isnull=False)
    hosts = SpaceHost.objects.as_of().filter(space=space)
    around = Post.objects.as_of().filter(organisation__in=members.values("organisation"))
    around = around | Post.objects.as_of().filter(organisation__in=hosts.values("organisation"))
    return around.select_related("person", "organisation").order_by("person__sort_name", "pk")


class AskForm(IdentityForm):
    """« Demander à participer »: who works in the network chooses the organisation, a visitor writes three things."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Pour", empty_label=None)
    name = forms.CharField(label="Votre nom", max_length=160)
    organisation_name = forms.CharField(label="Votre organisation", max_length=200)
    email = forms.EmailField(label="Votre adresse e-mail", max_length=254, help_text="La réponse y arrivera.")
    message = forms.CharField(
        label="Un mot sur ce que vous faites",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, works_for: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["organisation"]
        assert isinstance(chooser, forms.ModelChoiceField)
        if works_for:
            chooser.queryset = works_for
            for name in ("name", "organisation_name", "email", "website"):
                del self.fields[name]
        else:
            del self.fields["organisation"]


class AnswerForm(forms.Form):
    """The word that goes back by e-mail. `organisation`: whom a person unknown until now represents."""

    verb = forms.ChoiceField(label="Réponse", widget=forms.RadioSelect)
    organisation = OrganisationField(
        label="Organisation de l’annuaire",
        required=False,
        help_text="Celle que cette personne représente ; ajoutez-la d’abord à l’annuaire si elle n’y est pas.",
    )
    answer = forms.CharField(
        label="Votre mot",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Il part par e-mail, avec votre nom.",
    )

    def __init__(
        self, *args: Any, reader: Reader, choices: list[tuple[str, str]], known: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        verb = self.fields["verb"]
        assert isinstance(verb, forms.ChoiceField)
        verb.choices = choices
        if known:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].reader = reader  # type: ignore[attr-defined]


class SisterForm(forms.Form):
    """A link with another space."""

    kind = forms.ChoiceField(label="Cet espace…", choices=SpaceLink.Kind.choices, widget=forms.RadioSelect)
    other = SpaceChoiceField(label="L’autre espace", empty_label="Choisir…")
    note = forms.CharField(label="Précision", max_length=300, required=False)
    since = day_field("Depuis le", required=False)

    def __init__(self, *args: Any, reader: Reader, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["other"]
        assert isinstance(chooser, SpaceChoiceField)
        chooser.offer(Space.objects.visible_to(reader).exclude(pk=space.pk), reader)


class CallForm(IdentityForm):
    """An open call."""

    text = forms.CharField(
        label="Texte de l’appel",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Pour quoi, pour qui, ce que l’on attend des participants.",
    )
    opens_on = day_field("Ouvert le")
    closes_on = DayField(
        label="Jusqu’au (inclus)",
    )
