"""What a person types to propose an avenue, to describe an action, its carriers, its means, its outcomes."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.concertation.models import Action, Means
from maillage.core.readers import Reader
from maillage.network.forms.chooser import OrganisationField
from maillage.ui.forms import DayField, IdentityForm, VersionedForm, WebField


class AvenueForm(IdentityForm):
    """A way to answer one or several findings, or to carry out recommendations."""

    title = forms.CharField(label="La piste, en une phrase", max_length=200)
    detail = forms.CharField(
        label="Précisions", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    findings: forms.Field = forms.ModelMultipleChoiceField(
        None,
        label="Elle répond à",
        to_field_name="pk",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    recommendations: forms.Field = forms.ModelMultipleChoiceField(
        None, label="Elle met en œuvre", to_field_name="pk", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, findings: Any, recommendations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("findings", findings), ("recommendations", recommendations)):
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ModelMultipleChoiceField)
            chooser.queryset = rows
        if not recommendations:
            del self.fields["recommendations"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "findings" not in self.errors and not (cleaned.get("findings") or cleaned.get("recommendations")):
            self.add_error("findings", "Cochez au moins un constat auquel la piste répond.")
        return cleaned


class ActionForm(VersionedForm):
    """What will have changed comes first: an action is not decided without it (D13)."""

    title = forms.CharField(label="L’action", max_length=200)
    change = forms.CharField(
        label="Ce qui aura changé",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Une phrase : pour qui, quoi. Sans elle, l’action ne peut pas être décidée.",
    )
    sign = forms.CharField(
        label="À quoi on le verra",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Par exemple « 40 enfants accueillis le mercredi, parents joignables ».",
    )
    detail = forms.CharField(
        label="En quoi elle consiste", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    mode = forms.ChoiceField(
        label="Mode",
        choices=Action.Mode.choices,
        widget=forms.RadioSelect,
        help_text="Individuelle : une organisation la porte. Collective ou communautaire : plusieurs.",
    )
    starts_on = DayField(label="À partir du", required=False)
    due_on = DayField(label="Pour le", required=False)

    def __init__(self, *args: Any, act: Action, **kwargs: Any) -> None:
        said = {name: getattr(act, name) for name in WRITTEN}
        super().__init__(*args, **{"initial": {**said, "version": act.version}, **kwargs})

    def action_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in WRITTEN}


WRITTEN = ("title", "change", "sign", "detail", "mode", "starts_on", "due_on")


class CarrierForm(forms.Form):
    """One more organisation that carries it."""

    organisation = OrganisationField(label="Organisation")

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, OrganisationField)
        field.reader = reader


class MeansForm(IdentityForm):
    """Something it needs."""

    kind = forms.ChoiceField(label="Moyens", choices=Means.Kind.choices, widget=forms.RadioSelect)
    what = forms.CharField(
        label="Quoi", max_length=200, help_text="Par exemple « deux animateurs le mercredi »."
    )
    brought_by = OrganisationField(label="Apporté par", required=False)
    missing = forms.CharField(
        label="Ce qui manque", max_length=200, required=False, help_text="Par exemple « impression, 600 € »."
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["brought_by"]
        assert isinstance(field, OrganisationField)
        field.reader = reader

    def means_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in ("kind", "what", "brought_by", "missing")}


class OutcomeForm(IdentityForm):
    """What came of it, and what shows it."""

    text = forms.CharField(label="Résultat", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    seen_on = DayField(label="Constaté le", required=False)
    evidence = forms.CharField(
        label="Ce qui le montre",
        max_length=300,
        required=False,
        help_text="Un chiffre, un PV, un document : ce que l’on pourra relire.",
    )
    evidence_link = WebField(label="Lien", required=False)
