"""What a person types of a demand: where, which course, how many at each level, on which day, who says so (row E7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.cadastre.actions.demand import DemandFields, LevelCount
from maillage.cadastre.models import ExpressedDemand
from maillage.cadastre.models.demand import MOST_PEOPLE
from maillage.cadastre.queries.coverage import SCALES
from maillage.core.coverage import Scale
from maillage.core.readers import Reader, works_key
from maillage.network.forms.chooser import OrganisationField
from maillage.network.forms.spaces import day_field
from maillage.network.models import Organisation
from maillage.records.actions import may
from maillage.territory.fields import PlaceField
from maillage.ui.forms import IdentityForm, VersionedForm
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermField
from maillage.vocabulary.models import Term

LINES = ("territory", "course_type", "target", "counted_on", "counted_from", "source_kind", "source")


class NumberField(forms.IntegerField):
    """People, as one counts them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=MOST_PEOPLE,
            error_messages={
                "invalid": "Écrivez un nombre entier, par exemple 12.",
                "min_value": "Un nombre de personnes ne peut pas être négatif.",
                "max_value": f"{MOST_PEOPLE:,} personnes au plus.".replace(",", "\N{NO-BREAK SPACE}"),
            },
            **kwargs,
        )


class _About(forms.Form):
    """What stating and correcting share. Workers of an operator speak for their own organisations only."""

    territory = PlaceField(
        label="Commune ou quartier",
        help_text="Le plus précis que la source permette ; une province, s’il le faut.",
    )
    course_type = TermField(
        Code.COURSE_TYPE,
        label="Type de cours",
        required=False,
        empty_label="Français, sans préciser (alpha ou FLE)",
    )
    target = TermField(Code.AUDIENCE, label="Public", required=False, empty_label="Non précisé")
    counted_on = day_field("Comptées le", help_text="Le dernier jour, s’il s’agit d’une période.")
    counted_from = day_field(
        "Depuis le",
        required=False,
        help_text="Seulement pour une période : « toutes les demandes de l’année ».",
    )
    source_kind = forms.ChoiceField(
        label="Genre de source", choices=ExpressedDemand.SourceKind.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label="Source",
        max_length=300,
        help_text="Ce qu’un collègue pourra retrouver : « liste d’attente du secrétariat », un article, une enquête.",
    )
    people_may_overlap = forms.BooleanField(
        label="Ces personnes peuvent figurer aussi sur la liste d’un autre opérateur", required=False
    )
    note = forms.CharField(
        label="Remarque",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Pas de nom de bénéficiaire.",
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may(reader, "cadastre.state_demand", None):
            field: forms.Field = OrganisationField(
                label="Selon quelle organisation", required=False, reader=reader,
                help_text="Celle qui tient la liste ou a fait le compte. Nom, sigle ou numéro BCE.",
            )  # fmt: skip
        else:
            mine = _own(reader)
            field = forms.ModelChoiceField(mine, label="Votre organisation", empty_label=None)
        self.fields["organisation"] = field
        self.order_fields([*LINES, "organisation"])


def _own(reader: Reader) -> Any:
    prefix = works_key("")
    mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    return Organisation.objects.as_of().filter(uid__in=mine).order_by("sort_name", "pk")


@dataclass(frozen=True, slots=True)
class LevelGrid:
    """One scale with a box a level; `open` when something was typed in it, or when it is a spoken one."""

    title: str
    fields: list[forms.BoundField]
    open: bool


class StateDemandForm(_About, IdentityForm):
    """Several levels at once: one number a level, those left empty say nothing."""

    unspecified = NumberField(label="Sans niveau précisé", required=False)
    got_place = NumberField(
        label="Dont ont eu une place",
        required=False,
        help_text="Seulement si la source le dit (« 549 demandes, 322 places ») et pour un seul nombre à la fois.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._levels: dict[str, tuple[Scale, Term]] = {}
        terms = Term.objects.filter(scheme__code__in={scale.code for scale in SCALES}).choosable()
        rows = list(terms.select_related("scheme").order_by("scheme_id", "rank", "pk"))
        for scale in SCALES:
            for term in rows:
                if term.scheme.code == scale.code:
                    name = f"{scale.skill}-{term.pk}"
                    self.fields[name] = NumberField(label=term.notation, required=False)
                    self._levels[name] = (scale, term)

    def about(self) -> list[forms.BoundField]:
        return [self[name] for name in (*LINES, "organisation")]

    def grids(self) -> Iterator[LevelGrid]:
        titles = {"oral": "À l’oral", "written": "À l’écrit"}
        for scale in SCALES:
            names = [name for name, (held, _term) in self._levels.items() if held == scale]
            if not names:
                continue
            of = "échelle européenne (CECR)" if scale.code == Code.LEVEL_CEFR else "Lire et Écrire"
            fields = [self[name] for name in names]
            typed = any(field.value() not in (None, "") for field in fields)
            yield LevelGrid(f"{titles[scale.skill]}, {of}", fields, typed or scale.skill == "oral")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        counts = self.counts(cleaned)
        if not counts and not any(name in self.errors for name in ("unspecified", *self._levels)):
            self.add_error(
                "unspecified", "Indiquez au moins un nombre de personnes, à un niveau ou sans niveau."
            )
        got = cleaned.get("got_place")
        if got is not None and len(counts) > 1:
            self.add_error("got_place", "La source ne dit pas à quel niveau : notez ces nombres un à un.")
        elif got is not None and counts and got > counts[0].people:
            self.add_error(
                "got_place", "Plus de personnes auraient eu une place qu’il n’y en avait à la vouloir."
            )
        return cleaned

    def counts(self, cleaned: dict[str, Any]) -> list[LevelCount]:
        found = [
            LevelCount(cleaned[name], scale.skill, term)
            for name, (scale, term) in self._levels.items()
            if cleaned.get(name) is not None
        ]
        if cleaned.get("unspecified") is not None:
            found.append(LevelCount(cleaned["unspecified"]))
        return found


class CorrectDemandForm(_About, VersionedForm):
    """One statement; its level is corrected as its number is."""

    people = NumberField(label="Nombre de personnes")
    got_place = NumberField(label="Dont ont eu une place", required=False, help_text="Si la source le dit.")
    level_said = forms.ChoiceField(label="Niveau", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        skills = {"oral": "à l’oral", "written": "à l’écrit"}
        rows = Term.objects.filter(scheme__code__in={scale.code for scale in SCALES})
        self._terms = {
            term.pk: term for term in rows.select_related("scheme").order_by("scheme_id", "rank", "pk")
        }
        choices = [("", "Non précisé")]
        for scale in SCALES:
            choices += [
                (f"{scale.skill}-{pk}", f"{term.notation} {skills[scale.skill]}")
                for pk, term in self._terms.items()
                if term.scheme.code == scale.code
            ]
        level = self.fields["level_said"]
        assert isinstance(level, forms.ChoiceField)
        level.choices = choices
        self.order_fields(["version", "territory", "people", "level_said", "got_place"])

    def clean_level_said(self) -> tuple[str, Term | None]:
        skill, _dash, pk = self.cleaned_data["level_said"].partition("-")
        return (skill, self._terms[int(pk)]) if pk else ("", None)


def initial_of(demand: ExpressedDemand) -> dict[str, Any]:
    """What the form of a correction starts from."""
    names = [
        *LINES,
        "organisation",
        "people",
        "level_said",
        "got_place",
        "people_may_overlap",
        "note",
        "version",
    ]
    return {name: getattr(demand, name) for name in names}


def fields_of(cleaned: dict[str, Any]) -> DemandFields:
    """What both forms give to their action; the level of a correction with it."""
    names = (*LINES, "organisation", "people_may_overlap", "note", "people", "got_place")
    found = {name: cleaned[name] for name in names if name in cleaned}
    if "level_said" in cleaned:
        found["skill"], found["level"] = cleaned["level_said"]
    return found  # type: ignore[return-value]


class WithdrawForm(VersionedForm):
    """« Elle ne compte plus »: from when, and why."""

    since = day_field(
        "Ne compte plus à partir du",
        help_text="Aujourd’hui si la liste est vide ou reprise ailleurs. Le jour du comptage si le chiffre était faux.",
    )
    because = forms.CharField(label="Pourquoi", max_length=200)


class SnapshotForm(IdentityForm):
    """« Garder les chiffres de l’année »."""

    day = day_field("Situation au", help_text="Souvent le 31 décembre. Une année n’a qu’un relevé.")
    note = forms.CharField(label="Remarque", max_length=300, required=False)

    def clean_note(self) -> str:
        return str(self.cleaned_data["note"]).strip()


class ReplaceSnapshotForm(VersionedForm):
    """The same, in the place of what was kept."""

    day = day_field("Situation au")
    note = forms.CharField(label="Pourquoi le remplacer", max_length=300)

    def clean_note(self) -> str:
        text = str(self.cleaned_data["note"]).strip()
        if len(text) < 3:
            raise ValidationError("Dites en quelques mots pourquoi : le journal le garde.")
        return text
