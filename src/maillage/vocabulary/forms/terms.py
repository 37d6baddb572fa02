"""Forms about terms: adding, correcting, withdrawing, and putting two in correspondence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from maillage.records.clock import today
from maillage.ui.forms import DayField, IdentityForm, VersionedForm, WebField
from maillage.vocabulary.actions.terms import TermFields
from maillage.vocabulary.fields import AnyTermField
from maillage.vocabulary.forms.labels import LabelsForm
from maillage.vocabulary.models import Mapping, Scheme, Term

DETAIL = "detail_"


class TermSheet(LabelsForm):
    """The sheet of a term, with the columns that its scheme asks for."""

    name = forms.CharField(label=_("Intitulé"), max_length=300)
    notation = forms.CharField(
        label=_("Notation"),
        max_length=40,
        required=False,
        help_text=_("Court et stable : « ILI », « axe 4 ». Laissez vide : elle sera tirée de l’intitulé."),
    )
    broader = AnyTermField(label=_("Rangé sous"), required=False, empty_label=_("Aucun : terme général"))
    definition = forms.CharField(label=_("Définition"), max_length=2000, required=False, widget=forms.Textarea)
    valid_from = DayField(label=_("Depuis le"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    exact_match = WebField(
        label=_("Correspondance exacte (adresse)"),
        max_length=200,
        required=False,
        help_text=_("L’adresse du même terme dans un vocabulaire public."),
    )
    field_order = ["name", "notation", "broader", "definition", "name_nl", "name_de", "name_en", "valid_from"]

    def __init__(self, *args: Any, scheme: Scheme, term: Term | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above: Any = self.fields["broader"]
        others = scheme.terms.exclude(pk=term.pk) if term else scheme.terms.all()
        above.queryset = others.select_related("scheme")
        self.columns = scheme.columns
        for key, label in scheme.columns.items():
            self.fields[DETAIL + key] = forms.CharField(label=label, max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Without a notation, one is made of the name."""
        data = super().clean() or {}
        if data.get("name") and not data.get("notation"):
            data["notation"] = slugify(data["name"])[:40].strip("-")
            if not data["notation"]:
                self.add_error("notation", _("Donnez une notation : l’intitulé n’a ni lettre ni chiffre."))
        return data

    def fields_typed(self) -> TermFields:
        data = self.cleaned_data
        details = {key: data[DETAIL + key] for key in self.columns if data[DETAIL + key]}
        return {
            "name": data["name"],
            "names": self.names(),
            "notation": data["notation"],
            "broader": data["broader"],
            "definition": data["definition"],
            "valid_from": data["valid_from"],
            "source": data["source"],
            "exact_match": data["exact_match"],
            "details": details,
        }


class AddTermForm(IdentityForm, TermSheet):
    pass


class EditTermForm(VersionedForm, TermSheet):
    @staticmethod
    def initial_of(term: Term) -> dict[str, Any]:
        plain = ("name", "name_nl", "name_de", "name_en", "notation", "broader", "definition", "valid_from")
        values = {name: getattr(term, name) for name in (*plain, "source", "exact_match", "version")}
        return values | {DETAIL + key: value for key, value in term.details.items()}


class EndTermForm(VersionedForm):
    last_day = DayField(label=_("Dernier jour où il peut être choisi"), initial=today)


class ReopenTermForm(VersionedForm):
    pass


class AddMappingForm(forms.Form):
    """Says that this term answers to one of another list."""

    to_term = AnyTermField(label=_("Terme de l’autre liste"), empty_label=_("Choisir…"))
    relation = forms.ChoiceField(
        label=_("Ce terme…"), choices=Mapping.Relation.choices, initial=Mapping.Relation.CLOSE
    )
    since = DayField(label=_("Depuis le"), required=False)
    source = forms.CharField(
        label=_("Qui le dit"),
        max_length=300,
        help_text=_("Une correspondance ne se devine pas : citez sa source."),
    )

    def __init__(self, *args: Any, to: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to_term"]
        field.queryset = to.terms.select_related("scheme")


class EndMappingForm(forms.Form):
    last_day = DayField(label=_("Dernier jour"), initial=today)
