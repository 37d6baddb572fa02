"""What a person says about a message that came back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class InErrorForm(forms.Form):
    reason = forms.CharField(
        label=_("Ce que dit le retour (facultatif)"),
        max_length=300,
        required=False,
        help_text=_("Par exemple : « boîte inconnue », « a quitté l’association »."),
    )
