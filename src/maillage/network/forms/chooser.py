"""Choosing one organisation among thousands: a text that works without JavaScript; homonyms are asked, never guessed."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.core.cleaning.bce import is_bce
from maillage.core.folding import fold
from maillage.core.readers import VISITOR, Reader
from maillage.network.models import Organisation
from maillage.network.queries.organisations import organisations_called
from maillage.records.identity import ALPHABET, UID_LENGTH

MOST_CHOICES = 8
_TICKED = re.compile(rf" #([{ALPHABET}]{{{UID_LENGTH}}})$")


class OrganisationChooser(forms.TextInput):
    """The text typed, and beneath it the organisations it may mean once it was sent."""

    template_name = "network/organisations/chooser.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"maxlength": 200, "autocomplete": "off", **(attrs or {})})
        self.offered: list[Organisation] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # noqa: ARG002
        """A ticked organisation wins over the text, unless the text was changed since."""
        text = str(data.get(name) or "").strip()
        ticked = str(data.get(f"{name}-choix") or "")
        return f"{text} #{ticked}" if ticked and text == data.get(f"{name}-texte") else text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        text, ticked = _parted(value)
        context = super().get_context(name, text, attrs)
        context["widget"] |= {"offered": self.offered, "ticked": ticked, "text": text}
        return context


class OrganisationField(forms.Field):
    """Cleans to an `Organisation` that the reader may see, or None. Set `reader` in the form's `__init__`."""

    widget = OrganisationChooser

    def __init__(self, *, reader: Reader = VISITOR, but: Organisation | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Nom, sigle ou numéro BCE.")
        super().__init__(**kwargs)
        self.reader = reader
        self.but = but

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Organisation):
            return value.name
        if isinstance(value, int):
            known = Organisation.objects.filter(pk=value).first()
            return known.name if known else ""
        return value

    def to_python(self, value: Any) -> Organisation | None:
        text, ticked = _parted(value)
        if not text.strip():
            return None
        found = self._found(text)
        if ticked:
            chosen = [one for one in found if one.uid == ticked]
            return chosen[0] if chosen else self._ask(found)
        return found[0] if len(found) == 1 else self._ask(self._exact(found, text) or found)

    def _found(self, text: str) -> list[Organisation]:
        digits = "".join(sign for sign in text if sign.isdigit())
        found = organisations_called(text, self.reader)
        if is_bce(digits):
            found = organisations_called("", self.reader).filter(bce_number=digits)
        if self.but is not None:
            found = found.exclude(pk=self.but.pk)
        return list(found[:200])

    def _exact(self, found: list[Organisation], text: str) -> list[Organisation]:
        wanted = fold(text)
        return [one for one in found if wanted in (one.sort_name, fold(one.short_name))]

    def _ask(self, found: list[Organisation]) -> Organisation:
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError("Aucune organisation de l’annuaire ne porte ce nom.", code="unknown")
        widget = self.widget
        assert isinstance(widget, OrganisationChooser)
        widget.offered = found[:MOST_CHOICES]
        more = len(found) - MOST_CHOICES
        rest = f" ; {more} autres portent ces mots, précisez le nom si la bonne manque" if more > 0 else ""
        raise ValidationError(f"Laquelle voulez-vous dire ? Choisissez ci-dessous{rest}.", code="several")


def _parted(value: Any) -> tuple[str, str]:
    """« Les Mots #x7k2m9qa » → the text, and the uid of the organisation ticked beneath it."""
    text = str(value or "").replace("\x00", "")[:250]
    ticked = _TICKED.search(text)
    return (text[: ticked.start()], ticked[1]) if ticked else (text, "")
