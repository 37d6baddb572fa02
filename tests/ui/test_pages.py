"""The pages that every public site owes, and what surrounds every page."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/accessibilite/", "/vie-privee/", "/mentions-legales/", "/style/"])
def test_a_visitor_reads_the_pages_of_the_house(client: Client, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert "Aller au contenu" in page.content.decode()


def test_an_unknown_address_says_so_in_french(client: Client) -> None:
    page = client.get("/nulle-part/")
    assert page.status_code == 404
    assert "Il n’y a rien à cette adresse" in page.content.decode()


def test_what_a_person_typed_never_becomes_markup_in_a_component() -> None:
    drawn = Template("{% tag word %}{% page_head word %}{% endpage_head %}").render(
        Context({"word": "<script>alert(1)</script>"})
    )
    assert "<script>" not in drawn
    assert drawn.count("&lt;script&gt;") == 2
