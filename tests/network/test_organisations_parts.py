"""What hangs on a sheet, as people write it: sites, accreditations, people, logo, mergers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.network.factories import (
    make_organisation,
    make_person,
    make_post,
    make_site,
    make_term,
    make_worker,
)
from tests.network.screens import found_text as text
from tests.network.screens import page, picture

from maillage.network.models import Organisation, Post, Site
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2025, 1, 1)


def test_a_site_is_added_once_edited_and_closed(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    sent = {"street": "Quai 1", "uid": new_uid()}
    coordinating.post(page(mots, "add_site"), sent)
    coordinating.post(page(mots, "add_site"), sent)
    site = Site.objects.get()
    assert site.is_main
    url = page(mots, "edit_site", site.uid)
    coordinating.post(url, {"street": "Quai 2", "valid_to": "2025-01-31", "version": site.version})
    site.refresh_from_db()
    assert (site.street, site.valid_to) == ("Quai 2", dt.date(2025, 1, 31))
    wrong = {"street": "Quai 2", "valid_from": "2026-01-01", "valid_to": "2025-01-01", "version": 2}
    assert "La fin ne peut pas précéder" in text(coordinating.post(url, wrong))
    assert "Donnez au moins" in text(coordinating.post(page(mots, "add_site"), {"uid": new_uid()}))


def test_a_site_of_another_organisation_is_not_edited_through_mine(client: Client) -> None:
    mots, other = make_organisation(), make_organisation()
    site = make_site(other, street="Rue 1")
    client.force_login(make_worker(mots).user)
    assert client.get(page(mots, "edit_site", site.uid)).status_code == 404


def test_an_accreditation_is_added_prolonged_and_ended(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    ili = make_term("accreditation", "ILI", "Initiative locale d’intégration")
    sent = {"term": ili.pk, "valid_from": "2019-01-01", "valid_to": "2024-12-31", "uid": new_uid()}
    coordinating.post(page(mots, "add_accreditation"), sent)
    twice = text(coordinating.post(page(mots, "add_accreditation"), {**sent, "uid": new_uid()}))
    assert "déjà noté" in twice
    first = mots.accreditations.get()
    coordinating.post(page(mots, "prolong_accreditation", first.uid), {"reference": "AM 2025/7"})
    renewed = mots.accreditations.get(valid_to=None)
    assert (renewed.valid_from, renewed.reference) == (NEW_YEAR, "AM 2025/7")
    coordinating.post(page(mots, "end_accreditation", renewed.uid), {"day": "2025-06-30"})
    renewed.refresh_from_db()
    assert renewed.valid_to == dt.date(2025, 6, 30)
    too_early = coordinating.post(page(mots, "end_accreditation", renewed.uid), {"day": "2020-06-30"})
    assert "La fin ne peut pas précéder" in text(too_early)


def test_a_known_person_gets_one_more_post_not_one_more_sheet(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    anna = make_person("Anna Lys", email="anna@example.org")
    sent = {"family_name": "Lys", "email": "Anna@Example.org", "title": "Accueil", "uid": new_uid()}
    coordinating.post(page(mots, "add_post"), sent)
    assert mots.posts.get().person == anna
    assert mots.posts.get().title == "Accueil"


def test_someone_leaves_from_the_page_of_the_team(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    post = make_post(make_person("Anna Lys"), mots)
    url = page(mots, "leave_organisation", post.uid)
    assert "Anna Lys" in text(coordinating.get(url))
    coordinating.post(url, {"day": "2025-08-31"})
    post.refresh_from_db()
    assert post.valid_to == dt.date(2025, 8, 31)
    assert "Anna" in text(coordinating.get(page(mots), {"au": "2025-08-31"}))


def test_who_works_in_a_host_cannot_touch_a_coordinators_post(client: Client, host: Organisation) -> None:
    chief = make_post(make_person("Chloé Dumont"), host, coordinator=True)
    client.force_login(make_worker(host).user)
    assert client.get(page(host, "edit_post", chief.uid)).status_code == 404
    sent = {"family_name": "Lys", "coordinator": "on", "uid": new_uid()}
    client.post(page(host, "add_post"), sent)
    assert not Post.objects.filter(person__family_name="Lys", coordinator=True).exists()


def test_an_organisation_is_merged_and_it_is_taken_back(coordinating: Client) -> None:
    a, b = make_organisation("Bertogne"), make_organisation("Bastogne")
    sent = {"other": "Bastogne", "day": "2025-01-01", "version": 1}
    coordinating.post(reverse("network:end_organisation", args=[a.address, "fusion"]), sent)
    succession = a.successions.get()
    assert succession.successor == b
    coordinating.post(page(a, "undo_succession", succession.uid))
    a.refresh_from_db()
    assert a.valid_to is None
    wrong = reverse("network:end_organisation", args=[a.address, "inconnue"])
    assert coordinating.get(wrong).status_code == 404


def test_a_logo_replaces_the_cloth_and_can_be_taken_away(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    coordinating.post(page(mots, "organisation_logo"), {"logo": picture()})
    mots.refresh_from_db()
    shown = reverse("files:file", args=[mots.logo])
    assert shown in text(Client().get(page(mots)))
    served = Client().get(shown)
    assert served.status_code == 200
    assert b"".join(served.streaming_content)  # type: ignore[arg-type]
    coordinating.post(page(mots, "organisation_logo"), {"remove": "on"})
    mots.refresh_from_db()
    assert mots.logo == ""


def test_a_logo_that_is_no_picture_is_refused(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    wrong = SimpleUploadedFile("logo.png", b"<script>alert(1)</script>")
    shown = text(coordinating.post(page(mots, "organisation_logo"), {"logo": wrong}))
    assert "summary" in shown
    assert "Choisissez une image" in text(coordinating.post(page(mots, "organisation_logo"), {}))
