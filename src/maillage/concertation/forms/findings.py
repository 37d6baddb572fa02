"""What a person types to note a finding, from a phone in a meeting or at a desk, and to say more of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.concertation.forms.anonymity import AnonymousForm
from maillage.concertation.models import EntryCode, Finding
from maillage.concertation.models.findings import LONGEST_WORDING
from maillage.network.forms.lines import PlaceLinesField
from maillage.ui.forms import IdentityForm, VersionedForm, WebField
from maillage.ui.sections import Section, section_of
from maillage.vocabulary.codes import Code
from maillage.vocabulary.fields import TermField, TermsField

MOST_LINES = 60
PUBLIC_KINDS = (
    (Finding.Kind.NEED, "ce qui manque"),
    (Finding.Kind.BARRIER, "ce qui bloque"),
    (Finding.Kind.RESOURCE, "ce qui aide"),
    (Finding.Kind.ASPIRATION, "ce que je voudrais"),
)


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="C’est plutôt", choices=Finding.Kind.choices, initial=Finding.Kind.NEED, widget=forms.RadioSelect
    )


def wording_field(label: str = "Ce que vous voyez, en une phrase") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_WORDING,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Un seul constat à la fois. Jamais le nom d’une personne.",
    )


class EntryForm(AnonymousForm, IdentityForm):
    """On a phone, with a session code."""

    kind = kind_field()
    wording = wording_field()
    actor = TermField(
        Code.SECTOR,
        label="Votre secteur",
        required=False,
        empty_label="je préfère ne pas le dire",
        help_text="Pour voir qui n’a pas encore parlé.",
    )
    table = forms.CharField(label="Table", max_length=40, required=False)
    field_order = ("uid", "wording", "read_again", "kind", "actor", "table")

    def __init__(self, *args: Any, code: EntryCode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code.voice == EntryCode.Voice.PUBLIC:
            self._speak_plainly()

    def _speak_plainly(self) -> None:
        """For who learns French: other words, their own language, nothing that is not needed."""
        del self.fields["actor"], self.fields["table"]
        self.fields["wording"] = wording_field("Dites-le avec vos mots, dans votre langue")
        self.fields["wording"].help_text = "Vous pouvez dicter avec le micro du clavier. N’écrivez pas de nom."
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = list(PUBLIC_KINDS)
        self.fields["language"] = TermField(
            Code.LANGUAGE, label="Langue", required=False, empty_label="français"
        )

    def finding_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        said = dict(self.cleaned_data)
        said.pop("uid")
        language = said.pop("language", None)
        return {**said, "language": language.notation[:8] if language else ""}


class SubjectsForm(forms.Form):
    """Where and whom it concerns."""

    territories = PlaceLinesField(
        label="Où", required=False, most=10, help_text="Communes ou quartiers, un par ligne ; vide : partout."
    )
    audiences = TermsField(Code.AUDIENCE, label="Publics concernés", required=False)
    rights = TermsField(Code.PCS_2020, label="Droits concernés", required=False)
    criteria = TermsField(
        Code.CRITERION,
        label="Critères protégés en cause",
        required=False,
        help_text="Ce sur quoi porte la différence de traitement ; jamais une personne.",
    )
    source = forms.CharField(
        label="Étude citée",
        max_length=300,
        required=False,
        help_text="Auteur, titre, année, si le constat en vient.",
    )
    source_page = forms.CharField(label="Page", max_length=40, required=False)
    source_link = WebField(label="Lien vers l’étude", required=False)

    def subjects(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in ("territories", "audiences", "rights", "criteria")}


class NoteFindingForm(AnonymousForm, IdentityForm):
    """At a desk, by a member: short; « Compléter » asks the rest once it is worth it."""

    kind = kind_field()
    wording = wording_field()
    actor = TermField(
        Code.SECTOR, label="Secteur qui le voit", required=False, empty_label="aucun en particulier"
    )
    organisation: forms.Field = forms.ModelChoiceField(
        None, label="Au nom de", required=False, empty_label="en mon nom", to_field_name="uid"
    )
    territories = PlaceLinesField(
        label="Où", required=False, most=10, help_text="Communes ou quartiers, un par ligne ; vide : partout."
    )
    field_order = ("uid", "wording", "read_again", "kind", "actor", "organisation", "territories")

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["organisation"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = organisations
        if not organisations.exists():
            del self.fields["organisation"]

    def finding_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        said = ("kind", "wording", "actor", "organisation")
        return {name: self.cleaned_data[name] for name in said if name in self.cleaned_data}

    def subjects(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        return {"territories": self.cleaned_data["territories"]}


class CorrectFindingForm(AnonymousForm, VersionedForm, SubjectsForm):
    """Says it better; once it is retained, also what it comes from, what follows, and how far it reaches (D6, D10)."""

    checked = ("wording", "causes", "consequences")

    kind = kind_field()
    wording = wording_field("En une phrase")
    actor = TermField(
        Code.SECTOR, label="Secteur qui le voit", required=False, empty_label="aucun en particulier"
    )
    causes = forms.CharField(
        label="D’où cela vient", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    consequences = forms.CharField(
        label="Ce que cela entraîne", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    scope = forms.ChoiceField(
        label="D’ordre",
        choices=(("", "pas encore dit"), *Finding.Scope.choices),
        required=False,
        widget=forms.RadioSelect,
        help_text="Local : il se règle ici. Global : il demande une autre règle, plus haut.",
    )
    field_order = (
        "version",
        "wording",
        "read_again",
        "kind",
        "causes",
        "consequences",
        "scope",
        "actor",
        "territories",
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _initial_of(finding), **kwargs})

    def sections(self) -> Iterator[Section]:
        """What it is, then what was thought of it; whom and where it concerns folds away until something is said."""
        yield section_of(self, "Le constat", ("wording", "read_again", "kind", "actor"))
        yield section_of(self, "L’analyse", ("causes", "consequences", "scope"))
        yield section_of(self, "Où et qui", ("territories", "audiences"), holds="Communes, publics concernés")
        yield section_of(
            self, "Les droits en jeu", ("rights", "criteria"), holds="Droits concernés, critères protégés"
        )
        yield section_of(
            self,
            "L’étude citée",
            (("source", "source_page"), "source_link"),
            holds="Quand le constat vient d’une recherche",
        )

    def finding_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        kept = (
            "kind",
            "wording",
            "actor",
            "causes",
            "consequences",
            "scope",
            "source",
            "source_page",
            "source_link",
        )
        return {name: self.cleaned_data[name] for name in kept}


def _initial_of(finding: Finding) -> dict[str, Any]:
    plain = (
        "kind",
        "wording",
        "actor",
        "causes",
        "consequences",
        "scope",
        "source",
        "source_page",
        "source_link",
    )
    many = ("territories", "audiences", "rights", "criteria")
    return {
        **{name: getattr(finding, name) for name in plain},
        **{name: list(getattr(finding, name).all()) for name in many},
        "version": finding.version,
    }


class CorrectEntryForm(AnonymousForm, VersionedForm):
    """On the phone that noted it."""

    field_order = ("version", "wording", "read_again", "kind")

    kind = kind_field()
    wording = wording_field("En une phrase")

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        initial = {"kind": finding.kind, "wording": finding.wording, "version": finding.version}
        super().__init__(*args, **{"initial": initial, **kwargs})


class PasteForm(AnonymousForm, IdentityForm):
    """The post-its of a table, typed or pasted at once."""

    checked = ("lines",)
    field_order = ("uid", "lines", "read_again", "kind", "table")

    lines = forms.CharField(
        label="Un constat par ligne",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"{MOST_LINES} lignes au plus. Les tirets et les puces du début sont enlevés.",
    )
    kind = kind_field()
    table = forms.CharField(label="Table", max_length=40, required=False)

    def clean_lines(self) -> Sequence[str]:
        typed = [line.strip().lstrip("-–—•*·").strip() for line in self.cleaned_data["lines"].splitlines()]
        lines = list(dict.fromkeys(line for line in typed if line))
        if not lines:
            raise ValidationError("Écrivez au moins une ligne.")
        if len(lines) > MOST_LINES:
            raise ValidationError(f"{MOST_LINES} lignes au plus ; il y en a {len(lines)}.")
        long = next((number for number, line in enumerate(lines, 1) if len(line) > LONGEST_WORDING), None)
        if long is not None:
            raise ValidationError(f"La ligne {long} est trop longue : {LONGEST_WORDING} signes au plus.")
        return lines


ANEW = ""
"""No finding of those to gather: another wording."""


class GatherForm(AnonymousForm, IdentityForm):
    """The common wording of several findings; or one among them that is a common wording already, and takes in the rest."""

    field_order = ("uid", "into", "wording", "read_again", "kind")

    into = forms.ChoiceField(label="Les réunir", widget=forms.RadioSelect, required=False)
    wording = wording_field("La formulation commune")
    kind = kind_field()

    def __init__(self, *args: Any, commons: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not commons:
            del self.fields["into"]
            return
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)
        into.choices = [
            *((one.item.uid, f"dans celle qui existe : « {one.wording} »") for one in commons),
            (ANEW, "dans une nouvelle formulation, écrite ci-dessous"),
        ]
        into.initial = commons[0].item.uid
