"""What a person types of what becomes of an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from maillage.core.readers import Reader
from maillage.network.actions.lifecycle import Share
from maillage.network.forms.chooser import OrganisationField
from maillage.network.models import Organisation, Post, Site
from maillage.ui.forms import DayField, VersionedForm


class RenameForm(VersionedForm):
    """« Changer de nom à partir du… »."""

    name = forms.CharField(label="Nouveau nom", max_length=200)
    short_name = forms.CharField(label="Nouveau sigle", max_length=40, required=False)
    day = DayField(label="À partir du", help_text="L’ancien nom reste visible et trouvable.")


class EndForm(VersionedForm):
    """Ceased, merged, taken over, or entered twice: what is asked depends on which."""

    other = OrganisationField(label="Organisation")
    day = DayField(label="À partir du")
    note = forms.CharField(label="Précision", max_length=300, required=False)

    LABELS = {
        "merged": "Fusionnée avec",
        "taken_over": "Reprise par",
        "ceased": "Qui garde la fiche pour mémoire",
        "duplicate": "La fiche à garder",
    }

    def __init__(
        self, *args: Any, kind: str, reader: Reader, organisation: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["other"]
        assert isinstance(chooser, OrganisationField)
        chooser.reader, chooser.but = reader, organisation
        chooser.label = self.LABELS[kind]
        if kind == "ceased":
            chooser.required = False
            self.fields["day"].label = "Dernier jour d’activité"
        if kind == "duplicate":
            del self.fields["day"], self.fields["note"]


class SplitForm(VersionedForm):
    """Two organisations at least, already in the directory; each post and site goes to one of them, or ends."""

    first = OrganisationField(
        label="Première organisation",
        help_text="Elle garde la fiche, les services et les places dans les espaces.",
    )
    second = OrganisationField(label="Deuxième organisation")
    third = OrganisationField(label="Troisième organisation", required=False)
    day = DayField(label="À partir du")
    note = forms.CharField(label="Précision", max_length=300, required=False)

    HEIRS = (
        ("first", "à la première"),
        ("second", "à la deuxième"),
        ("third", "à la troisième"),
        ("", "s’arrête là"),
    )

    def __init__(
        self,
        *args: Any,
        reader: Reader,
        organisation: Organisation,
        posts: Sequence[Post],
        sites: Sequence[Site],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.posts, self.sites = posts, sites
        for name in ("first", "second", "third"):
            chooser = self.fields[name]
            assert isinstance(chooser, OrganisationField)
            chooser.reader, chooser.but = reader, organisation
        for post in posts:
            words = f"{post.person} ({post.label})" if post.label else str(post.person)
            self.fields[f"post-{post.uid}"] = self._heir(f"Personne : {words}")
        for site in sites:
            self.fields[f"site-{site.uid}"] = self._heir(f"Lieu : {site}")

    def _heir(self, label: str) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=label, choices=self.HEIRS, required=False, initial="first", widget=forms.RadioSelect
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [one for name in ("first", "second", "third") if (one := cleaned.get(name))]
        if len({one.pk for one in chosen}) < len(chosen):
            raise forms.ValidationError("Choisissez des organisations différentes.")
        if "third" in cleaned.values() and not cleaned.get("third"):
            self.add_error("third", "Vous donnez quelque chose à la troisième organisation : laquelle est-ce ?")
        return cleaned

    def shares(self) -> list[Share]:
        cleaned = self.cleaned_data
        return [
            Share(
                cleaned[name],
                posts=[post for post in self.posts if cleaned[f"post-{post.uid}"] == name],
                sites=[site for site in self.sites if cleaned[f"site-{site.uid}"] == name],
            )
            for name in ("first", "second", "third")
            if cleaned.get(name)
        ]
