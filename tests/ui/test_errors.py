"""Errors are French, static, need no database, and tell nothing that may not be known (DESIGN section 6)."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest
from django.test import Client, RequestFactory

from maillage.records.actions import NotAllowed
from maillage.ui import errors


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/")


def test_what_is_too_big_is_said_as_such(request_: HttpRequest) -> None:
    assert errors.bad_request(request_, RequestDataTooBig("x")).status_code == 413
    assert "20\u00a0Mo" in errors.too_large(request_).content.decode()


def test_a_refusal_says_what_was_written_for_people_and_nothing_else(request_: HttpRequest) -> None:
    ours = errors.forbidden(request_, NotAllowed("Seule la coordination peut clôturer."))
    assert "Seule la coordination peut clôturer." in ours.content.decode()
    assert "space:secret" not in errors.forbidden(request_, PermissionDenied("space:secret")).content.decode()


def test_too_many_requests_tell_programs_when_to_come_back(request_: HttpRequest) -> None:
    answer = errors.too_many(request_, wait_seconds=60)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")


def test_a_breakdown_is_told_without_the_database(request_: HttpRequest) -> None:
    assert "de notre côté" in errors.server_error(request_).content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_gets_the_french_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accessibilite/")
    assert answer.status_code == 403
    assert "votre session a expiré" in answer.content.decode()
