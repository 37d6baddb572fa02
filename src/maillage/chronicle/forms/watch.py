"""What a person types: a watch note, and whom to tell of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet

from maillage.chronicle.actions.watch import WatchFields
from maillage.chronicle.models import WatchNote
from maillage.core.readers import MEMBERS, Reader
from maillage.network.forms.lines import PlaceLinesField
from maillage.network.forms.spaces import day_field
from maillage.network.models import Space
from maillage.network.queries.spaces import hosts_on
from maillage.records.clock import today
from maillage.ui.forms import IdentityForm, VersionedForm, WebField
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermsField

WRITTEN = ("title", "nature", "dated_on", "change", "practice", "source", "link", "effective_on", "audience")


class WatchNoteForm(forms.Form):
    """What changed, where it says so, what it means."""

    title = forms.CharField(label="Titre", max_length=200)
    nature = forms.ChoiceField(
        label="Genre",
        choices=WatchNote.Nature.choices,
        initial=WatchNote.Nature.LAW,
        widget=forms.RadioSelect,
    )
    dated_on = day_field("Date", help_text="Du vote, de la publication, de l’article.")
    change = forms.CharField(
        label="Ce qui change",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="En clair, avec vos mots.",
    )
    practice = forms.CharField(
        label="Ce que cela veut dire pour la pratique",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Que faire autrement, à partir de quand, pour qui.",
    )
    source = forms.CharField(
        label="Source", max_length=300, help_text="Décret, arrêté, question parlementaire, article… et sa date."
    )
    link = WebField(
        label="Lien vers la source",
        max_length=500,
        required=False,
        error_messages={"invalid": "Écrivez une adresse complète, par exemple https://www.exemple.be."},
    )
    effective_on = day_field(
        "Entre en vigueur le", required=False, help_text="Laissez vide si la date n’est pas connue."
    )
    themes = TermsField(Code.THEME, label="Thèmes", required=False)
    territories = PlaceLinesField(
        label="Territoires concernés",
        required=False,
        most=10,
        help_text="Un par ligne : région, province, commune… Vide si cela concerne tout le monde.",
    )
    audience = forms.ChoiceField(
        label="Visible de", choices=WatchNote.AUDIENCES, initial=MEMBERS, widget=forms.RadioSelect
    )

    def note_fields(self) -> WatchFields:
        """Only after `is_valid()`."""
        kept = {name: self.cleaned_data[name] for name in WRITTEN}
        return WatchFields(**kept)  # type: ignore[typeddict-item]


class NewWatchNoteForm(WatchNoteForm, IdentityForm):
    """« Écrire une note »."""


class CorrectWatchNoteForm(WatchNoteForm, VersionedForm):
    """« Corriger »."""

    def __init__(self, *args: Any, note: WatchNote, **kwargs: Any) -> None:
        kwargs["initial"] = {
            **{name: getattr(note, name) for name in WRITTEN},
            "themes": list(note.themes.all()),
            "territories": list(note.territories.all()),
            "version": note.version,
        }
        super().__init__(*args, **kwargs)


class SpaceTicksField(forms.ModelMultipleChoiceField):
    """Several spaces, each with who holds it, since several have the same name."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Space.objects.none(), to_field_name="uid", **kwargs)

    def offer(self, spaces: QuerySet[Space], reader: Reader) -> None:
        hosts = Prefetch("hosts", hosts_on(today(), reader), to_attr="hosts_on_day")
        self.queryset = spaces.prefetch_related(hosts).order_by("sort_name", "pk")

    def label_from_instance(self, space: Any) -> str:
        hosts = [host.organisation.short_name or host.organisation.name for host in space.hosts_on_day]
        return f"{space.name} – {', '.join(hosts)}" if hosts else str(space.name)


class TellForm(forms.Form):
    """« Dire à… »: which spaces, and a word of one's own before the note."""

    spaces = SpaceTicksField(label="Espaces", error_messages={"required": "Choisissez au moins un espace."})
    word = forms.CharField(
        label="Un mot d’introduction",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Facultatif. La note suit en entier, avec sa source.",
    )

    def __init__(self, *args: Any, spaces: QuerySet[Space], reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["spaces"]
        assert isinstance(field, SpaceTicksField)
        field.offer(spaces, reader)
