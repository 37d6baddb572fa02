"""What a person types to log in and about themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accounts.actions import open_account
from maillage.accounts.models import Person, User
from maillage.ui.forms import VersionedForm


class AskCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """The address that a code is sent to. Whether it is known is not told here, only in the mail."""

    _user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Votre adresse e-mail professionnelle")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        email = str(super().clean_email())
        if email and not self._user:
            user = open_account(email=email)
            self._user = user if user and user.is_active else None
        return email


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that arrived by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code reçu par e-mail")
        self.fields["code"].widget.attrs.pop("placeholder", None)


class ProfileForm(VersionedForm, forms.ModelForm):
    """« Mon profil »."""

    class Meta:
        model = Person
        fields = ("given_name", "family_name", "email", "phone", "show_name", "show_email", "show_photo")
        help_texts = {
            "email": _("L’adresse où le réseau vous écrit. Votre adresse de connexion se change à part."),
            "phone": _("Numéro professionnel, par exemple 081 12 34 56."),
            "show_name": _("Sinon, le public voit vos initiales ; les membres du réseau voient votre nom."),
        }

    @classmethod
    def initial_of(cls, person: Person) -> dict[str, Any]:
        """What the form starts from, also when it was sent: the person is not its instance then."""
        return forms.model_to_dict(person, fields=cls.Meta.fields) | {"version": person.version}


class EraseForm(forms.Form):
    """The confirmation of what cannot be undone."""

    sure = forms.BooleanField(
        label=_("J’ai compris que mes données seront effacées et que je ne pourrai plus me connecter."),
        error_messages={"required": _("Cochez la case pour confirmer.")},
    )
