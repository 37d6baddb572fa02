"""Public pages that no menu shows are reached from the foot of every page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["territory:territories", "vocabulary:schemes"])
def test_a_visitor_finds_the_page_from_the_foot_of_the_home_page(client: Client, page: str) -> None:
    foot = client.get("/").content.decode().partition("<footer")[2]
    assert f'<a href="{reverse(page)}"' in foot
    assert client.get(reverse(page)).status_code == 200
