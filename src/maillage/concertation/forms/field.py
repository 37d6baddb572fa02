"""What a person types to note a weak signal, to ask for an intervention, to answer it, to make a finding of either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.concertation.forms.anonymity import AnonymousForm
from maillage.concertation.forms.findings import kind_field, wording_field
from maillage.concertation.models import Cycle, Finding, Intervention, Signal
from maillage.concertation.models.weak_signals import LONGEST_SIGNAL
from maillage.core.readers import PUBLIC
from maillage.records.clock import today
from maillage.territory.fields import PlaceField
from maillage.ui.forms import DayField, IdentityForm, VersionedForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermsField


class SignalForm(AnonymousForm):
    """A sentence and a place; the day, the themes and where one works fold away."""

    checked = ("text",)

    text = forms.CharField(
        label="Ce que vous remarquez, en une phrase",
        max_length=LONGEST_SIGNAL,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Jamais le nom d’une personne, ni de quoi la reconnaître.",
    )
    territory = PlaceField(label="Où", required=False, help_text="Commune ou quartier ; vide : sans lieu.")
    noted_on = DayField(label="Vu le", initial=today)
    organisation: forms.Field = forms.ModelChoiceField(
        None,
        label="Signalé depuis",
        required=False,
        empty_label="je préfère ne pas le dire",
        to_field_name="uid",
    )
    themes = TermsField(Code.THEME, label="Thèmes", required=False)
    field_order = ("uid", "version", "text", "read_again", "territory", "noted_on", "organisation", "themes")

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["organisation"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = organisations
        first = organisations.first()
        if first is None:
            del self.fields["organisation"]
        else:
            chooser.initial = first.uid

    @property
    def first(self) -> Sequence[forms.BoundField]:
        """What is asked at once."""
        return [self[name] for name in ("text", "read_again", "territory") if not self[name].is_hidden]

    @property
    def folded(self) -> Sequence[forms.BoundField]:
        """What is asked of who opens it."""
        return [self[name] for name in ("noted_on", "organisation", "themes") if name in self.fields]

    def clean_noted_on(self) -> Any:
        day = self.cleaned_data["noted_on"]
        if day > today():
            raise ValidationError("Ce jour n’est pas encore venu.")
        return day

    def signal_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        said = ("text", "territory", "noted_on", "organisation")
        return {name: self.cleaned_data[name] for name in said if name in self.cleaned_data}


class NoteSignalForm(SignalForm, IdentityForm):
    """On the page of the signals."""


class CorrectSignalForm(SignalForm, VersionedForm):
    """By who wrote it, and the organisers; the organisation that it names stays among the choices."""

    def __init__(self, *args: Any, signal: Signal, organisations: Any, **kwargs: Any) -> None:
        initial = {
            "text": signal.text,
            "territory": signal.territory,
            "noted_on": signal.noted_on,
            "themes": list(signal.themes.all()),
            "version": signal.version,
        }
        super().__init__(*args, organisations=organisations, **{"initial": initial, **kwargs})
        if "organisation" in self.fields:
            named = signal.organisation
            self.fields["organisation"].initial = named.uid if named else ""


class RequestForm(AnonymousForm):
    """What is asked of the group, for the organisation where one works."""

    checked = ("title", "request")

    title = forms.CharField(
        label="Votre demande, en une phrase",
        max_length=200,
        help_text="Par exemple « Accompagner notre équipe d’accueil sur l’interprétariat ».",
    )
    request = forms.CharField(
        label="Ce que vous demandez au groupe",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="La situation, ce que vous avez déjà essayé, ce que vous attendez. Jamais le nom d’une personne.",
    )
    territory = PlaceField(label="Où", required=False, help_text="Commune ou quartier, si cela compte.")
    field_order = ("uid", "version", "title", "request", "read_again", "organisation", "territory")

    def request_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in ("title", "request", "territory")}


class AskForm(RequestForm, IdentityForm):
    organisation: forms.Field = forms.ModelChoiceField(
        None, label="Au nom de", empty_label=None, to_field_name="uid"
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["organisation"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = organisations
        chooser.initial = organisations.first()


class CorrectRequestForm(RequestForm, VersionedForm):
    def __init__(self, *args: Any, intervention: Intervention, **kwargs: Any) -> None:
        said = {name: getattr(intervention, name) for name in ("title", "request", "territory", "version")}
        super().__init__(*args, **{"initial": said, **kwargs})


class TakeUpForm(VersionedForm):
    """Who answers for it, and how it will be done."""

    owner = forms.ChoiceField(label="Qui en répond")
    method = forms.CharField(
        label="Comment nous procéderons, ensemble",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Les étapes, qui y prend part, ce que chacun apporte. Construisez-le avec qui demande : on le lui écrira.",
    )

    def __init__(
        self,
        *args: Any,
        intervention: Intervention,
        people: Iterable[tuple[Person, str]],
        **kwargs: Any,
    ) -> None:
        owner = intervention.owner
        initial = {
            "owner": owner.uid if owner else "",
            "method": intervention.method,
            "version": intervention.version,
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        offered = list(people)
        self.people = {one.uid: one for one, _label in offered}
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choisir…"), *((one.uid, label) for one, label in offered)]

    def clean_owner(self) -> Person:
        return self.people[self.cleaned_data["owner"]]


class FinishForm(AnonymousForm, VersionedForm):
    """What came of it."""

    checked = ("outcome",)

    outcome = forms.CharField(
        label="Ce qui en est sorti",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ce qui a changé, ce qui reste à faire : qui l’a demandée le lira.",
    )
    outcome_on = DayField(label="Terminée le", initial=today)
    field_order = ("version", "outcome", "read_again", "outcome_on")


class FindingFromForm(AnonymousForm, IdentityForm):
    """« En faire un constat »: what was said, ready to be shared, and in which cycle."""

    wording = wording_field("Le constat, en une phrase")
    kind = kind_field()
    cycle: forms.Field = forms.ModelChoiceField(
        None, label="Dans quel cycle", empty_label=None, to_field_name="uid", widget=forms.RadioSelect
    )
    field_order = ("uid", "wording", "read_again", "kind", "cycle")

    def __init__(self, *args: Any, cycles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["cycle"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = cycles
        chooser.initial = cycles.first()
        chooser.label_from_instance = _with_readers  # type: ignore[method-assign,assignment]
        self.fields["kind"].initial = Finding.Kind.OBSERVATION


def _with_readers(cycle: Cycle) -> str:
    """Signals stay inside; a finding is read by all those who read its cycle."""
    who = "lu de tout le monde" if cycle.audience == PUBLIC else "lu des membres de l’espace"
    return f"{cycle.title} ({who})"
