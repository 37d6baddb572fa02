"""`maillage create-administrator EMAIL`: the first account of an empty installation; logs in by e-mailed code."""

from __future__ import annotations

from argparse import Namespace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from maillage.accounts.models import User
from maillage.cli.stopping import Stop


def run(arguments: Namespace) -> None:
    email = arguments.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as refusal:
        raise Stop(f"{arguments.email} is not an e-mail address.") from refusal
    user = User.objects.filter(email=email).first()
    if user is None:
        User.objects.create_superuser(email)
        print(f"{email} administers this installation from now on.")
        return
    User.objects.filter(pk=user.pk).update(is_superuser=True, is_active=True)
    print(f"{email} had an account: it administers this installation from now on.")
