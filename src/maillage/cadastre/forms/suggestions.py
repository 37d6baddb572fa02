"""What anyone types to propose a correction: the fields as the page says them, to be changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing

from maillage.cadastre.models import Offer, Places, SuggestedChange, Suggestion
from maillage.cadastre.models.offers import LONGEST_TEXT
from maillage.cadastre.queries.suggestions import differences
from maillage.network.forms.organisations import PHONE
from maillage.ui.forms import IdentityForm

Part = SuggestedChange.Part
SALT = "maillage.cadastre.suggestions"
GONE = "oui"
CONSENT = (
    "Facultatif. Seuls l’opérateur et le centre les voient, pour vous poser une question ou vous remercier ; ils sont "
    "effacés douze mois après la décision."
)


class SuggestionForm(IdentityForm):
    """« Signaler une erreur ». `seen` is what the page said when the form was opened, signed, so that only what this person
    changed counts. `company` is empty unless a machine fills it."""

    makes = Suggestion
    consent = CONSENT

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="Titre", max_length=160, required=False)
    text = forms.CharField(
        label="Présentation", max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    hours = forms.CharField(
        label="Horaire",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Comme sur une affiche\u00a0: «\u00a0lundi et jeudi 9h-12h\u00a0».",
    )
    place = forms.CharField(
        label="Lieu", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    places = forms.ChoiceField(label="Places", required=False)
    phone = forms.CharField(label="Téléphone", max_length=40, required=False, validators=[PHONE])
    email = forms.EmailField(label="Adresse e-mail", max_length=254, required=False)
    price = forms.CharField(
        label="Prix",
        max_length=120,
        required=False,
        help_text="«\u00a0gratuit\u00a0», ou ce que cela coûte.",
    )
    gone = forms.BooleanField(label="Cette offre n’existe plus", required=False)
    remark = forms.CharField(
        label="Une remarque",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce que les champs ne disent pas. N’écrivez rien sur une personne qui suit ce cours.",
    )
    name = forms.CharField(label="Votre nom", max_length=120, required=False)
    own_email = forms.EmailField(label="Votre adresse e-mail", max_length=254, required=False)
    company = forms.CharField(
        label="Ne remplissez pas ce champ",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, said: Mapping[str, str], **kwargs: Any) -> None:
        initial = {**said, "gone": False, "seen": signing.dumps(dict(said), salt=SALT, compress=True)}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.said = said
        chooser = self.fields["places"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [("", "Je ne sais pas"), *((label, label) for label in Places.State.labels)]

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get(self.add_prefix("company")))

    def differences(self) -> dict[str, tuple[str, str]]:
        """Part → before and after; only after `is_valid()`."""
        cleaned = self.cleaned_data
        proposed: dict[str, str] = {part: str(cleaned.get(part) or "") for part in Part if part != Part.GONE}
        if not proposed[Part.PLACES]:
            del proposed[Part.PLACES]
        if cleaned["gone"]:
            proposed[Part.GONE] = GONE
        return differences(self._seen(), proposed)

    def _seen(self) -> Mapping[str, str]:
        """What was shown; what the page says now when that was tampered with."""
        try:
            seen = signing.loads(self.cleaned_data["seen"], salt=SALT)
        except signing.BadSignature:
            return self.said
        return seen if isinstance(seen, dict) else self.said

    def about_the_offer(self) -> list[forms.BoundField]:
        return [self[part] for part in Part]

    def about_oneself(self) -> list[forms.BoundField]:
        return [self["name"], self["own_email"]]


class DecisionForm(forms.Form):
    """One button of one field: which, what was seen of the offer, what is decided, with a word."""

    ACCEPT, CORRECTED, REFUSE = "reprendre", "corrige", "refuser"

    part = forms.ChoiceField(choices=Part.choices)
    version = forms.IntegerField(min_value=0, required=False)
    decision = forms.ChoiceField(choices=[(one, one) for one in (ACCEPT, CORRECTED, REFUSE)])
    word = forms.CharField(max_length=200, required=False)


def kept_by_hand(offer: Offer) -> str:
    """Who reads the proposal first, for the sentence under the form."""
    return "le centre" if offer.kept_by_centre else f"«\u00a0{offer.organisation.name}\u00a0»"
