"""The first log-in of an installation without a mail server."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

import pytest
from django.test import Client
from tests.factories import an_administrator

from maillage.cli.log_in_code_verb import run


@pytest.mark.django_db
def test_the_code_asked_for_on_the_page_is_read_on_the_server(
    client: Client, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "maillage.mailing.backend.OutboxBackend"
    an_administrator("ada@example.org")
    client.post("/compte/connexion/", {"email": "ada@example.org"})
    run(Namespace(email="Ada@example.org"))
    said = capsys.readouterr().out
    assert "Voici votre code" in said
