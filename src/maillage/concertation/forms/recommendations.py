"""What a person types to propose a recommendation, or to put it in other words."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.concertation.forms.anonymity import AnonymousForm
from maillage.concertation.models import Finding, Recommendation
from maillage.concertation.models.consultations import LONGEST_STATEMENT
from maillage.ui.forms import IdentityForm, VersionedForm
from maillage.vocabulary.fields import ObjectivesField

WRITTEN = ("title", "detail", "addressee", "scope")


class _RecommendationForm(AnonymousForm):
    """What should be done, by whom, from what, towards what (G3)."""

    checked = ("title", "detail")
    field_order = ("title", "detail", "read_again", "addressee", "scope", "findings", "objectives")

    title = forms.CharField(
        label="La recommandation, en une phrase",
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Un verbe d’abord : « Ouvrir des cours du soir dans chaque commune ». Une seule idée.",
    )
    detail = forms.CharField(
        label="Pourquoi, et comment", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    addressee = forms.CharField(
        label="Adressée à",
        max_length=200,
        required=False,
        help_text="Qui peut le faire : « la Région wallonne », « les communes », « nous-mêmes ».",
    )
    scope = forms.ChoiceField(
        label="D’ordre",
        choices=Finding.Scope.choices,
        widget=forms.RadioSelect,
        help_text="Globale, elle rejoint celles que le réseau portera auprès du politique.",
    )
    findings: forms.Field = forms.ModelMultipleChoiceField(
        None,
        label="Elle vient de",
        to_field_name="pk",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins un constat d’où vient la recommandation."},
    )
    objectives = ObjectivesField(
        label="Objectifs servis",
        help_text="Ceux des cadres en vigueur : axes et droits du PCS, missions décrétales.",
        error_messages={"required": "Cochez au moins un objectif que la recommandation sert."},
    )

    def __init__(self, *args: Any, findings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["findings"]
        assert isinstance(chooser, forms.ModelMultipleChoiceField)
        chooser.queryset = findings

    def recommendation_fields(self) -> Any:
        """As the actions want them; only after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in WRITTEN}


class ProposeRecommendationForm(_RecommendationForm, IdentityForm):
    """« Proposer une recommandation »."""


class EditRecommendationForm(_RecommendationForm, VersionedForm):
    """« Reformuler »."""

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        said = {name: getattr(recommendation, name) for name in (*WRITTEN, "version")}
        said["objectives"] = recommendation.objectives.all()
        said["findings"] = kwargs.pop("chosen")
        super().__init__(*args, **{"initial": said, **kwargs})
