"""The screen that gathers findings into a common wording, or into one that exists (D5)."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.concertation.factories import make_finding
from tests.concertation.screens import at, queries_of, shown, uid_on
from tests.network.space_factories import organiser

from maillage.concertation.actions.findings import gather
from maillage.concertation.models import Cycle, Finding
from maillage.records.identity import new_uid
from maillage.thread.queries.threads import thread_of

pytestmark = pytest.mark.django_db


def test_findings_that_say_the_same_are_gathered_and_can_part(
    organiser_page: Client, client: Client, cycle: Cycle
) -> None:
    one, other = make_finding(cycle, "Personne pour garder les petits"), make_finding(cycle, "Pas de halte")
    url = f"{at('gather', cycle)}?avec={one.item.uid}&avec={other.item.uid}"
    page = organiser_page.get(url)
    assert "Pas de halte" in shown(page)
    typed = {
        "uid": uid_on(page),
        "avec": [one.item.uid, other.item.uid],
        "wording": "Pas d’accueil le mercredi",
        "kind": "need",
    }
    assert organiser_page.post(url, typed).url == at("sorting", cycle)  # type: ignore[attr-defined]
    common = Finding.objects.get(wording="Pas d’accueil le mercredi")
    whole = shown(client.get(at("finding", common)))
    assert "Personne pour garder les petits" in whole
    assert "Séparer" not in whole
    assert "Réuni dans" in shown(client.get(at("finding", one)))
    organiser_page.post(at("separate", one))
    one.refresh_from_db()
    assert one.state == "shared"


def test_gathering_needs_two_and_keeps_what_was_typed(organiser_page: Client, cycle: Cycle) -> None:
    one, other = make_finding(cycle, "Un"), make_finding(cycle, "Deux")
    for ticked in ([], [one.item.uid], [one.item.uid, one.item.uid], ["inconnu2", one.item.uid]):
        refused = organiser_page.get(at("gather", cycle), {"avec": ticked}, follow=True)
        assert "Cochez au moins deux constats" in shown(refused)
    typed = {"uid": new_uid(), "avec": [one.item.uid, other.item.uid], "wording": "", "kind": "need"}
    page = shown(organiser_page.post(at("gather", cycle), typed))
    assert "obligatoire" in page
    assert not Finding.objects.filter(state="gathered").exists()


def test_a_refused_common_wording_still_knows_what_was_ticked(organiser_page: Client, cycle: Cycle) -> None:
    """The ticked findings are in the address of the form, so a refusal can be sent again as it stands."""
    one, other = make_finding(cycle, "Un"), make_finding(cycle, "Deux")
    url = f"{at('gather', cycle)}?avec={one.item.uid}&avec={other.item.uid}"
    typed = {"uid": uid_on(organiser_page.get(url)), "wording": "Un et deux", "kind": "need"}
    assert organiser_page.post(url, typed).status_code == 302
    assert Finding.objects.filter(state="gathered").count() == 2


def common_wording(cycle: Cycle, *wordings: str) -> Finding:
    return gather(
        by=organiser(cycle.space),
        uid=new_uid(),
        cycle=cycle,
        findings=[make_finding(cycle, one) for one in wordings],
        fields={"wording": "Pas d’accueil le mercredi"},
    )


def test_what_comes_later_joins_the_common_wording(organiser_page: Client, cycle: Cycle) -> None:
    common, late = common_wording(cycle, "Un", "Deux"), make_finding(cycle, "Trois")
    url = f"{at('gather', cycle)}?avec={late.item.uid}&avec={common.item.uid}"
    page = organiser_page.get(url)
    assert "dans celle qui existe : « Pas d’accueil le mercredi »" in shown(page)
    typed = {"uid": uid_on(page), "into": common.item.uid, "wording": common.wording, "kind": "need"}
    for _time in range(2):
        assert organiser_page.post(url, typed).status_code == 302
    late.refresh_from_db()
    assert late.gathered_in == common
    assert [one.item.title for one in thread_of(common.item, organiser(cycle.space)).before] == [
        "Un",
        "Deux",
        "Trois",
    ]
    assert Finding.objects.count() == 4


def test_a_new_wording_stays_possible(organiser_page: Client, cycle: Cycle) -> None:
    common, late = common_wording(cycle, "Un", "Deux"), make_finding(cycle, "Trois")
    url = f"{at('gather', cycle)}?avec={late.item.uid}&avec={common.item.uid}"
    typed = {"uid": new_uid(), "into": "", "wording": "Plus large", "kind": "need"}
    assert organiser_page.post(url, typed).status_code == 302
    common.refresh_from_db()
    assert common.gathered_in == Finding.objects.get(wording="Plus large")


def test_a_choice_that_is_not_offered_stays_on_the_form(organiser_page: Client, cycle: Cycle) -> None:
    common, late = common_wording(cycle, "Un", "Deux"), make_finding(cycle, "Trois")
    url = f"{at('gather', cycle)}?avec={late.item.uid}&avec={common.item.uid}"
    typed = {"uid": new_uid(), "into": late.item.uid, "wording": "Plus large", "kind": "need"}
    assert "Plus large" in shown(organiser_page.post(url, typed))
    late.refresh_from_db()
    assert late.gathered_in is None


def test_takes_as_many_queries_for_five_findings_as_for_two(organiser_page: Client, cycle: Cycle) -> None:
    found = [make_finding(cycle, f"Constat {number}") for number in range(5)]

    def cost(rows: list[Finding]) -> int:
        return queries_of(
            organiser_page, f"{at('gather', cycle)}?" + "&".join(f"avec={one.item.uid}" for one in rows)
        )

    assert cost(found) == cost(found[:2])
