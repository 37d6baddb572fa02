"""Forms about schemes: making, correcting, extending, replacing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from maillage.core.folding import fold
from maillage.ui.forms import DayField, IdentityForm, VersionedForm, WebField
from maillage.vocabulary.actions.schemes import SchemeFields
from maillage.vocabulary.fields import AnyTermsField
from maillage.vocabulary.forms.labels import LabelsForm
from maillage.vocabulary.models import Scheme

MOST_COLUMNS = 8


class SchemeSheet(LabelsForm):
    """The sheet of a scheme."""

    name = forms.CharField(label=_("Nom"), max_length=200)
    description = forms.CharField(
        label=_("À quoi elle sert"), max_length=2000, required=False, widget=forms.Textarea
    )
    valid_from = DayField(
        label=_("En vigueur depuis le"),
        required=False,
        help_text=_("Laissez vide si la date n’est pas connue."),
    )
    valid_to = DayField(
        label=_("Jusqu’au (inclus)"),
        required=False,
        help_text=_("Laissez vide tant qu’aucune fin n’est fixée."),
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Décret, circulaire, site…")
    )
    source_url = WebField(label=_("Adresse de la source"), max_length=200, required=False)
    columns = forms.CharField(
        label=_("Précisions demandées à chaque terme"),
        max_length=800,
        required=False,
        widget=forms.Textarea,
        help_text=_("Une par ligne, par exemple « Texte légal ». Laissez vide si l’intitulé suffit."),
    )
    field_order = ["kind", "name", "description", "valid_from", "valid_to", "source", "source_url", "columns"]

    def __init__(self, *args: Any, scheme: Scheme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_columns = scheme.columns if scheme else {}

    def clean_columns(self) -> dict[str, str]:
        """Labels to keys: a label already there keeps its key, so that what terms say under it stays."""
        labels = [line.strip()[:80] for line in self.cleaned_data["columns"].splitlines() if line.strip()]
        if len(labels) > MOST_COLUMNS:
            raise forms.ValidationError(_("Huit précisions au plus ; il y en a %s.") % len(labels))
        keys = {fold(label): key for key, label in self.known_columns.items()}
        return {keys.get(fold(label)) or slugify(label) or f"c{n}": label for n, label in enumerate(labels)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("valid_from") and data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            self.add_error("valid_to", _("La fin ne peut pas précéder le début."))
        return data

    def fields_typed(self) -> SchemeFields:
        data = self.cleaned_data
        kind: SchemeFields = {"kind": data["kind"]} if "kind" in data else {}
        return {
            **kind,
            "name": data["name"],
            "names": self.names(),
            "description": data["description"],
            "valid_from": data["valid_from"],
            "valid_to": data["valid_to"],
            "source": data["source"],
            "source_url": data["source_url"],
            "columns": data["columns"],
        }


class MakeSchemeForm(IdentityForm, SchemeSheet):
    kind = forms.ChoiceField(
        label=_("Genre"),
        choices=[(kind.value, kind.label) for kind in Scheme.Kind],
        initial=Scheme.Kind.FRAMEWORK,
        widget=forms.RadioSelect,
    )


class EditSchemeForm(VersionedForm, SchemeSheet):
    @staticmethod
    def initial_of(scheme: Scheme) -> dict[str, Any]:
        plain = ("name", "name_nl", "name_de", "name_en", "description", "valid_from", "valid_to", "version")
        values = {name: getattr(scheme, name) for name in (*plain, "source", "source_url")}
        return values | {"columns": "\n".join(scheme.columns.values())}


class ExtendSchemeForm(VersionedForm):
    """The event by which a period lasts longer."""

    valid_to = DayField(label=_("Nouvelle fin (incluse)"))
    decided_on = DayField(label=_("Décidé le"))
    reason = forms.CharField(label=_("Raison"), max_length=300)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Décision, arrêté, réponse du ministre, adresse de la page…"),
    )


class ReplaceSchemeForm(IdentityForm, VersionedForm):
    """The framework that takes over; terms may be carried over as a start."""

    name = forms.CharField(label=_("Nom du nouveau cadre"), max_length=200)
    valid_from = DayField(
        label=_("En vigueur depuis le"),
        help_text=_("L’ancien cadre prend fin la veille au plus tard."),
    )
    valid_to = DayField(label=_("Jusqu’au (inclus)"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    carry_over = AnyTermsField(
        label=_("Termes à reprendre comme point de départ"),
        required=False,
        help_text=_("Ils sont copiés : l’ancien cadre garde les siens."),
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = scheme.kind
        carried: Any = self.fields["carry_over"]
        carried.queryset = scheme.terms.select_related("scheme")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("valid_from") and data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            self.add_error("valid_to", _("La fin ne peut pas précéder le début."))
        return data

    def fields_typed(self) -> SchemeFields:
        data = self.cleaned_data
        return {
            "kind": self.kind,
            "name": data["name"],
            "valid_from": data["valid_from"],
            "valid_to": data["valid_to"],
            "source": data["source"],
        }
