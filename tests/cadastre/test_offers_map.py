"""The map beside the list: each number is the number of a list, and nothing is counted that may not be read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation, make_site, make_territory, make_worker

from maillage.cadastre.models import Offer
from maillage.core.readers import MEMBERS, PUBLIC
from maillage.network.models import Organisation
from maillage.territory.models import Territory

pytestmark = pytest.mark.django_db
LIST = "/cours-et-services/"
MAP = "/cours-et-services/carte.json"
NAMUR, DINANT = (50.467, 4.867), (50.261, 4.912)
"""23 km from each other."""


def a_point(name: str, at: tuple[float, float], parent: Territory | None = None) -> Territory:
    commune = make_territory(name, parent=parent)
    commune.latitude, commune.longitude = at
    commune.save()
    return commune


def offers_at(territory: Territory | None, count: int, name: str = "Alpha", audience: str = PUBLIC) -> Offer:
    """That many offers of an operator seated there; without an address when there is no territory. Returns the last."""
    operator = make_organisation(f"Opérateur de {name} {territory or 'nulle part'}")
    if territory is not None:
        make_site(operator, street="Rue 1", territory=territory)
    for number in range(count):
        offer = make_offer(f"{name} {number}", organisation=operator, audience=audience)
        make_session(offer, "mardi 9h-12h")
    return offer


def drawn(client: Client | None = None, **asked: str) -> dict[str, Any]:
    response = (client or Client()).get(MAP, asked)
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def counts(found: dict[str, Any]) -> dict[str, int]:
    return {spot["name"]: spot["count"] for spot in found["spots"]}


def count_of_list(address: str, client: Client | None = None) -> int:
    found = (client or Client()).get(address).context["found"]
    count: int = found.answer.count
    return count


def test_answers_are_counted_by_commune_and_those_without_a_place_are_said() -> None:
    offers_at(a_point("Namur", NAMUR), 3)
    offers_at(a_point("Dinant", DINANT), 1)
    offers_at(None, 2)
    found = drawn()
    assert counts(found) == {"Namur": 3, "Dinant": 1}
    assert (found["count"], found["nowhere"]) == (6, 2)
    assert found["said"] == "4 offres sur la carte, 2 sans adresse."
    assert found["spots"][0]["at"] == [50.467, 4.867]


def test_every_answer_is_on_the_map_and_not_one_page() -> None:
    offers_at(a_point("Namur", NAMUR), 21)
    assert counts(drawn(page="2")) == {"Namur": 21}


def test_an_offer_at_two_places_counts_at_each_as_it_does_in_the_list() -> None:
    namur, dinant = a_point("Namur", NAMUR), a_point("Dinant", DINANT)
    offer = offers_at(namur, 1)
    make_session(offer, "jeudi 9h-12h", site=make_site(offer.organisation, street="Rue 2", territory=dinant))
    found = drawn()
    assert (counts(found), found["count"], count_of_list(LIST)) == ({"Namur": 1, "Dinant": 1}, 2, 2)


def test_quarters_without_a_point_stand_with_their_commune_which_says_what_it_holds() -> None:
    namur = a_point("Namur", NAMUR)
    jambes = make_territory("Jambes", level=Territory.Level.QUARTER, parent=namur)
    offers_at(namur, 2)
    offers_at(jambes, 3)
    (spot,) = drawn()["spots"]
    assert (spot["name"], spot["count"]) == ("Namur", 5)
    assert spot["holds"] == [["Jambes (Namur)", 3], ["Namur", 2]]


def test_a_province_has_no_point_so_that_what_is_only_known_there_is_not_drawn() -> None:
    offers_at(make_territory("Province de Namur", level=Territory.Level.PROVINCE), 1)
    found = drawn()
    assert (found["spots"], found["nowhere"], found["count"]) == ([], 1, 1)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "alpha"},
        {"q": "alpha près de Namur"},
        {"lieu": "Namur", "rayon": "50"},
        {"lieu": "Namur"},
        {"lieu": "Jambes", "rayon": "0"},
        {"genre": "training", "moment": "mardi-matin", "tri": "debut"},
        {"ici": "50.467,4.867", "rayon": "50"},
    ],
)
def test_the_number_of_a_spot_is_that_of_its_list(asked: dict[str, str]) -> None:
    namur = a_point("Namur", NAMUR)
    offers_at(namur, 2)
    offers_at(make_territory("Jambes", level=Territory.Level.QUARTER, parent=namur), 3)
    offers_at(a_point("Dinant", DINANT), 1)
    offers_at(namur, 1, name="Couture")
    offers_at(None, 1)
    found = drawn(**asked)
    assert found["spots"]
    for spot in found["spots"]:
        assert count_of_list(found["list"] + spot["ask"]) == spot["count"], spot["name"]
    whole = Client().get(LIST, asked).context["found"].answer.count
    assert sum(spot["count"] for spot in found["spots"]) + found["nowhere"] == found["count"] == whole


def test_the_list_of_a_spot_keeps_the_rest_of_the_question() -> None:
    offers_at(a_point("Namur", NAMUR), 1)
    found = drawn(q="alpha", genre="training", tri="debut", page="3")
    assert found["whole"] == f"{LIST}?q=alpha&genre=training&tri=debut"
    assert found["list"] == f"{LIST}?q=alpha&genre=training&tri=debut&"


def test_a_spot_that_was_touched_is_said_and_can_be_left() -> None:
    offers_at(a_point("Namur", NAMUR), 1)
    offers_at(a_point("Dinant", DINANT), 1)
    point = drawn()["spots"][0]["point"]
    page = Client().get(LIST, {"point": point})
    (chip,) = page.context["found"].chips
    assert (chip.label, chip.url) == ("Sur la carte\u00a0: Dinant", LIST)
    assert page.context["found"].map_url == MAP


def test_nothing_at_a_spot_leads_elsewhere() -> None:
    offers_at(a_point("Namur", NAMUR), 1)
    offers_at(a_point("Dinant", DINANT), 1, name="Couture")
    point = next(spot["point"] for spot in drawn()["spots"] if spot["name"] == "Namur")
    ways = (
        Client().get(LIST, {"genre": "training", "point": point, "moment": "mardi-soir"}).context["found"].ways
    )
    assert [(way.label, way.url) for way in ways] == [
        ("À un autre moment\u00a0: 1", f"{LIST}?genre=training&point={point}")
    ]
    ways = Client().get(LIST, {"q": "couture", "point": point}).context["found"].ways
    assert ("Ailleurs sur la carte\u00a0: 1", f"{LIST}?q=couture") in [(way.label, way.url) for way in ways]


def test_the_circle_is_where_the_list_looks() -> None:
    a_point("Namur", NAMUR)
    assert drawn()["around"] is None
    assert drawn(lieu="Namur", rayon="20")["around"] == {"at": [50.467, 4.867], "kilometres": 20}
    assert drawn(lieu="Namur")["around"] == {"at": [50.467, 4.867], "kilometres": 5}
    assert drawn(q="alpha à 12 km de Namur")["around"] == {"at": [50.467, 4.867], "kilometres": 12}
    assert drawn(lieu="Namur", rayon="0")["around"] is None


def test_what_only_members_may_read_is_not_even_counted(client: Client) -> None:
    namur, dinant = a_point("Namur", NAMUR), a_point("Dinant", DINANT)
    offers_at(namur, 1)
    offers_at(namur, 2, name="Réunion", audience=MEMBERS)
    offers_at(dinant, 1, name="Interne", audience=MEMBERS)
    offers_at(None, 1, name="Ailleurs", audience=MEMBERS)
    found = drawn()
    assert (counts(found), found["count"], found["nowhere"]) == ({"Namur": 1}, 1, 0)
    client.force_login(make_worker(Organisation.objects.get(name="Opérateur de Alpha Namur")).user)
    found = drawn(client)
    assert (counts(found), found["count"], found["nowhere"]) == ({"Namur": 3, "Dinant": 1}, 5, 1)


@pytest.mark.parametrize(
    "asked",
    [
        {"lieu": "Nulleville-sur-Rien"},
        {"rayon": "-4"},
        {"ici": "nan,inf"},
        {"point": "22222222"},
        {"point": "' OR 1=1"},
        {"page": "999999999999", "moment": "jamais", "tri": "hasard"},
        {"q": "\0", "genre": "\0"},
        {"lieu": "🧵"},
    ],
)
def test_what_means_nothing_is_taken_as_the_list_takes_it(asked: dict[str, str]) -> None:
    offers_at(a_point("Namur", NAMUR), 1)
    assert drawn(**asked)["count"] == Client().get(LIST, asked).context["found"].answer.count


def test_a_place_to_be_chosen_has_no_map() -> None:
    for _time in range(2):
        make_territory("Jemeppe")
    found = Client().get(LIST, {"lieu": "Jemeppe"}).context["found"]
    assert (len(found.wanted.possible), found.map_url) == (2, "")
    assert Client().get(LIST, {"lieu": "Nulleville-sur-Rien"}).context["found"].map_url == ""


def test_the_same_few_queries_whatever_is_drawn(django_assert_max_num_queries: Any) -> None:
    communes = [a_point("Namur", NAMUR), a_point("Dinant", DINANT), a_point("Huy", (50.519, 5.239))]
    counted = []
    for some in (communes[:1], communes):
        for commune in some:
            offers_at(commune, 1, name=f"Alpha {len(counted)}")
        drawn()
        with django_assert_max_num_queries(6) as queries:
            drawn()
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_visitor_is_not_sent_the_same_counts_twice_and_a_member_s_are_kept_nowhere(client: Client) -> None:
    offer = offers_at(a_point("Namur", NAMUR), 1)
    first = client.get(MAP)
    assert (first.headers["Cache-Control"], "Cookie" in first.headers["Vary"]) == ("public, no-cache", True)
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(MAP, headers=known).status_code == 304
    make_session(offer, "jeudi 9h-12h", site=make_site(offer.organisation, street="Rue 2"))
    assert client.get(MAP, headers=known).status_code == 200
    client.force_login(make_worker(offer.organisation).user)
    assert client.get(MAP).headers["Cache-Control"] == "private, no-store"


def test_without_javascript_there_is_no_map_and_nothing_is_missing() -> None:
    offers_at(a_point("Namur", NAMUR), 1)
    page = Client().get(LIST).content.decode()
    assert '<div class="map-place no-print" data-map-place hidden>' in page
    assert '<p class="no-print" data-map-opens hidden>' in page
