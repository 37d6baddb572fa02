"""`maillage create-administrator EMAIL`: the first account of an empty installation; logs in by e-mailed code."""

from __future__ import annotations

from argparse import Namespace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from maillage.accounts.actions import make_administrator
from maillage.accounts.models import User
from maillage.cli.stopping import Stop
from maillage.core.readers import SYSTEM


def run(arguments: Namespace) -> None:
    email = arguments.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as refusal:
        raise Stop(f"{arguments.email} is not an e-mail address.") from refusal
    known = User.objects.filter(email=email).exists()
    make_administrator(by=SYSTEM, email=email)
    had = "had an account: it " if known else ""
    print(f"{email} {had}administers this installation from now on, and logs in by a code sent there.")
