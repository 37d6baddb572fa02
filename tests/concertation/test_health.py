"""What `maillage doctor` says of the room: nothing of what the screens made, each break of an invariant by its name."""

from __future__ import annotations

import pytest
from tests.concertation.factories import make_action, make_avenue, make_cycle, make_finding, make_recommendation
from tests.network.factories import make_organisation
from tests.network.space_factories import make_space, organiser

from maillage.concertation.actions.acting import move_action
from maillage.concertation.health import action_problems, audience_problems, recommendation_problems
from maillage.concertation.models import Action, Carrier
from maillage.core.readers import PUBLIC
from maillage.thread.models import Item, Link

pytestmark = pytest.mark.django_db


@pytest.fixture
def act() -> Action:
    """Decided, collective, carried by two."""
    cycle = make_cycle(public=True)
    made = make_action(make_avenue(cycle), make_organisation(), make_organisation())
    return move_action(by=organiser(cycle.space), act=made, verb="decider")


def test_says_nothing_of_what_the_screens_made(act: Action) -> None:
    make_recommendation(act.cycle)
    assert [*recommendation_problems(), *action_problems(), *audience_problems()] == []


def test_names_a_recommendation_without_ground_or_aim() -> None:
    made = make_recommendation(make_cycle())
    Link.objects.filter(target=made.item).delete()
    made.objectives.clear()
    assert ["aucun constat" in said or "aucun objectif" in said for said in recommendation_problems()] == [
        True,
        True,
    ]


def test_names_an_action_from_nowhere_ill_carried_without_means(act: Action) -> None:
    Link.objects.filter(target=act.item).delete()
    Carrier.objects.filter(pk=act.carriers.first().pk).delete()  # type: ignore[union-attr]
    act.means.all().delete()
    nowhere, carried, bare = action_problems()
    assert "aucune piste" in nowhere
    assert "collective portée par 1 organisation" in carried
    assert "sans aucun moyen" in bare


def test_names_a_step_of_a_restricted_space_that_all_would_see() -> None:
    cycle = make_cycle(make_space("Violences", restricted=True))
    finding = make_finding(cycle)
    Item.objects.filter(pk=finding.item_id).update(audience=PUBLIC)
    (said,) = audience_problems()
    assert "Violences" in said
