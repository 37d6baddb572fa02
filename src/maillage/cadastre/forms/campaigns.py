"""What is asked before the yearly campaign of offers."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader
from maillage.network.forms.hosts import hosts_of_organised, spaces_organised_by
from maillage.network.forms.space_choice import SpaceChoiceField
from maillage.network.models import Organisation, Space
from maillage.network.queries.spaces import holds_space
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.ui.forms import IdentityForm


class OfferCampaignForm(IdentityForm):
    """Which platform, in which words. The same form shows who would be reached, then prepares the campaign."""

    name = forms.CharField(
        label="Nom de la campagne", max_length=120, initial="Vos cours et services de l’année prochaine"
    )
    host = forms.ModelChoiceField(Organisation.objects.none(), label="Au nom de", empty_label=None)
    space = SpaceChoiceField(label="Les opérateurs de", empty_label="Choisissez une plateforme ou un groupe")
    without_offers = forms.BooleanField(label="Aussi les membres qui n’ont encore aucune offre", required=False)
    subject = forms.CharField(
        label="Objet du mail",
        max_length=160,
        initial="Vos cours et services sont-ils encore justes ? (5 minutes)",
    )
    introduction = forms.CharField(
        label="Mot d’introduction",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        initial="Une nouvelle année se prépare. Pouvez-vous relire ce que vous proposez, reprendre vos sessions pour "
        "l’année suivante, et dire ce qui change ?",
        help_text="Vient après « Bonjour, » ; le lien personnel et la formule de politesse s’ajoutent d’eux-mêmes.",
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["host"].queryset = hosts_of_organised(reader)  # type: ignore[attr-defined]
        chooser = self.fields["space"]
        assert isinstance(chooser, SpaceChoiceField)
        everywhere = reader.has(COORDINATORS, ADMINISTRATORS)
        chooser.offer(
            Space.objects.visible_to(reader).as_of() if everywhere else spaces_organised_by(reader), reader
        )

    def clean(self) -> dict[str, Any]:
        """In the name of a host that one does not coordinate for: only of a space that it holds and that one organises."""
        cleaned = super().clean() or {}
        host, space = cleaned.get("host"), cleaned.get("space")
        if host is None or space is None or may(self.reader, "network.prepare_campaign", host):
            return cleaned
        if not may(self.reader, "network.prepare_space_campaign", space):
            self.add_error("space", f"Vous n’organisez pas « {space} ».")
        elif not holds_space(host, space, today()):
            self.add_error("host", f"« {host} » ne porte pas « {space} ».")
        return cleaned
