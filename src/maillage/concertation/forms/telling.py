"""What a person types to say where an action stands, to tell back what followed, to note what somebody said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from maillage.concertation.forms.anonymity import AnonymousForm
from maillage.concertation.models import Action
from maillage.concertation.queries.telling import Voice
from maillage.concertation.states import ACTION
from maillage.ui.forms import IdentityForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermField

STAYS = ""


class NewsForm(forms.Form):
    """« Où en est-on ? »: a sentence, and the state if it changed."""

    text = forms.CharField(
        label="Où en est l’action, en une phrase",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce qui avance, ce qui coince, ce qui a changé.",
    )
    verb = forms.ChoiceField(label="Son état", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, act: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(one.verb, one.label) for one in ACTION.open_from(act.status)]
        field = self.fields["verb"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(STAYS, f"reste : {act.get_status_display()}"), *steps]
        field.initial = STAYS


class BackForm(IdentityForm):
    """« Vous aviez dit… voici ce qui a suivi »: to whom, with a word."""

    voices = forms.MultipleChoiceField(
        label="À qui l’écrire",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une personne ou une organisation à prévenir."},
    )
    word = forms.CharField(
        label="Un mot", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, voices: Sequence[Voice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["voices"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.email, f"{one.name} : « {' » ; « '.join(one.said)} »") for one in voices]
        field.initial = [one.email for one in voices]


class VerbatimForm(AnonymousForm):
    """Word for word, and what is understood of it, apart."""

    checked = ("text", "meaning")

    text = forms.CharField(
        label="Ce qui a été dit, mot pour mot",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sans rien qui permette de reconnaître la personne.",
    )
    language = TermField(Code.LANGUAGE, label="Langue", required=False, empty_label="français")
    meaning = forms.CharField(
        label="Ce que nous en comprenons",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Se lit à part : la parole reste la parole.",
    )
    consent = forms.CharField(
        label="Accord donné",
        max_length=200,
        help_text="Comment la personne a accepté que sa parole soit gardée : « de vive voix, au cours du 3 mars ».",
    )
    field_order = ("text", "read_again", "language", "meaning", "consent")
