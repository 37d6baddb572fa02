"""Recommendations: from findings towards objectives, adopted whatever the numbers, then acted on (G3, D10, invariant 4)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from tests.concertation.consultations.factories import make_consultation, vote
from tests.concertation.factories import (
    make_cycle,
    make_finding,
    make_objective,
    make_recommendation,
    member_reader,
)
from tests.concertation.screens import at, queries_of, shown, uid_on
from tests.network.factories import make_organisation, make_term
from tests.network.space_factories import make_space, organiser, seat

from maillage.concertation.actions.avenues import propose_avenue
from maillage.concertation.actions.becoming import turn_into_action
from maillage.concertation.actions.consultations import open_consultation, take_up_recommendations
from maillage.concertation.actions.findings import sort_finding
from maillage.concertation.actions.positions import take_position
from maillage.concertation.actions.recommendations import edit_recommendation, move_recommendation
from maillage.concertation.models import Cycle, Finding, Recommendation
from maillage.concertation.queries.shortlist import asked_of_network, shortlist_of
from maillage.concertation.queries.synthesis import synthesis_of
from maillage.core.readers import VISITOR
from maillage.core.transitions import TransitionRefused
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import ChangedMeanwhile
from maillage.thread.queries.threads import thread_of
from maillage.thread.queries.walk import walked

pytestmark = pytest.mark.django_db


def position(
    cycle: Cycle, recommendation: Recommendation, who: Organisation, stance: str, why: str = ""
) -> None:
    take_position(
        by=member_reader(cycle.space, who),
        cycle=cycle,
        item=recommendation.item,
        organisation=who,
        stance=stance,
        reason=why,
        mandated=True,
    )


# Rules


def test_it_needs_a_finding_that_stands_and_an_objective_of_a_framework() -> None:
    cycle = make_cycle()
    left_out, elsewhere = make_finding(cycle, "Hors sujet"), make_finding(make_cycle(), "Ailleurs")
    sort_finding(by=organiser(cycle.space), finding=left_out, verb="ecarter", reason="Hors sujet")
    for one in (left_out, elsewhere):
        with pytest.raises(ValidationError, match="au moins un constat"):
            make_recommendation(cycle, one)
    theme = make_term("theme", "logement")
    for objectives in ([], [theme]):
        with pytest.raises(ValidationError, match="au moins un objectif"):
            make_recommendation(cycle, objectives=objectives)
    assert not Recommendation.objects.exists()


def test_the_thread_runs_from_the_finding_to_the_recommendation_and_on_to_the_action() -> None:
    cycle = make_cycle()
    finding = make_finding(cycle, retained=True)
    made = make_recommendation(cycle, finding)
    act = turn_into_action(by=organiser(cycle.space), uid=new_uid(), source=made)
    by = organiser(cycle.space)
    assert walked(finding.item_id, by)[act.item_id] == 2
    (before,) = thread_of(made.item, by).before
    (after,) = thread_of(made.item, by).after
    assert (before.item, after.item) == (finding.item, act.item)
    assert act.title == made.title
    again = turn_into_action(by=by, uid=new_uid(), source=made)
    assert again == act


def test_an_avenue_may_carry_out_a_recommendation_alone() -> None:
    cycle = make_cycle()
    made = make_recommendation(cycle)
    by = organiser(cycle.space)
    avenue = propose_avenue(
        by=by, uid=new_uid(), cycle=cycle, findings=[], recommendations=[made], title="Deux salles"
    )
    assert walked(made.item_id, by)[avenue.item_id] == 1
    move_recommendation(by=by, recommendation=made, verb="abandonner", reason="Fait ailleurs")
    with pytest.raises(ValidationError, match="au moins un constat"):
        propose_avenue(by=by, uid=new_uid(), cycle=cycle, findings=[], recommendations=[made], title="Trois")


def test_it_is_adopted_put_back_or_dropped_with_its_reason() -> None:
    made = make_recommendation(make_cycle())
    by = organiser(made.cycle.space)
    move_recommendation(by=by, recommendation=made, verb="adopter")
    assert (made.status, made.item.state) == ("adopted", "adoptée")
    with pytest.raises(ValidationError, match="remettez-la d’abord"):
        reworded(made)
    with pytest.raises(ValidationError, match="pourquoi"):
        move_recommendation(by=by, recommendation=made, verb="abandonner", reason="  ")
    move_recommendation(by=by, recommendation=made, verb="abandonner", reason="Déjà dans le décret")
    assert (made.item.state, made.item.awaits) == ("abandonnée", False)
    with pytest.raises(TransitionRefused):
        move_recommendation(by=by, recommendation=made, verb="adopter")
    with pytest.raises(ValidationError, match="abandonnée"):
        turn_into_action(by=by, uid=new_uid(), source=made)


def reworded(made: Recommendation, *findings: Finding, title: str = "Autrement dit") -> Recommendation:
    return edit_recommendation(
        by=organiser(made.cycle.space),
        recommendation=made,
        seen=made.version,
        findings=findings or (made.item.comes_from.get().source.finding,),
        objectives=[make_objective()],
        fields={"title": title},
    )


def test_reworded_it_comes_from_the_findings_that_are_ticked() -> None:
    cycle = make_cycle()
    one, other = make_finding(cycle, "Un"), make_finding(cycle, "Deux")
    made = make_recommendation(cycle, one)
    reworded(made, other)
    by = organiser(cycle.space)
    assert [mark.item for mark in thread_of(made.item, by).before] == [other.item]
    assert made.item.title == "Autrement dit"
    stale = Recommendation.objects.get(pk=made.pk)
    reworded(made, other, title="Encore autrement")
    stale.version -= 1
    with pytest.raises(ChangedMeanwhile):
        edit_recommendation(
            by=by,
            recommendation=stale,
            seen=stale.version,
            findings=[other],
            objectives=[make_objective()],
            fields={"title": "Trop tard"},
        )


def test_only_who_takes_part_proposes_and_only_organisers_adopt() -> None:
    choir = make_organisation("Chœur")
    cycle = make_cycle(make_space(members=(choir,)), public=True)
    made = make_recommendation(cycle)
    for by in (VISITOR, member_reader(cycle.space, choir)):
        with pytest.raises(NotAllowed):
            move_recommendation(by=by, recommendation=made, verb="adopter")


# The shortlist (K3)


def test_the_shortlist_tells_support_by_kind_of_actor() -> None:
    town = make_organisation("Commune", ownership="public")
    choir, school = (make_organisation(name, ownership="associative") for name in ("Chœur", "École"))
    cycle = make_cycle(make_space(members=(town, choir, school)))
    first, second = make_recommendation(cycle, title="Un"), make_recommendation(cycle, title="Deux")
    position(cycle, first, town, "disagrees", "Pas de budget")
    position(cycle, first, choir, "agrees")
    for who in (town, choir, school):
        position(cycle, second, who, "agrees")
    found = shortlist_of(cycle, organiser(cycle.space), by="genre")
    assert [one.recommendation for one in found.entries] == [second, first]
    assert list(found.kinds) == ["associatif", "public"]
    told = [[(cell.agree, cell.said) for cell in one.support] for one in found.entries]
    assert told == [[(2, 2), (1, 1)], [(1, 1), (0, 1)]]
    assert [(one.agree, one.object) for one in found.entries] == [(3, 0), (1, 1)]


def test_an_organisation_of_two_sectors_counts_in_each() -> None:
    both, none = make_organisation("Les deux"), make_organisation("Sans")
    both.sectors.set([make_term("sector", "culture", "Culture"), make_term("sector", "social", "Social")])
    cycle = make_cycle(make_space(members=(both, none)))
    made = make_recommendation(cycle)
    position(cycle, made, both, "agrees")
    position(cycle, made, none, "abstains")
    found = shortlist_of(cycle, organiser(cycle.space), by="secteur")
    assert list(found.kinds) == ["Culture", "Social", "sans secteur"]
    assert [(cell.agree, cell.said) for cell in found.entries[0].support] == [(1, 1), (1, 1), (0, 1)]


def test_from_outside_only_published_positions_count(client: Client) -> None:
    choir = make_organisation("Chœur")
    cycle = make_cycle(make_space(members=(choir,)), public=True)
    position(cycle, make_recommendation(cycle), choir, "agrees")
    assert shortlist_of(cycle, organiser(cycle.space), by="genre").entries[0].agree == 1
    assert shortlist_of(cycle, VISITOR, by="genre").entries[0].agree == 0
    assert "Chœur" not in shown(client.get(at("recommendations", cycle)))


def test_a_consultation_takes_the_recommendations_up_word_for_word_and_once() -> None:
    cycle = make_cycle(public=True)
    made = make_recommendation(cycle)
    dropped = make_recommendation(cycle, title="Abandonnée")
    by = organiser(cycle.space)
    move_recommendation(by=by, recommendation=dropped, verb="abandonner", reason="Non")
    asked = open_consultation(
        by=by,
        uid=new_uid(),
        space=cycle.space,
        cycle=cycle,
        fields={
            "title": "Avant la plénière",
            "question": "D’accord ?",
            "entry": "open",
            "audience": "public",
            "closes_on": today(),
        },
    )
    for expected in (["Ouvrir des places le mercredi"], []):
        assert [one.text for one in take_up_recommendations(by=by, consultation=asked)] == expected
    for number in range(5):
        vote(asked, f"navigateur-{number}", 1, 1 if number else -1)
    ((found,),) = asked_of_network([made.item_id], VISITOR).values()
    assert (found.share.agree, found.share.cast, found.share.percent, found.share.masked) == (4, 5, 80, False)


def test_few_votes_are_masked_from_outside() -> None:
    cycle = make_cycle(public=True)
    made = make_recommendation(cycle)
    asked = make_consultation(cycle.space, statements=1)
    asked.statements.update(item=made.item)
    for number in range(4):
        vote(asked, f"navigateur-{number}", 1, 1)
    ((outside,),) = asked_of_network([made.item_id], VISITOR).values()
    ((inside,),) = asked_of_network([made.item_id], organiser(cycle.space)).values()
    assert (outside.share.masked, inside.share.masked) == (True, False)


# Screens


def test_a_member_recommends_from_a_finding(member_page: Client, organiser_page: Client, cycle: Cycle) -> None:
    finding, objective = make_finding(cycle, "Personne le mercredi", retained=True), make_objective()
    page = member_page.get(at("propose_recommendation", cycle), {"constat": finding.item.uid})
    assert "Cadre 2026" in shown(page)
    typed = {"title": "Ouvrir le mercredi", "scope": "both", "uid": uid_on(page), "addressee": "les communes"}
    refused = shown(member_page.post(at("propose_recommendation", cycle), typed))
    for said in ("Cochez au moins un constat", "Cochez au moins un objectif", "Ouvrir le mercredi"):
        assert said in refused
    typed |= {"findings": str(finding.pk), "objectives": str(objective.pk)}
    for _time in range(2):
        assert member_page.post(at("propose_recommendation", cycle), typed).status_code == 302
    made = Recommendation.objects.get()
    board = shown(organiser_page.get(at("board", cycle), {"phase": "juger"}))
    assert "Ouvrir le mercredi" in board
    page = shown(organiser_page.get(at("recommendation", made)))
    for said in ("les communes", "Personne le mercredi", "Axe 2 – Logement", "Adopter"):
        assert said in page
    refused = shown(organiser_page.post(at("move_recommendation", made), {"verbe": "abandonner"}), 422)
    assert "Dites pourquoi" in refused
    organiser_page.post(at("move_recommendation", made), {"verbe": "adopter"})
    assert "adoptée" in shown(organiser_page.get(at("recommendations", cycle)))
    made_action = organiser_page.post(at("act_on_recommendation", made), {"uid": new_uid()}, follow=True)
    assert "L’action est proposée" in shown(made_action)


def test_a_name_in_it_is_told_before_saving(member_page: Client, cycle: Cycle) -> None:
    finding = make_finding(cycle, retained=True)
    typed = {
        "title": "Appeler Madame Dubois au 0475 12 34 56",
        "scope": "local",
        "uid": new_uid(),
        "findings": str(finding.pk),
        "objectives": str(make_objective().pk),
    }
    page = shown(member_page.post(at("propose_recommendation", cycle), typed))
    assert "0475 12 34 56" in page
    assert not Recommendation.objects.exists()


def test_two_who_reword_it_lose_nothing(organiser_page: Client, cycle: Cycle) -> None:
    made = make_recommendation(cycle)
    finding, objective = made.item.comes_from.get().source.finding, make_objective()
    typed = {
        "title": "La mienne",
        "scope": "local",
        "version": str(made.version),
        "findings": str(finding.pk),
        "objectives": str(objective.pk),
    }
    reworded(made, title="La sienne")
    page = shown(organiser_page.post(at("edit_recommendation", made), typed))
    for said in ("La mienne", "La sienne", "entre-temps"):
        assert said in page


@pytest.mark.parametrize("by", ["genre", "secteur"])
def test_the_shortlist_takes_as_many_queries_for_three_as_for_one(
    organiser_page: Client, cycle: Cycle, choir: Organisation, by: str
) -> None:
    choir.sectors.set([make_term("sector", "culture", "Culture")])
    position(cycle, make_recommendation(cycle), choir, "agrees")
    url = f"{at('recommendations', cycle)}?par={by}"
    one = queries_of(organiser_page, url)
    for number in range(2):
        another = make_organisation(f"Autre {number}")
        seat(cycle.space, another)
        position(cycle, make_recommendation(cycle, title=f"Encore {number}"), another, "agrees")
    assert queries_of(organiser_page, url) == one


def test_the_synthesis_tells_it_with_its_objectors(cycle: Cycle, choir: Organisation) -> None:
    made = make_recommendation(cycle)
    position(cycle, made, choir, "disagrees", "Sans budget, non")
    (row,) = synthesis_of(cycle, organiser(cycle.space), inside=True).recommendations
    assert row.recommendation == made
    assert [camp.stance for camp in row.positions.camps] == ["disagrees"]


def test_board_and_synthesis_take_as_many_queries_for_three_recommendations(
    organiser_page: Client, cycle: Cycle
) -> None:
    make_recommendation(cycle)
    before = [queries_of(organiser_page, at(name, cycle)) for name in ("board", "synthesis")]
    for number in range(2):
        make_recommendation(cycle, title=f"Encore {number}")
    assert [queries_of(organiser_page, at(name, cycle)) for name in ("board", "synthesis")] == before
