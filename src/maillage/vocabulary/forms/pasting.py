"""The form that takes pasted terms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.vocabulary.pasted import MOST_LINES


class PasteForm(forms.Form):
    """`lines` is shown again with the preview, so that what was pasted is not lost."""

    lines = forms.CharField(
        label=_("Termes, un par ligne"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Collez depuis Excel ou tapez : « intitulé », ou « notation ; intitulé ; rangé sous ; définition »."
        ),
    )

    def clean_lines(self) -> str:
        lines: str = self.cleaned_data["lines"]
        count = sum(1 for line in lines.splitlines() if line.strip())
        if count > MOST_LINES:
            raise forms.ValidationError(
                _("%(most)s lignes au plus à la fois ; il y en a %(count)s.")
                % {"most": MOST_LINES, "count": count}
            )
        return lines
