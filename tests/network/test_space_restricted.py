"""A restricted space leaks nothing: every way that a stranger could learn of it is tried (M2, invariant 17)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_territory
from tests.network.screens import log_in, text
from tests.network.space_factories import axis, make_space, organiser, reader, seat, theme, worker

from maillage.core.readers import PUBLIC, VISITOR
from maillage.journal.models import Entry
from maillage.network.actions.axes import set_axis
from maillage.network.actions.kinship import become_legal_person, link_sister
from maillage.network.actions.mandates import give_mandate
from maillage.network.actions.requests import ask_to_join
from maillage.network.actions.space_changes import change_scope, change_visibility
from maillage.network.models import Mandate, Membership, Organisation, Space, SpaceLink
from maillage.network.queries.similar import similar_spaces
from maillage.network.registries import organisation_panels
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.search.models import SearchDocument
from maillage.territory.registries import territory_panels

pytestmark = pytest.mark.django_db
D = dt.date
NAME = "Atelier pratiques convictionnelles"
SECRET = "convictionnelles"


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture
def foyer() -> Organisation:
    return make_organisation("Foyer")


@pytest.fixture
def atelier(foyer: Organisation) -> Space:
    """Everything that a space may hang on: members, bureau, axis, kin, journal; then reserved to its members."""
    cai = make_organisation("CAI", is_host=True)
    namur = make_territory("Namur")
    space = make_space(
        NAME, host=cai, territories=[namur], themes=[theme("Vivre ensemble")], since=D(2014, 11, 13)
    )
    by = organiser(space)
    seat(space, foyer)
    give_mandate(by=by, space=space, role=Mandate.Role.BUREAU, organisation=foyer, since=D(2020, 1, 1))
    set_axis(by=by, space=space, axis=axis("Liens sociaux"), since=D(2014, 11, 13))
    make_space(f"Cellule {SECRET}", parent=space)
    sister = make_space("Atelier culture", host=cai)
    link_sister(by=by, space=space, other=sister, kind=SpaceLink.Kind.INSPIRED_BY)
    change_visibility(by=by, space=space, restricted=True)
    space.refresh_from_db()
    return space


PAGES = (
    ("space",), ("space_members",), ("space_grid",), ("space_history",), ("edit_space",), ("ask_to_join",),
    ("space_status", "close"), ("space_steering",), ("space_mandates",), ("space_kin",), ("new_call",),
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0])
def test_no_page_of_it_exists_for_a_stranger_whatever_the_slug(
    client: Client, atelier: Space, page: Any
) -> None:
    stranger = log_in(worker(make_organisation()))
    for visitor in (client, stranger):
        for known_as in (atelier.address, atelier.uid):
            answer = visitor.get(reverse(f"network:{page[0]}", args=[known_as, *page[1:]]))
            assert answer.status_code == 404
            assert SECRET not in text(answer)


def test_nothing_of_it_stands_on_any_other_page(client: Client, atelier: Space, foyer: Organisation) -> None:
    sister = Space.objects.get(name="Atelier culture")
    namur = atelier.scopes.get().territories.get()
    seen = [
        client.get(reverse("network:spaces")),
        client.get(reverse("network:spaces"), {"etat": "tous", "format": "csv"}),
        client.get(reverse("network:spaces"), {"territoire": namur.uid}),
        client.get(reverse("network:organisation", args=[foyer.address])),
        client.get(reverse("network:organisation", args=[atelier.hosts.get().organisation.address])),
        client.get(reverse("network:space", args=[sister.address])),
        client.get(reverse("network:axes"), {"cadre": "pcs-2014-2019"}),
        client.get(reverse("search:search"), {"q": "atelier"}),
    ]
    for answer in seen:
        assert answer.status_code == 200
        assert SECRET not in text(answer)
        assert atelier.uid not in text(answer)
    searched = text(client.get(reverse("search:search"), {"q": SECRET}))
    assert "Atelier pratiques" not in searched
    assert atelier.uid not in searched


def test_no_figure_counts_it(client: Client, atelier: Space, foyer: Organisation) -> None:
    page = client.get(reverse("network:spaces"), {"etat": "tous"})
    assert page.context["listing"].count == 1
    namur = atelier.scopes.get().territories.get()
    keys = {panel.key for panel in territory_panels.loaded(namur, VISITOR, today())}
    assert "spaces" not in keys
    keys = {panel.key for panel in organisation_panels.loaded(foyer, VISITOR, today())}
    assert "spaces" not in keys


def test_filters_do_not_offer_what_only_it_uses(client: Client, atelier: Space) -> None:
    page = text(client.get(reverse("network:spaces")))
    assert "Vivre ensemble" not in page
    assert "Namur" not in page
    assert "Liens sociaux" not in page


def test_its_whole_journal_went_with_it(atelier: Space) -> None:
    entries = Entry.objects.filter(object_type="network.space", object_id=atelier.pk)
    assert entries.count() > 4
    assert not entries.visible_to(VISITOR).exists()
    assert not Entry.objects.visible_to(VISITOR).filter(note__contains=SECRET).exists()


def test_the_search_holds_it_for_its_members_only(atelier: Space, foyer: Organisation) -> None:
    documents = SearchDocument.objects.filter(title__startswith="Atelier pratiques")
    assert set(documents.values_list("audience", flat=True)) == {atelier.key}
    member = log_in(worker(foyer))
    assert NAME in text(member.get(reverse("search:search"), {"q": SECRET}))
    assert NAME in text(member.get(reverse("network:spaces")))


def test_rows_that_hang_on_it_are_invisible_one_by_one(atelier: Space) -> None:
    for rows in (
        Membership.objects.visible_to(VISITOR).filter(space=atelier),
        Mandate.objects.visible_to(VISITOR).filter(space=atelier),
        atelier.hosts.visible_to(VISITOR),  # type: ignore[attr-defined]
        atelier.axes.visible_to(VISITOR),  # type: ignore[attr-defined]
    ):
        assert not rows.exists()


def test_what_exists_already_does_not_name_it(atelier: Space) -> None:
    found = similar_spaces(reader=VISITOR, themes=list(atelier.themes.all()))
    assert [one.space.name for one in found] == []


def test_nobody_asks_to_join_it(atelier: Space) -> None:
    with pytest.raises(NotAllowed):
        ask_to_join(by=VISITOR, uid=new_uid(), space=atelier, name="Zoé", email="zoe@example.org")


def test_a_public_space_that_it_became_an_organisation_of_does_not_open_onto_it(
    client: Client, atelier: Space, foyer: Organisation
) -> None:
    become_legal_person(by=organiser(atelier), space=atelier, organisation=foyer, since=None)
    platform = make_space("Plateforme ouverte")
    seat(platform, foyer)
    page = text(client.get(reverse("network:space_members", args=[platform.address])))
    assert "Foyer" in page
    assert "ses membres" not in page


def test_a_later_change_stays_within_its_members(atelier: Space) -> None:
    change_scope(
        by=organiser(atelier),
        space=atelier,
        territories=[],
        wording="Province",
        day=today(),
        reason=f"Plus {SECRET}",
    )
    assert not Entry.objects.visible_to(VISITOR).filter(note__contains=SECRET).exists()


def test_opened_again_all_of_it_comes_back(client: Client, atelier: Space) -> None:
    change_visibility(by=organiser(atelier), space=atelier, restricted=False)
    assert NAME in text(client.get(reverse("network:spaces")))
    assert f"Cellule {SECRET}" in text(client.get(reverse("network:spaces")))
    assert Space.objects.filter(audience=PUBLIC).count() == 3
    assert SearchDocument.objects.filter(audience=PUBLIC, kind="espace").count() == 3


def test_the_predicate_on_one_space_agrees_with_the_list(atelier: Space, foyer: Organisation) -> None:
    for who in (VISITOR, reader(worker(foyer)), reader(worker(make_organisation()))):
        seen = set(Space.objects.visible_to(who))
        assert seen == {space for space in Space.objects.all() if space.audience in who.keys}
