"""`maillage log-in-code EMAIL`: the first log-in of an installation that has no mail server yet.

Whoever runs commands on the server can read its database anyway: this shows nothing more.
"""

from __future__ import annotations

from argparse import Namespace

from maillage.cli.stopping import Stop
from maillage.mailing.models import Message
from maillage.records.clock import now


def run(arguments: Namespace) -> None:
    email = arguments.email.strip().lower()
    codes = Message.objects.filter(to_email=email, purpose="login_code")
    last = codes.order_by("-id").first()
    if last is None or (last.expires_at and last.expires_at < now()):
        raise Stop(f"No code waits for {email}: ask for one on the log-in page first.")
    print(last.text)
