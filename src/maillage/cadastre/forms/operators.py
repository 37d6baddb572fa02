"""Choosing the operator of an offer."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.core.readers import Reader
from maillage.network.forms.chooser import OrganisationField


class OperatorForm(forms.Form):
    """Whose offer?"""

    operateur = OrganisationField(label="Quel opérateur ?")

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["operateur"]
        assert isinstance(chooser, OrganisationField)
        chooser.reader = reader
