"""What a person types to open a cycle, to set it, to open a session code."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.concertation.methods import DEFAULT, METHODS
from maillage.concertation.models import Cycle, EntryCode, Phase
from maillage.core.readers import PUBLIC
from maillage.network.models import Space
from maillage.ui.forms import IdentityForm, VersionedForm

SPACE = "space"
HOURS = (
    (3, "trois heures : une réunion"),
    (12, "jusqu’à ce soir : douze heures"),
    (72, "trois jours"),
    (336, "quatorze jours : un groupe qui se revoit"),
)


class CycleForm(forms.Form):
    """A title, the question that is worked on, who sees it."""

    title = forms.CharField(
        label="Titre", max_length=160, help_text="Par exemple « Ce que vivent les familles monoparentales »."
    )
    question = forms.CharField(
        label="La question posée",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Elle se lit en haut du tableau et sur les téléphones.",
    )
    audience = forms.ChoiceField(
        label="Visible de",
        choices=((SPACE, "les membres de l’espace"), (PUBLIC, "tout le monde")),
        initial=SPACE,
        widget=forms.RadioSelect,
        help_text="Ce qui attend d’être relu n’est vu que des organisateurs.",
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.space = space
        if not space.is_public:
            del self.fields["audience"]

    def cycle_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        said = self.cleaned_data
        public = said.get("audience") == PUBLIC
        return {
            "title": said["title"],
            "question": said["question"],
            "audience": PUBLIC if public else self.space.key,
        }


class OpenCycleForm(CycleForm, IdentityForm):
    """« Ouvrir un cycle »: the method chooses the phases, which can be reworded afterwards."""

    makes = Cycle

    method = forms.ChoiceField(
        label="Méthode",
        choices=[
            (key, f"{method.label} : {method.lead[0].lower()}{method.lead[1:]}")
            for key, method in METHODS.items()
        ],
        initial=DEFAULT,
        widget=forms.RadioSelect,
    )
    field_order = ("uid", "title", "question", "method", "audience")


class SetCycleForm(CycleForm, VersionedForm):
    """« Régler le cycle »: its words, and those of each phase."""

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        self.phases = list(cycle.phases.all())
        initial = {
            "title": cycle.title,
            "question": cycle.question,
            "audience": PUBLIC if cycle.audience == PUBLIC else SPACE,
            "version": cycle.version,
        }
        super().__init__(*args, space=cycle.space, initial=initial, **kwargs)
        for phase in self.phases:
            word = str(Phase.Kind(phase.kind).label)
            self.fields[f"{phase.kind}_title"] = forms.CharField(
                label=f"Phase « {word} » : titre", max_length=80, initial=phase.title
            )
            self.fields[f"{phase.kind}_question"] = forms.CharField(
                label=f"Phase « {word} » : question", max_length=300, required=False, initial=phase.question
            )

    def phase_words(self) -> dict[str, tuple[str, str]]:
        """Title and question by kind; only after `is_valid()`."""
        said = self.cleaned_data
        return {one.kind: (said[f"{one.kind}_title"], said[f"{one.kind}_question"]) for one in self.phases}


class OpenCodeForm(forms.Form):
    """For how long, for whom."""

    hours = forms.TypedChoiceField(
        label="Pour combien de temps", choices=HOURS, coerce=int, initial=3, widget=forms.RadioSelect
    )
    label = forms.CharField(
        label="Pour",
        max_length=120,
        required=False,
        help_text="Par exemple « Plénière du 12 mars » ou « Groupe de français du mardi ».",
    )
    voice = forms.ChoiceField(
        label="Qui écrit",
        choices=(
            (EntryCode.Voice.PROFESSIONAL, "des professionnel·les"),
            (EntryCode.Voice.PUBLIC, "un groupe d’apprenant·es ou d’habitant·es : la parole du public"),
        ),
        initial=EntryCode.Voice.PROFESSIONAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, organises: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not organises:
            voice = self.fields["voice"]
            voice.initial, voice.disabled = EntryCode.Voice.PUBLIC, True
