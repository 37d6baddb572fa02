"""What the forms of schemes and terms share: labels in the other languages, and what the vocabulary refused."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.vocabulary.refusals import Refused

LANGUAGES = ("nl", "de", "en")


class LabelsForm(forms.Form):
    """Three labels that go into `names`; an empty one is left out."""

    name_nl = forms.CharField(label=_("En néerlandais"), max_length=300, required=False)
    name_de = forms.CharField(label=_("En allemand"), max_length=300, required=False)
    name_en = forms.CharField(label=_("En anglais"), max_length=300, required=False)

    def names(self) -> dict[str, str]:
        typed = {language: self.cleaned_data[f"name_{language}"] for language in LANGUAGES}
        return {language: name for language, name in typed.items() if name}


def show_refusal(form: forms.Form, refused: Refused) -> None:
    """Puts the message beside the field it is about."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)
