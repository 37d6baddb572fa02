"""`/integrer/`: the search within another site. The only page that may be framed; it leaves nothing behind."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from tests.cadastre.factories import make_offer
from tests.network.factories import make_organisation, make_site, make_term, make_territory, make_worker

from maillage.core.readers import MEMBERS
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code

pytestmark = pytest.mark.django_db
EMBED = "/integrer/"
CODE = "/donnees-ouvertes/integrer/"


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.cadastre.queries.labels._kept", None)


def page(client: Client, **asked: str) -> str:
    response = client.get(EMBED, asked)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def frame_ancestors(policy: str) -> str:
    return next(one.strip() for one in policy.split(";") if "frame-ancestors" in one)


def test_any_site_may_frame_it(client: Client) -> None:
    response = client.get(EMBED)
    assert frame_ancestors(response.headers["Content-Security-Policy"]) == "frame-ancestors *"
    assert "X-Frame-Options" not in response.headers
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/cours-et-services/", CODE, "/fiche-d-orientation/", "/api/v1/offers"])
def test_no_other_page_may_be_framed(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert frame_ancestors(headers["Content-Security-Policy"]) == "frame-ancestors 'none'"
    assert headers["X-Frame-Options"] == "DENY"


def test_it_leaves_no_cookie_and_runs_no_script(client: Client) -> None:
    make_offer("Couture")
    response = client.get(EMBED, {"q": "couture"})
    assert not response.cookies
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["ETag"]
    assert b"<script" not in response.content
    assert b"csrfmiddlewaretoken" not in response.content


def test_it_shows_what_everyone_sees_even_to_a_member(client: Client) -> None:
    make_offer("Pour tous")
    make_offer("Entre nous", organisation=make_organisation("Discrète", audience=MEMBERS))
    client.force_login(make_worker(make_organisation("La sienne")).user)
    shown = page(client)
    assert "Pour tous" in shown
    assert "Entre nous" not in shown


def test_offers_open_in_a_new_tab_and_searches_stay_within(client: Client) -> None:
    offer = make_offer("Couture", organisation=make_organisation("Les Fils", phone="04 000 00 01"))
    shown = page(client, q="couture")
    links = re.findall(r'<a [^>]*href="(http[^"]+)"[^>]*>', shown)
    assert any(url.endswith(f"/cours-et-services/{offer.address}/") for url in links)
    for tag in re.findall(r'<a [^>]*href="http[^>]+>', shown):
        assert 'target="_blank"' in tag
        assert 'rel="noopener"' in tag
    assert 'action="/integrer/"' in shown


def test_presets_hold_from_one_search_to_the_next(client: Client) -> None:
    theme = make_term(Code.THEME, "juridique", "Droit")
    lire, ecrire = make_organisation("Lire"), make_organisation("Écrire")
    make_offer("Droits à Lire", organisation=lire, themes=[theme])
    make_offer("Droits à Écrire", organisation=ecrire, themes=[theme])
    make_offer("Couture à Lire", organisation=lire)
    shown = page(client, theme="juridique", operateur=lire.uid)
    assert "Droits à Lire" in shown
    assert "Droits à Écrire" not in shown
    assert "Couture à Lire" not in shown
    assert '<input type="hidden" name="theme" value="juridique">' in shown
    assert f'<input type="hidden" name="operateur" value="{lire.uid}">' in shown


def test_a_fixed_place_is_no_longer_asked(client: Client) -> None:
    seraing = make_territory("Seraing")
    organisation = make_organisation("Lire")
    make_site(organisation, territory=seraing)
    make_offer("À Seraing", organisation=organisation)
    make_offer("Ailleurs")
    shown = page(client, lieu="Seraing", fixe="lieu")
    assert 'id="lieu"' not in shown
    assert '<input type="hidden" name="lieu" value="Seraing">' in shown
    assert '<input type="hidden" name="fixe" value="lieu">' in shown
    assert ">À Seraing<" in shown
    assert "Ailleurs" not in shown
    assert 'id="lieu"' in page(client, lieu="Seraing")


def test_an_ambiguous_place_is_asked_within(client: Client) -> None:
    for _ in range(2):
        make_territory("Saint-Nicolas", parent=make_territory("Province", Territory.Level.PROVINCE))
    assert "De quel lieu parlez-vous" in page(client, lieu="Saint-Nicolas")


def test_pages_follow_each_other_within_the_presets(client: Client) -> None:
    for number in range(21):
        make_offer(f"Couture {number}")
    first = page(client, q="couture")
    assert 'href="/integrer/?q=couture&page=2"' in first
    second = page(client, q="couture", page="2")
    assert second.count('<li class="offer">') == 1


def test_the_code_to_copy_holds_the_presets(client: Client) -> None:
    make_term(Code.THEME, "juridique", "Droit")
    lire = make_organisation("Lire")
    make_territory("Seraing")
    asked = {
        "lieu": "Seraing",
        "theme": "juridique",
        "operateur": f"https://x.example.org/annuaire/{lire.address}/",
    }
    shown = html.unescape(client.get(CODE, asked).content.decode())
    found = re.search(r'<iframe src="([^"]+)"', shown)
    assert found
    address = urlsplit(found[1])
    assert address.path == EMBED
    assert address.query == f"theme=juridique&operateur={lire.uid}&lieu=Seraing&fixe=lieu"
    assert client.get(f"{address.path}?{address.query}").status_code == 200


def test_what_was_typed_cannot_leave_the_code(client: Client) -> None:
    shown = client.get(
        CODE, {"lieu": '"><script>', "theme": '"></textarea><script>', "operateur": "<b>"}
    ).content
    assert b"<script>" not in shown
    assert b"Aucune fiche" in shown
