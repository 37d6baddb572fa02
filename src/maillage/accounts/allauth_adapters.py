"""Where django-allauth is bent to the house: no stranger signs up, mail says what it is for, log-in finds the person."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.core.mail import EmailMessage
from django.http import HttpRequest

from maillage.accounts.actions import move_log_in_address, open_account, vouch_for_address
from maillage.accounts.models import User

CODE_MINUTES = 15
CODES = {"login_code", "email_confirmation", "password_reset_code"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody: who is in the address book of the network has an account by asking for a code."""
        del request
        return False

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Says to the outbox what the message is for; a code leaves first and is worth nothing after 15 minutes."""
        purpose = template_prefix.rsplit("/", 1)[-1]
        marks = {"X-Maillage-Purpose": purpose}
        if purpose in CODES:
            marks["X-Maillage-Minutes"] = str(CODE_MINUTES)
        return super().render_mail(template_prefix, email, context, {**(headers or {}), **marks})

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        former = User.objects.values_list("email", flat=True).get(pk=email_address.user_id)
        confirmed = super().confirm_email(request, email_address)
        if confirmed and former != email_address.email:
            move_log_in_address(user=email_address.user, former=former, address=email_address.email)
        return confirmed


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Log-in by the identity server of an organisation (OpenID Connect)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the person by an address that the server vouches for; that address needs no code of ours any more."""
        for address in sociallogin.email_addresses:
            if not address.verified:
                continue
            if not sociallogin.is_existing:
                user = open_account(email=address.email)
                if user is not None and user.is_active:
                    sociallogin.connect(request, user)
            if sociallogin.is_existing:
                vouch_for_address(user=sociallogin.user, address=address.email)
