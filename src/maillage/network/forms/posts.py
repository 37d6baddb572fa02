"""What a person types of a post, and of a departure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from maillage.network.actions.posts import PostFields
from maillage.network.forms.days import PeriodForm
from maillage.network.forms.organisations import PHONE
from maillage.network.models import Post
from maillage.network.queries.posts import ChargeHeld
from maillage.ui.forms import DayField, IdentityForm, VersionedForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermField


class PostForm(PeriodForm):
    """`coordinates`: whether the reader may say who coordinates; otherwise the field is not there."""

    function = TermField(Code.FUNCTION, label="Fonction", required=False, empty_label="Non précisée")
    title = forms.CharField(
        label="Intitulé du poste", max_length=120, required=False, help_text="Comme on le dit chez vous."
    )
    coordinator = forms.BooleanField(
        label="Coordonne le réseau",
        required=False,
        help_text="Gère les plateformes et les groupes que l’organisation porte.",
    )

    def __init__(self, *args: Any, coordinates: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not coordinates:
            del self.fields["coordinator"]

    def fields_given(self) -> PostFields:
        """What goes to the action."""
        return cast(
            PostFields,
            {name: self.cleaned_data[name] for name in PostFields.__annotations__ if name in self.cleaned_data},
        )


class NewPostForm(IdentityForm, PostForm):
    """« Ajouter une personne »: known by the e-mail address, or new."""

    makes = Post

    given_name = forms.CharField(label="Prénom", max_length=80, required=False)
    family_name = forms.CharField(label="Nom", max_length=80)
    email = forms.EmailField(
        label="Adresse e-mail professionnelle",
        max_length=254,
        required=False,
        help_text="Une personne déjà connue sous cette adresse garde sa fiche et reçoit un poste de plus.",
    )
    phone = forms.CharField(label="Téléphone", max_length=40, required=False, validators=[PHONE])
    field_order = ["given_name", "family_name", "email", "phone", "function", "title"]


class EditPostForm(VersionedForm, PostForm):
    """« Modifier le poste »."""


class DepartureForm(forms.Form):
    """« A quitté le… »: a day, and for each charge the colleague who takes it over."""

    day = DayField(label="Dernier jour")

    def __init__(
        self, *args: Any, charges: Sequence[ChargeHeld], colleagues: Sequence[Post], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.charges, self.colleagues = charges, {post.uid: post for post in colleagues}
        choices = [("", "Personne pour l’instant"), *((post.uid, _named(post)) for post in colleagues)]
        for held in charges:
            self.fields[held.field] = forms.ChoiceField(
                label=f"Qui reprend : {held.charge.label}",
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
            )

    def hand_over(self) -> dict[tuple[str, str], Post]:
        """The charges given, by follower and key."""
        return {
            (held.follower, held.charge.key): self.colleagues[uid]
            for held in self.charges
            if (uid := self.cleaned_data[held.field])
        }


def _named(post: Post) -> str:
    return f"{post.person} ({post.label})" if post.label else str(post.person)


def initial_of(post: Post) -> dict[str, Any]:
    """What the form starts from."""
    initial = {name: getattr(post, name) for name in PostFields.__annotations__}
    return initial | {"function": post.function_id, "version": post.version}
