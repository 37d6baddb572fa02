"""Who may open what in the directory: every URL × every kind of visitor. What may not be seen is a 404."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.network.factories import (
    make_accreditation,
    make_organisation,
    make_person,
    make_post,
    make_site,
    make_term,
    make_worker,
)

from maillage.accounts.models import User
from maillage.core.readers import SYSTEM
from maillage.network.actions.lifecycle import merge_organisation
from maillage.network.actions.profile import add_partnership
from maillage.network.models import Organisation
from maillage.network.urls import organisations, posts, profile

pytestmark = pytest.mark.django_db

KINDS = ("visitor", "member", "worker", "coordinator", "administrator")
ALL = (200,) * 5
INSIDE = (404, 200, 200, 200, 200)
HOLDERS = (404, 404, 200, 200, 200)
COORDINATION = (404, 404, 404, 200, 200)
DONE = (404, 404, 302, 302, 302)
MATRIX: dict[str, tuple[str, tuple[int, ...]]] = {
    "organisations": ("get", ALL),
    "register_organisation": ("get", COORDINATION),
    "figures": ("get", ALL),
    "people": ("get", INSIDE),
    "person": ("get", INSIDE),
    "person_card": ("get", INSIDE),
    "organisation": ("get", ALL),
    "organisation_card": ("get", ALL),
    "organisation_history": ("get", INSIDE),
    "edit_organisation": ("get", HOLDERS),
    "organisation_logo": ("get", HOLDERS),
    "confirm_sheet": ("post", DONE),
    "make_host": ("post", (404, 404, 404, 404, 302)),
    "rename_organisation": ("get", HOLDERS),
    "what_became": ("get", COORDINATION),
    "split_organisation": ("get", COORDINATION),
    "end_organisation": ("get", COORDINATION),
    "undo_succession": ("post", (404, 404, 404, 302, 302)),
    "add_site": ("get", HOLDERS),
    "edit_site": ("get", HOLDERS),
    "add_accreditation": ("get", HOLDERS),
    "prolong_accreditation": ("get", HOLDERS),
    "end_accreditation": ("get", HOLDERS),
    "add_post": ("get", HOLDERS),
    "edit_post": ("get", HOLDERS),
    "leave_organisation": ("get", HOLDERS),
    "describe_organisation": ("get", HOLDERS),
    "add_partnership": ("get", HOLDERS),
    "end_partnership": ("get", HOLDERS),
}


@pytest.fixture
def addresses() -> dict[str, str]:
    """The address of each screen, about one organisation that has everything."""
    mots, partner = make_organisation("Les Mots"), make_organisation("Partenaire")
    site = make_site(mots, street="Rue 1")
    accreditation = make_accreditation(mots, make_term("accreditation", "ILI"))
    post = make_post(make_person("Anna Lys"), mots)
    partnership = add_partnership(by=SYSTEM, organisation=mots, partner=partner, kind="project")
    former = make_organisation("Ancienne", part_of=mots)
    succession = merge_organisation(by=SYSTEM, organisation=former, into=mots, day=mots.checked_on, seen=1)
    here = {
        "edit_site": [site.uid],
        "prolong_accreditation": [accreditation.uid],
        "end_accreditation": [accreditation.uid],
        "edit_post": [post.uid],
        "leave_organisation": [post.uid],
        "end_partnership": [partnership.uid],
        "end_organisation": ["fusion"],
    }
    alone = {name: [] for name in ("organisations", "register_organisation", "figures", "people")}
    person = [post.person.uid]
    alone |= {"person": person, "person_card": person}
    alone |= {"undo_succession": [former.address, succession.uid]}
    return {
        name: reverse(f"network:{name}", args=alone.get(name, [mots.address, *here.get(name, [])]))
        for name in MATRIX
    }


@pytest.fixture
def visitors(addresses: dict[str, str]) -> dict[str, Client]:
    mots = Organisation.objects.get(name="Les Mots")
    host = make_organisation("Centre", is_host=True)
    users = {
        "member": make_worker(make_organisation("Ailleurs")).user,
        "worker": make_worker(mots).user,
        "coordinator": make_worker(host, coordinator=True).user,
        "administrator": User.objects.create_superuser("ada@example.org"),
    }
    clients = {"visitor": Client()}
    for kind, user in users.items():
        clients[kind] = Client()
        clients[kind].force_login(user)
    return clients


@pytest.mark.parametrize("name", MATRIX)
def test_each_screen_opens_for_those_it_is_for(
    name: str, addresses: dict[str, str], visitors: dict[str, Client]
) -> None:
    method, expected = MATRIX[name]
    answers = {}
    for kind in KINDS:
        answers[kind] = getattr(visitors[kind], method)(addresses[name]).status_code
        if name == "undo_succession" and answers[kind] == 302:
            answers |= {"administrator": 302}
            break
    assert tuple(answers[kind] for kind in KINDS) == expected


def test_every_screen_of_the_directory_is_in_the_matrix() -> None:
    patterns = [*organisations.urlpatterns, *posts.urlpatterns, *profile.urlpatterns]
    assert {pattern.name for pattern in patterns} == set(MATRIX)
