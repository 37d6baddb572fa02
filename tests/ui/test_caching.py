"""What an anonymous visitor reads may be cached by its ETag; everything else is private (DESIGN section 7)."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from maillage.ui.middleware import CachePolicyMiddleware

pytestmark = pytest.mark.django_db


def test_a_public_page_leaves_no_cookie_and_has_an_etag(client: Client) -> None:
    page = client.get("/accessibilite/")
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" in page.headers["Vary"]
    assert not page.cookies
    assert page.headers["ETag"]


def test_the_same_page_is_not_sent_twice(client: Client) -> None:
    etag = client.get("/vie-privee/").headers["ETag"]
    again = client.get("/vie-privee/", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""


def test_with_a_session_cookie_nothing_is_kept(client: Client) -> None:
    client.cookies["sessionid"] = "quelqu-un"
    assert client.get("/accessibilite/").headers["Cache-Control"] == "private, no-store"


def test_an_error_is_not_kept(client: Client) -> None:
    assert client.get("/nulle-part/").headers["Cache-Control"] == "private, no-store"


def answered(build: object, **headers: str) -> HttpResponse:
    request = RequestFactory().get("/")
    return CachePolicyMiddleware(build)(request)  # type: ignore[arg-type]


def test_a_page_that_carries_a_token_is_private() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"<form>{get_token(request)}</form>")

    assert answered(page).headers["Cache-Control"] == "private, no-store"


def test_a_page_with_a_nonce_is_private() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("", headers={"Content-Security-Policy": "script-src 'nonce-abc'"})

    assert answered(page).headers["Cache-Control"] == "private, no-store"


def test_a_room_that_says_its_own_policy_is_left_alone() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("", headers={"Cache-Control": "public, max-age=60"})

    assert answered(page).headers["Cache-Control"] == "public, max-age=60"


def test_what_a_page_reads_is_kept_as_the_page_is() -> None:
    def numbers(request: HttpRequest) -> HttpResponse:
        return HttpResponse("{}", content_type="application/json")

    answer = answered(numbers)
    assert (answer.headers["Cache-Control"], bool(answer.headers["ETag"])) == ("public, no-cache", True)


def test_a_workbook_is_private() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(b"", content_type="application/pdf")

    assert answered(page).headers["Cache-Control"] == "private, no-store"
