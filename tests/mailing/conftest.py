"""A mail server for the tests: it keeps what it gets, and refuses what it is told to."""

from __future__ import annotations

import smtplib
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Server:
    """What the mail server of a test received, and the troubles it makes."""

    received: list[EmailMessage] = []
    refused: dict[str, int] = {}
    down: bool = False


class ServerBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Any) -> int:
        if Server.down:
            raise ConnectionRefusedError
        for mail in email_messages:
            address = mail.to[0]
            if address in Server.refused:
                raise smtplib.SMTPRecipientsRefused({address: (Server.refused[address], b"no")})
            Server.received.append(mail)
        return len(email_messages)


class StrictBackend(ServerBackend):
    """Writes each mail out, as a real server makes Django do."""

    def send_messages(self, email_messages: Any) -> int:
        for mail in email_messages:
            mail.message()
        return super().send_messages(email_messages)


@pytest.fixture
def mail_server(settings: Any) -> type[Server]:
    Server.received, Server.refused, Server.down = [], {}, False
    settings.MAIL_SERVER = True
    settings.DELIVERY_BACKEND = "tests.mailing.conftest.ServerBackend"
    return Server
