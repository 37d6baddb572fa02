"""Doors: pages that do not exist for those who may not write, and addresses that changed."""

from collections.abc import Iterator

import pytest
import rules
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from maillage.core.readers import VISITOR, Reader
from maillage.ui.doors import let_in, present_address


@pytest.fixture
def asked() -> Iterator[HttpRequest]:
    rules.add_rule("ui.test_door", lambda reader, _on: reader.has("key"))
    made = RequestFactory().get("/ancien-nom-x7k2m9qa/", {"au": "2018-06-01"})
    made.reader = VISITOR  # type: ignore[attr-defined]
    yield made
    rules.remove_rule("ui.test_door")


def test_a_page_for_writing_does_not_exist_for_a_visitor(asked: HttpRequest) -> None:
    with pytest.raises(Http404):
        let_in(asked, "ui.test_door")


def test_who_may_write_comes_in(asked: HttpRequest) -> None:
    asked.reader = Reader(keys=frozenset({"key"}))  # type: ignore[attr-defined]
    let_in(asked, "ui.test_door")


def test_a_former_address_leads_to_the_present_one_and_keeps_the_day(asked: HttpRequest) -> None:
    moved = present_address(asked, "/nouveau-nom-x7k2m9qa/")
    assert moved is not None
    assert moved.url == "/nouveau-nom-x7k2m9qa/?au=2018-06-01"
    assert present_address(asked, "/ancien-nom-x7k2m9qa/") is None


def test_what_was_sent_to_a_former_address_is_not_lost_in_a_redirection() -> None:
    assert present_address(RequestFactory().post("/ancien-x7k2m9qa/"), "/nouveau-x7k2m9qa/") is None
