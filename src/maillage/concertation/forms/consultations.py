"""What a person types to open a consultation, to write its statements, to vote, to propose one, to say who they are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.concertation.forms.anonymity import AnonymousForm
from maillage.concertation.models import Consultation, Cycle, Statement, Vote
from maillage.concertation.models.consultations import LONGEST_STATEMENT
from maillage.core.readers import PUBLIC
from maillage.network.models import Organisation, Space
from maillage.records.clock import today
from maillage.ui.forms import DayField, IdentityForm, VersionedForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermField

SPACE = "space"
LASTS = dt.timedelta(days=21)
MOST_LINES = 200
THEME_MARK = "#"


class ConsultationForm(forms.Form):
    """A question, who votes until when, who reads what comes out of it."""

    title = forms.CharField(
        label="Titre", max_length=160, help_text="Par exemple « Recommandations avant la plénière »."
    )
    question = forms.CharField(
        label="La question posée",
        max_length=300,
        help_text="Elle se lit au-dessus de chaque phrase. Par exemple « Êtes-vous d’accord avec cette phrase ? ».",
    )
    introduction = forms.CharField(
        label="Pourquoi cette consultation",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Qui la lance, ce qu’on fera des réponses.",
    )
    entry = forms.ChoiceField(
        label="Qui vote",
        choices=Consultation.Entry.choices,
        initial=Consultation.Entry.MEMBERS,
        widget=forms.RadioSelect,
    )
    audience = forms.ChoiceField(
        label="Résultats visibles de",
        choices=((SPACE, "les membres de l’espace"), (PUBLIC, "tout le monde")),
        initial=SPACE,
        widget=forms.RadioSelect,
    )
    opens_on = DayField(label="Premier jour", initial=today)
    closes_on = DayField(label="Dernier jour", initial=lambda: today() + LASTS, help_text="Compris.")
    may_propose = forms.BooleanField(
        label="Les participants peuvent proposer des phrases ; vous les relisez d’abord",
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.space = space
        if not space.is_public:
            del self.fields["audience"]
            entry = self.fields["entry"]
            assert isinstance(entry, forms.ChoiceField)
            entry.choices = [pair for pair in Consultation.Entry.choices if pair[0] != Consultation.Entry.OPEN]

    def consultation_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        said = dict(self.cleaned_data)
        for other in ("uid", "version", "cycle"):
            said.pop(other, None)
        said["audience"] = PUBLIC if said.get("audience") == PUBLIC else self.space.key
        return said


class OpenConsultationForm(ConsultationForm, IdentityForm):
    """« Ouvrir une consultation », from the page of a space, for one of its cycles or on its own."""

    makes = Consultation

    cycle: forms.Field = forms.ModelChoiceField(
        None, label="Dans le cycle", required=False, empty_label="aucun en particulier", to_field_name="uid"
    )

    def __init__(self, *args: Any, cycles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["cycle"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = cycles


class SetConsultationForm(ConsultationForm, VersionedForm):
    """« Régler la consultation »."""

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        names = (
            "title",
            "question",
            "introduction",
            "entry",
            "opens_on",
            "closes_on",
            "may_propose",
            "version",
        )
        initial = {name: getattr(consultation, name) for name in names}
        initial["audience"] = PUBLIC if consultation.audience == PUBLIC else SPACE
        super().__init__(*args, space=consultation.space, initial=initial, **kwargs)


class StatementLinesForm(AnonymousForm):
    """Many at once, one a line; a line that begins with # names the workshop of those that follow."""

    checked = ("lines",)

    lines = forms.CharField(
        label="Les phrases, une par ligne",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Une seule idée par phrase, que chacun comprend. "
        "Une ligne qui commence par # donne l’atelier de celles qui suivent : « # Logement ».",
    )
    field_order = ("lines", "read_again")

    def clean_lines(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["lines"].splitlines()]
        kept = [line for line in lines if line]
        if len(kept) > MOST_LINES:
            raise ValidationError(f"{MOST_LINES} lignes au plus à la fois.")
        for line in kept:
            if len(line) > LONGEST_STATEMENT:
                raise ValidationError(
                    f"Cette phrase est trop longue ({len(line)} signes, {LONGEST_STATEMENT} au plus) : « {line[:60]}… »."
                )
        if not any(not line.startswith(THEME_MARK) for line in kept):
            raise ValidationError("Écrivez au moins une phrase.")
        return kept

    def sentences(self) -> list[Any]:
        """As the action wants them; only after `is_valid()`."""
        theme, found = "", []
        for line in self.cleaned_data["lines"]:
            if line.startswith(THEME_MARK):
                theme = line.lstrip(THEME_MARK).strip()[:80]
            else:
                found.append({"text": line, "theme": theme})
        return found


class VoteForm(forms.Form):
    """One of three buttons, on one statement."""

    phrase = forms.CharField(max_length=8)
    vote = forms.TypedChoiceField(choices=Vote.Value.choices, coerce=int)


class ProposeStatementForm(AnonymousForm, IdentityForm):
    """« Proposer une phrase »."""

    makes = Statement
    checked = ("text",)

    text = forms.CharField(
        label="Votre phrase",
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une seule idée, avec laquelle on peut être d’accord ou non. Jamais le nom d’une personne.",
    )
    field_order = ("uid", "text", "read_again")


class SayWhoForm(forms.Form):
    """What kind of actor one is, for those who want it counted."""

    actor = TermField(
        Code.SECTOR, label="Votre secteur", required=False, empty_label="je préfère ne pas le dire"
    )
    ownership = forms.ChoiceField(
        label="Votre organisation est",
        choices=[("", "je préfère ne pas le dire"), *Organisation.Ownership.choices],
        required=False,
        widget=forms.RadioSelect,
    )


def cycles_to_choose(space: Space) -> Any:
    """Those of the space that are open."""
    return Cycle.objects.filter(space=space, closed_on__isnull=True).order_by("-opened_on", "-pk")
