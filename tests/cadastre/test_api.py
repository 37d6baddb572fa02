"""`/api/v1/offers`: what programs ask, and what they are told when they ask wrongly."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from schemathesis import Case, GenerationMode, checks, openapi
from tests.cadastre.factories import make_offer, make_session
from tests.factories import a_person, an_account
from tests.network.factories import make_organisation, make_post, make_site, make_term, make_territory

from maillage.cadastre.actions.offers import LevelSaid
from maillage.cadastre.actions.sessions import say_places
from maillage.cadastre.api import allowance
from maillage.core.readers import MEMBERS, SYSTEM
from maillage.territory.models import PostalCode, Territory
from maillage.vocabulary.codes import Code

pytestmark = pytest.mark.django_db
OFFERS = "/api/v1/offers"


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    allowance.forget()
    monkeypatch.setattr("maillage.territory.queries.points._kept", None)
    monkeypatch.setattr("maillage.cadastre.queries.labels._kept", None)


def commune(name: str, code: str, *postal: str, at: tuple[float, float] | None = None) -> Territory:
    found = make_territory(name)
    latitude, longitude = at or (None, None)
    Territory.objects.filter(pk=found.pk).update(code=code, latitude=latitude, longitude=longitude)
    for one in postal:
        PostalCode.objects.create(territory=found, code=one)
    return found


def held_in(place: Territory, title: str, hours: str = "", **fields: Any) -> Any:
    organisation = make_organisation(f"Opérateur de {title}")
    make_site(organisation, territory=place)
    offer = make_offer(title, organisation=organisation, **fields)
    return make_session(offer, hours)


def asked(client: Client, **parameters: Any) -> dict[str, Any]:
    response = client.get(OFFERS, parameters)
    assert response.status_code == 200, response.content
    found: dict[str, Any] = json.loads(response.content)
    return found


def titles(client: Client, **parameters: Any) -> list[str]:
    return sorted(one["title"] for one in asked(client, **parameters)["results"])


def refused(client: Client, **parameters: Any) -> dict[str, dict[str, Any]]:
    response = client.get(OFFERS, parameters)
    assert response.status_code == 422, response.content
    return {one["parameter"]: one for one in json.loads(response.content)["errors"]}


@time_machine.travel("2026-11-21 09:00+01:00", tick=False)
def test_an_answer_says_what_the_line_of_the_site_says(client: Client) -> None:
    fle = make_term(Code.COURSE_TYPE, "fle", "Français langue étrangère")
    a1, b1 = make_term("cefr", "A1", rank=1), make_term("cefr", "B1", rank=3)
    organisation = make_organisation("Lire à Seraing", phone="04 336 00 01")
    make_site(organisation, territory=commune("Seraing", "62063", "4100", at=(50.6, 5.5)))
    offer = make_offer(
        "Français pour tous",
        organisation=organisation,
        course_type=fle,
        free=True,
        levels=[LevelSaid("oral", "cefr", a1, b1)],
    )
    session = make_session(offer, "mardi 9h-12h", first_day=dt.date(2027, 1, 12), last_day=dt.date(2027, 6, 29))
    say_places(by=SYSTEM, session=session, state="some", count=6)
    body = asked(client, commune="4100")
    assert (body["count"], body["page"], body["page_size"], body["pages"]) == (1, 1, 20, 1)
    assert body["place"]["label"] == "Seraing"
    one = body["results"][0]
    assert one["uid"] == offer.uid
    assert one["url"].endswith(f"/cours-et-services/{offer.address}/")
    assert one["operator_url"].endswith(f"/annuaire/{organisation.address}/")
    assert (one["title"], one["type"], one["operator"]) == (offer.title, fle.name, organisation.name)
    assert (one["hours"], one["opening_hours"]) == ("mardi de 9h à 12h", "Tu 09:00-12:00")
    assert one["places"] == {"state": "some", "count": 6, "said_on": "2026-11-21", "fresh": True}
    assert (one["next_start"], one["under_way"], one["free"]) == ("2027-01-12", False, True)
    assert (one["phone"], one["place"], one["distance_km"]) == ("04 336 00 01", "Seraing", None)
    assert body["facets"]["line"] == [{"value": "fle", "label": fle.name, "count": 1}]
    assert body["facets"]["moment"] == [{"value": "tuesday-morning", "label": "tuesday-morning", "count": 1}]


def test_the_addresses_of_an_answer_lead_to_its_pages(client: Client) -> None:
    make_offer("Atelier")
    one = asked(client)["results"][0]
    for url in (one["url"], one["operator_url"]):
        assert client.get("/" + url.split("/", 3)[3]).status_code == 200


def test_each_parameter_narrows(client: Client) -> None:
    alpha, fle = make_term(Code.COURSE_TYPE, "alpha"), make_term(Code.COURSE_TYPE, "fle")
    droit, women = make_term(Code.THEME, "droit-sejour"), make_term(Code.AUDIENCE, "femmes")
    arabic = make_term(Code.LANGUAGE, "ar", "Arabe")
    levels = [
        make_term(Code.LEVEL_ORAL, notation, rank=rank) for rank, notation in enumerate(("OD", "O1", "O2"))
    ]
    written = make_term(Code.LEVEL_WRITTEN, "E1")
    liege = commune("Liège", "62063", "4000", at=(50.63, 5.58))
    namur = commune("Namur", "92094", "5000", at=(50.47, 4.87))
    session = held_in(liege, "Alpha", "lundi 9h-12h", course_type=alpha, mode="collective")
    say_places(by=SYSTEM, session=session, state="some", count=2)
    held_in(
        namur,
        "Oral",
        "jeudi 18h-20h",
        course_type=fle,
        levels=[
            LevelSaid("oral", Code.LEVEL_ORAL, levels[1], levels[2]),
            LevelSaid("written", Code.LEVEL_WRITTEN, written),
        ],
    )
    held_in(
        namur,
        "Droits",
        kind="service",
        themes=[droit],
        audiences=[women],
        languages=[arabic],
        mode="individual",
    )
    assert titles(client) == ["Alpha", "Droits", "Oral"]
    assert titles(client, q="droits") == ["Droits"]
    assert titles(client, commune="Liège") == titles(client, commune="62063") == ["Alpha"]
    assert titles(client, commune="liege") == titles(client, commune="4000") == ["Alpha"]
    assert titles(client, near="50.47,4.87", radius_km=10) == ["Droits", "Oral"]
    assert titles(client, near="Namur") == ["Droits", "Oral"]
    assert titles(client, commune="Namur", radius_km=100) == ["Alpha", "Droits", "Oral"]
    assert titles(client, theme="droit-sejour") == titles(client, audience="femmes") == ["Droits"]
    assert titles(client, language="ar") == titles(client, mode="individual") == ["Droits"]
    assert titles(client, line="alpha") == ["Alpha"]
    assert titles(client, line=["alpha", "fle"]) == titles(client, line="alpha,fle") == ["Alpha", "Oral"]
    assert titles(client, oral_level="O1") == titles(client, written_level="E1") == ["Oral"]
    assert titles(client, oral_level="OD") == []
    assert titles(client, day="monday") == titles(client, period="morning") == ["Alpha"]
    assert titles(client, day=["monday", "thursday"], period="evening") == ["Oral"]
    assert titles(client, day="monday", period="evening") == []
    assert titles(client, has_places="true") == ["Alpha"]
    assert len(titles(client, has_places="false")) == 3


def test_distance_sorts_and_is_told(client: Client) -> None:
    held_in(commune("Namur", "92094", at=(50.4669, 4.8675)), "Loin")
    held_in(commune("Liège", "62063", at=(50.6326, 5.5797)), "Près")
    body = asked(client, near="50.63,5.58", radius_km=100, sort="distance")
    assert [one["title"] for one in body["results"]] == ["Près", "Loin"]
    assert body["results"][1]["distance_km"] == pytest.approx(54, abs=0.5)  # Liège–Namur as the crow flies


def test_pages_follow_each_other_without_overlap(client: Client) -> None:
    for number in range(5):
        make_offer(f"Atelier {number}")
    pages = [asked(client, page_size=2, page=page) for page in (1, 2, 3)]
    assert [len(one["results"]) for one in pages] == [2, 2, 1]
    assert len({line["uid"] for one in pages for line in one["results"]}) == 5
    assert {(one["count"], one["pages"]) for one in pages} == {(5, 3)}


def test_what_was_understood_and_corrected_is_told(client: Client) -> None:
    make_offer("Couture solidaire")
    assert asked(client, q="coutrue")["corrected"] == {"coutrue": "couture"}
    assert asked(client, q="gratuit")["understood"] == [{"typed": "gratuit", "meant": "gratuit"}]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("foo", "1"),
        ("commune", "Nulle-Part"),
        ("commune", "99999"),
        ("near", "Nulle-Part"),
        ("near", "91,5"),
        ("radius_km", "5"),
        ("radius_km", "mille"),
        ("theme", "inconnu"),
        ("audience", "inconnu"),
        ("line", "inconnu"),
        ("oral_level", "Z9"),
        ("french_level", "Z9"),
        ("written_level", "Z9"),
        ("day", "lundredi"),
        ("period", "night"),
        ("language", "xx"),
        ("mode", "zen"),
        ("has_places", "peut-être"),
        ("facets", "2"),
        ("sort", "price"),
        ("sort", "distance"),
        ("page", "0"),
        ("page", "501"),
        ("page_size", "101"),
        ("page_size", "-1"),
        ("q", "x" * 201),
    ],
)
def test_a_wrong_parameter_is_named(client: Client, name: str, value: str) -> None:
    assert name in refused(client, **{name: value})


def test_everything_wrong_is_told_at_once(client: Client) -> None:
    assert set(refused(client, theme="inconnu", commune="Nulle-Part")) == {"theme", "commune"}
    assert set(refused(client, page="0", day="x")) == {"page", "day"}


def test_an_ambiguous_commune_lists_those_that_may_be_meant(client: Client) -> None:
    liege = make_territory("Province de Liège", Territory.Level.PROVINCE)
    for name, code in (("Saint-Nicolas", "62093"), ("Saint-Nicolas", "46021")):
        found = make_territory(name, parent=liege if code == "62093" else None)
        Territory.objects.filter(pk=found.pk).update(code=code)
    wrong = refused(client, commune="Saint-Nicolas")["commune"]
    assert {one["nis"] for one in wrong["candidates"]} == {"62093", "46021"}
    assert asked(client, commune="62093")["place"]["context"] == "commune, Province de Liège"


def test_the_beginning_of_a_name_is_not_guessed(client: Client) -> None:
    commune("Jemeppe-sur-Sambre", "92140")
    assert refused(client, commune="Jemeppe")["commune"]["candidates"][0]["nis"] == "92140"


def test_only_what_everyone_sees_is_given_whoever_asks(client: Client) -> None:
    make_offer("Pour tous")
    make_offer("Entre nous", organisation=make_organisation("Discrète", audience=MEMBERS))
    person = a_person("Membre", "Poste")
    make_post(person, make_organisation("La sienne"))
    client.force_login(an_account(person))
    body = asked(client)
    assert [one["title"] for one in body["results"]] == ["Pour tous"]
    assert body["facets"]["kind"][0]["count"] == 1


def test_a_program_of_any_site_may_read_it_and_keeps_no_cookie(client: Client) -> None:
    for path in (OFFERS, f"{OFFERS}?foo=1", "/api/v1/openapi.json"):
        response = client.get(path)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
    before = client.options(OFFERS)
    assert before.status_code == 204
    assert "If-None-Match" in before.headers["Access-Control-Allow-Headers"]
    assert client.head(OFFERS).status_code == 200
    assert client.post(OFFERS).status_code == 405


def test_no_other_page_is_open_to_other_sites(client: Client) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/cours-et-services/").headers


@time_machine.travel("2026-11-21 09:00+01:00", tick=False)
def test_what_did_not_change_is_not_sent_twice(client: Client) -> None:
    make_offer("Premier")
    first = client.get(OFFERS)
    assert first.headers["Cache-Control"] == "public, no-cache"
    etag = first.headers["ETag"]
    again = client.get(OFFERS, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    make_offer("Second")
    changed = client.get(OFFERS, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert json.loads(changed.content)["count"] == 2
    with time_machine.travel("2026-11-22 09:00+01:00", tick=False):
        assert client.get(OFFERS).headers["ETag"] != changed.headers["ETag"]


@time_machine.travel("2026-11-21 09:00:15+01:00", tick=False)
def test_a_flood_is_held_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "per_minute", 2)
    assert [client.get(OFFERS).status_code for _ in range(3)] == [200, 200, 429]
    response = client.get(OFFERS)
    assert response.headers["Retry-After"] == "45"
    assert client.get(OFFERS, REMOTE_ADDR="192.0.2.7").status_code == 200
    with time_machine.travel("2026-11-21 09:01:00+01:00", tick=False):
        assert client.get(OFFERS).status_code == 200


def test_an_answer_costs_the_same_for_one_offer_and_for_three(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            asked(client)
        return len(seen)

    make_offer("Un")
    asked(client)
    one = queries()
    for title in ("Deux", "Trois"):
        make_offer(title)
    asked(client)
    assert queries() == one <= 6


@bounded(
    max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
def _hold(case: Case) -> None:
    allowance.forget()
    case.call_and_validate(
        checks=[
            checks.not_a_server_error,
            checks.CHECKS.get_one("status_code_conformance"),
            checks.CHECKS.get_one("content_type_conformance"),
            checks.CHECKS.get_one("response_schema_conformance"),
            checks.CHECKS.get_one("negative_data_rejection"),
        ]
    )


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """As `django.test.Client` does: the end of a request leaves the connection of the test alone."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_it_does_what_its_description_says(mode: GenerationMode) -> None:
    make_session(make_offer("Couture", free=True, price="0 €"), "lundi 9h-12h")
    schema = openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    given(case=schema["/api/v1/offers"]["GET"].as_strategy(generation_mode=mode))(_hold)()


def test_the_guide_of_the_api_is_at_the_foot_of_the_site(client: Client) -> None:
    home = client.get("/").content.decode()
    assert 'href="/donnees-ouvertes/"' in home
    page = client.get("/donnees-ouvertes/").content.decode()
    assert "/api/v1/offers" in page
    assert "page_size" in page
