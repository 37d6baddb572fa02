"""The field that every form uses to ask for a place: a text, and when it can mean several, the choice between them.

Without JavaScript the form comes back with the choices; with it they appear while typing (the same template).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.territory.models import Territory
from maillage.territory.queries.finder import PlaceMatch, find_places, label_of, sure_place

LONGEST = 120
CHOICES = 8


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What the form sent: the text, and the uid chosen for the text `asked`."""

    text: str = ""
    choice: str = ""
    asked: str = ""

    def __str__(self) -> str:
        """What a person reads when two versions of a form are compared."""
        return self.text

    @property
    def chosen(self) -> str:
        """The uid chosen, unless the text was changed since."""
        return self.choice if self.asked.strip() == self.text.strip() else ""


@dataclass(frozen=True, slots=True)
class PlaceChoices:
    """What stands under the text: places to choose from, or nothing when none is needed."""

    name: str
    asked: str
    matches: list[PlaceMatch]
    chosen: str


def choices_for(answer: PlaceAnswer, *, name: str, levels: Collection[str] | None) -> PlaceChoices:
    """The places that the text can mean; the one that is sure is ticked already."""
    text = answer.text[: LONGEST + 1].strip()
    matches = find_places(text, levels=levels, limit=CHOICES) if text else []
    chosen = answer.chosen
    if not chosen and (sure := sure_place(text, levels=levels)):
        chosen = sure.uid
    return PlaceChoices(name, text, matches, chosen)


class PlaceWidget(forms.Widget):
    template_name = "territory/place_widget.html"

    def __init__(self, levels: Collection[str] | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.levels = levels

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> PlaceAnswer:
        del files
        return PlaceAnswer(
            data.get(name) or "", data.get(f"{name}_choice") or "", data.get(f"{name}_asked") or ""
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        del files
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        answer = value if isinstance(value, PlaceAnswer) else PlaceAnswer()
        choices = choices_for(answer, name=name, levels=self.levels)
        context["widget"]["text"] = answer.text
        context["choices"] = choices
        context["ask"] = len(choices.matches) > 1 or (len(choices.matches) == 1 and not choices.chosen)
        levels = ",".join(self.levels) if self.levels else ""
        context["search_url"] = f"{reverse('territory:search')}?champ={name}&niveaux={levels}"
        return context


class PlaceField(forms.Field):
    """Gives a `Territory`, or None when left empty and not required. `levels` limits what may be chosen."""

    widget = PlaceWidget

    def __init__(self, *, levels: Collection[str] | None = None, **kwargs: Any) -> None:
        self.levels = [str(level) for level in levels] if levels else None
        kwargs.setdefault("widget", PlaceWidget(self.levels))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> PlaceAnswer:
        if isinstance(value, PlaceAnswer):
            return value
        row = (
            value
            if isinstance(value, Territory)
            else Territory.objects.filter(pk=value).first()
            if value
            else None
        )
        if row is None:
            return PlaceAnswer()
        label = label_of(row.pk) or row.name
        return PlaceAnswer(label, row.uid, label)

    def clean(self, value: Any) -> Territory | None:
        answer = value if isinstance(value, PlaceAnswer) else PlaceAnswer(str(value or ""))
        text = answer.text.strip()
        if not text:
            if self.required:
                raise forms.ValidationError(
                    _("Indiquez une commune, un quartier ou un code postal."), code="required"
                )
            return None
        if len(text) > LONGEST:
            raise forms.ValidationError(_("C’est trop long pour le nom d’un lieu."), code="too_long")
        return self._place(answer, text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.prepare_value(initial)
        answer = data if isinstance(data, PlaceAnswer) else PlaceAnswer(str(data or ""))
        return (before.text.strip(), before.choice) != (answer.text.strip(), answer.chosen or before.choice)

    def _place(self, answer: PlaceAnswer, text: str) -> Territory:
        matches = find_places(text, levels=self.levels, limit=50)
        uid = answer.chosen if answer.chosen in {match.uid for match in matches} else ""
        if not uid and (sure := sure_place(text, levels=self.levels)):
            uid = sure.uid
        if uid:
            return Territory.objects.defer("shape").get(uid=uid)
        if matches:
            said = _("Plusieurs lieux sont possibles : choisissez ci-dessous.")
            if len(matches) == 1:
                said = _("Est-ce bien ce lieu ? Cochez-le, ou corrigez le nom.")
            raise forms.ValidationError(said, code="ambiguous")
        said = _("Aucun lieu de ce nom. Essayez une commune, un quartier ou un code postal.")
        raise forms.ValidationError(said, code="unknown")
