"""« Le fil rouge »: each step once, whatever hangs on it; its counts are those of the lists they lead to."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.concertation.factories import make_avenue, make_cycle, make_finding

from maillage.thread.actions.links import untie
from maillage.thread.models import Link

pytestmark = pytest.mark.django_db


def count_on(client: Client, address: str) -> int:
    found = re.search(r"(\d+)\s+étapes?", client.get(address).content.decode())
    assert found
    return int(found[1])


def test_a_step_that_led_to_three_others_is_counted_once(client: Client) -> None:
    cycle = make_cycle(public=True)
    busy, idle, undone = (make_finding(cycle, said, retained=True) for said in ("Un", "Deux", "Trois"))
    for number in range(3):
        make_avenue(cycle, busy, title=f"Piste {number}")
    former = make_avenue(cycle, undone, title="Piste reprise")
    untie(source=undone.item, target=former.item, relation=Link.Relation.LED_TO)
    page = client.get("/fil-rouge/").content.decode()
    assert count_on(client, "/fil-rouge/") == 7
    assert count_on(client, "/fil-rouge/?phase=see") == 3
    assert count_on(client, "/fil-rouge/?suite=attendue") == 6
    assert all(said in page for said in ("Un", "Deux", "Trois"))
    assert idle.item.title in client.get("/fil-rouge/?suite=attendue").content.decode()
    facets = client.get("/fil-rouge/").context["listing"].facets
    told = {choice.label: choice.count for facet in facets for choice in facet.choices}
    assert (told["Voir"], told["Juger"], told["sans suite pour l’instant"]) == (3, 4, 6)
