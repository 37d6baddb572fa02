"""What a person types to be told: of what, where, how often, and the address when there is no account."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.chronicle.actions.alerts import Wish
from maillage.chronicle.models import NewsItem
from maillage.chronicle.models.subscriptions import RHYTHMS
from maillage.chronicle.sources import NEWS, WATCH, wish
from maillage.core.rhythms import Rhythm
from maillage.network.forms.lines import PlaceLinesField
from maillage.ui.forms import IdentityForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermsField

SOURCES = ((NEWS, "les nouvelles du réseau"), (WATCH, "les notes de veille"))


class RhythmForm(forms.Form):
    """How often."""

    rhythm = forms.ChoiceField(
        label="Quand",
        choices=RHYTHMS,
        initial=Rhythm.WEEK.value,
        widget=forms.RadioSelect,
        help_text="Un seul courrier pour tous vos avis ; rien à dire, pas de courrier.",
    )


class AddressForm(forms.Form):
    """Where to write. `website` is a trap for robots: people do not see it."""

    email = forms.EmailField(
        label="Votre adresse e-mail",
        max_length=254,
        help_text="Elle ne sert qu’à cela. Un message vous demandera de confirmer ; chaque courrier permet d’arrêter.",
        error_messages={"invalid": "Écrivez une adresse complète, par exemple prenom@asbl.be."},
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)


class SubjectsForm(forms.Form):
    """Themes, territories and kinds; an empty criterion lets everything through."""

    kinds = forms.MultipleChoiceField(
        label="Genres de nouvelles",
        choices=NewsItem.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Rien de coché : tous.",
    )
    themes = TermsField(Code.THEME, label="Thèmes", required=False, help_text="Rien de coché : tous.")
    territories = PlaceLinesField(
        label="Territoires",
        required=False,
        most=20,
        help_text="Un par ligne. Vide : partout. Ce qui concerne tout le monde arrive toujours.",
    )

    def params(self, source: str) -> dict[str, Any]:
        """Only after `is_valid()`; watch notes have no kinds of news."""
        said = self.cleaned_data
        kinds = said.get("kinds", ()) if source == NEWS else ()
        return wish(themes=list(said["themes"]), territories=said["territories"], kinds=kinds)


class NewAlertForm(RhythmForm, SubjectsForm, AddressForm, IdentityForm):
    """« M’avertir »: news and watch notes."""

    sources = forms.MultipleChoiceField(
        label="Vous avertir de quoi ?",
        choices=SOURCES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une chose."},
    )
    field_order = ("uid", "sources", "kinds", "themes", "territories", "rhythm", "email", "website")

    def __init__(self, *args: Any, knows_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _without_address(self, knows_address)

    def wishes(self) -> list[Wish]:
        return [Wish(source, self.params(source)) for source in self.cleaned_data["sources"]]


class NewAlertOfSourceForm(RhythmForm, AddressForm, IdentityForm):
    """« M’avertir » of what another room offers: its own page made the wish."""

    field_order = ("uid", "rhythm", "email", "website")

    def __init__(self, *args: Any, knows_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _without_address(self, knows_address)


def _without_address(form: forms.Form, knows_address: bool) -> None:
    """Who is logged in has one already."""
    if knows_address:
        del form.fields["email"], form.fields["website"]


class WishForm(SubjectsForm):
    """« Changer » one of them."""

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if source != NEWS:
            del self.fields["kinds"]


class LinkForm(AddressForm):
    """« Recevoir le lien de ma page »."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "Celle qui reçoit les avis."
