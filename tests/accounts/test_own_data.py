"""One's profile, what is public of it, what is held about one, and its erasure."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from typing import Any

import pytest
import time_machine
from django.test import Client
from PIL import Image
from tests.browsing import sent_as_shown
from tests.factories import a_person, an_account, an_administrator

from maillage.accounts.actions import LastAdministrator, edit_person, erase_person
from maillage.accounts.models import Person, SignedLink, User
from maillage.accounts.registries import personal_data
from maillage.accounts.retention import close_idle_accounts, run_retention
from maillage.core.readers import PUBLIC, SYSTEM, VISITOR, Reader, person_key
from maillage.files.models import StoredFile
from maillage.journal.actions import record
from maillage.journal.models import Entry
from maillage.mailing.models import Message
from maillage.records.actions import NotAllowed
from maillage.records.clock import now
from maillage.records.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def self_of(person: Person) -> Reader:
    return Reader(keys=frozenset({PUBLIC, person_key(person.uid)}), uid=person.uid, label=person.full_name)


def fields(person: Person, **new: Any) -> dict[str, Any]:
    known = {"given_name": person.given_name, "family_name": person.family_name, "email": person.email}
    return {**known, "phone": "", "version": person.version, **new}


def test_the_public_sees_initials_until_the_person_says_otherwise(member: Reader, coordinator: Reader) -> None:
    person = a_person("Samira", "Benali", "samira@asbl.example.org")
    assert (person.name_for(VISITOR), person.email_for(VISITOR)) == ("S.B.", "")
    assert (person.name_for(member), person.email_for(member)) == ("Samira Benali", "")
    assert person.email_for(coordinator) == "samira@asbl.example.org"
    person.show_name = True
    assert (person.name_for(VISITOR), person.email_for(VISITOR)) == ("Samira Benali", "")


def test_nobody_moves_the_address_with_which_someone_else_logs_in(coordinator: Reader) -> None:
    """Log-in codes go there: moving it would let someone in under another name."""
    person = a_person("Samira", "Benali", "samira@asbl.example.org")
    moved = edit_person(by=coordinator, person=person, seen=person.version, new={"email": "s@asbl.example.org"})
    an_account(moved)
    moved.refresh_from_db()
    with pytest.raises(NotAllowed, match="elle seule peut la changer"):
        edit_person(by=coordinator, person=moved, seen=moved.version, new={"email": "me@evil.example.org"})
    moved.refresh_from_db()
    assert moved.email == "s@asbl.example.org"


def test_the_predicate_on_one_person_is_that_of_the_list(member: Reader) -> None:
    hidden, shown = a_person("Anne", "Cachée"), a_person("Zoé", "Visible", show_name=True)
    assert set(Person.objects.visible_to(VISITOR)) == {shown}
    assert set(Person.objects.visible_to(self_of(hidden))) == {shown, hidden}
    assert set(Person.objects.visible_to(member)) == {shown, hidden}


def test_a_profile_is_edited_by_its_owner_and_the_journal_keeps_the_difference(client: Client) -> None:
    person = a_person("Samira", "Benali")
    client.force_login(an_account(person))
    answer = client.post("/compte/profil/", fields(person, given_name="Samīra", show_name="on"))
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.given_name, person.show_name, person.sort_name) == ("Samīra", True, "benali samira")
    entry = Entry.objects.get(verb="modifié·e")
    assert [(change["label"], change["before"], change["after"]) for change in entry.changes] == [
        ("prénom", "Samira", "Samīra"),
        ("mon nom est public", "non", "oui"),
    ]
    page = client.get("/compte/profil/").content.decode()
    assert "<del>Samira</del>" in page


def test_two_people_who_edit_a_profile_lose_nothing(client: Client, coordinator: Reader) -> None:
    person = a_person("Samira", "Benali")
    client.force_login(an_account(person))
    typed = fields(person, phone="081 12 34 56")
    edit_person(by=coordinator, person=person, seen=person.version, new={"family_name": "Ben Ali"})
    page = client.post("/compte/profil/", typed)
    assert page.status_code == 200
    words = page.content.decode()
    assert "entre-temps" in words
    assert "081 12 34 56" in words
    assert "Ben Ali" in words
    with pytest.raises(ChangedMeanwhile):
        edit_person(by=coordinator, person=person, seen=1, new={"phone": "x"})


def test_a_profile_keeps_what_each_of_two_people_changed(client: Client, coordinator: Reader) -> None:
    person = a_person("Samira", "Benali")
    client.force_login(an_account(person))
    shown = sent_as_shown(client.get("/compte/profil/"))
    new = {"family_name": "Ben Ali", "show_name": True}
    edit_person(by=coordinator, person=person, seen=person.version, new=new)
    warned = client.post("/compte/profil/", {**shown, "phone": "081 12 34 56"})
    assert warned.context["merged"].to_choose == []
    assert client.post("/compte/profil/", sent_as_shown(warned)).status_code == 302
    person.refresh_from_db()
    assert (person.family_name, person.phone, person.show_name) == ("Ben Ali", "081 12 34 56", True)


def test_the_former_address_hears_that_someone_else_changed_it(coordinator: Reader) -> None:
    person = a_person("Samira", "Benali", "samira@asbl.example.org")
    edit_person(by=coordinator, person=person, seen=1, new={"email": "nouvelle@asbl.example.org"})
    message = Message.objects.get()
    assert message.to_email == "samira@asbl.example.org"
    assert "a été remplacée par Chloé Ordinatrice" in message.text
    edit_person(by=self_of(person), person=person, seen=2, new={"email": "autre@asbl.example.org"})
    assert Message.objects.count() == 1


def test_nobody_edits_the_profile_of_another(member: Reader) -> None:
    with pytest.raises(NotAllowed):
        edit_person(by=member, person=a_person(), seen=1, new={"phone": "081"})


@pytest.mark.parametrize(
    ("field", "value"),
    [("family_name", ""), ("family_name", "x" * 81), ("email", "pas une adresse"), ("version", "a")],
)
def test_a_refused_profile_keeps_what_was_typed(client: Client, field: str, value: str) -> None:
    person = a_person("Samira", "Benali")
    client.force_login(an_account(person))
    page = client.post("/compte/profil/", fields(person, phone="081 <b>🙂</b> \u202e", **{field: value}))
    assert page.status_code == 200
    assert "081 &lt;b&gt;🙂&lt;/b&gt; \u202e" in page.content.decode()
    person.refresh_from_db()
    assert person.phone == ""


def a_photo() -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", (20, 20), "teal").save(content, "PNG")
    content.seek(0)
    content.name = "moi.png"  # type: ignore[attr-defined]
    return content


def test_one_takes_all_of_one_s_data_away(client: Client) -> None:
    person = a_person("Samira", "Benali", "samira@asbl.example.org")
    client.force_login(an_account(person))
    client.post("/fichiers/photo/", {"photo": a_photo()})
    answer = client.post("/compte/donnees/telecharger/")
    assert answer.headers["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    data = json.loads(archive.read("donnees.json"))
    assert data["Profil et compte"]["nom"] == "Benali"
    assert data["Fichiers déposés"][0]["nom"] == "moi.jpg"
    assert "Samira" in archive.read("donnees.html").decode()
    (photo,) = [name for name in archive.namelist() if name.startswith("fichiers/")]
    assert photo.endswith("-moi.jpg")
    assert "samira@asbl.example.org" in client.get("/compte/donnees/").content.decode()


def test_erasure_removes_the_person_and_keeps_what_they_did(client: Client) -> None:
    person = a_person("Samira", "Benali", "samira@asbl.example.org")
    client.force_login(an_account(person))
    client.post("/compte/profil/", fields(person, phone="081 12 34 56"))
    client.post("/fichiers/photo/", {"photo": a_photo()})
    other = a_person("Luc", "Meunier")
    record(by=self_of(person), verb="confirmée", on=other, audience=PUBLIC)
    page = client.post("/compte/donnees/effacer/", {})
    assert "Cochez la case" in page.content.decode()
    assert client.post("/compte/donnees/effacer/", {"sure": "on"}).headers["Location"] == "/"
    assert client.get("/compte/").status_code == 302
    person.refresh_from_db()
    assert (person.full_name, person.email, person.photo, person.user) == ("personne effacée", "", "", None)
    assert not User.objects.filter(email="samira@asbl.example.org").exists()
    assert StoredFile.objects.count() == 0
    everything = json.dumps(list(Entry.objects.values("actor_label", "object_label", "changes", "note")))
    assert "Samira" not in everything
    assert "081" not in everything
    assert Entry.objects.get(verb="confirmée").actor_label == "personne effacée"
    assert not Message.objects.filter(to_email="samira@asbl.example.org").exists()
    assert set(Person.objects.visible_to(SYSTEM)) == {other}


def test_the_last_administrator_cannot_be_erased(client: Client) -> None:
    person = a_person("Ada", "Ministre", "ada@maillage.example.org")
    user = an_administrator("ada@maillage.example.org")
    person.refresh_from_db()
    with pytest.raises(LastAdministrator):
        erase_person(by=self_of(person), person=person)
    client.force_login(user)
    assert "nommez d’abord quelqu’un d’autre" in client.get("/compte/donnees/effacer/").content.decode()
    an_administrator("luc@maillage.example.org")
    erase_person(by=self_of(person), person=person)
    assert User.objects.count() == 1


def test_nobody_erases_another(coordinator: Reader) -> None:
    with pytest.raises(NotAllowed):
        erase_person(by=coordinator, person=a_person())


def test_every_room_says_what_it_holds_in_words() -> None:
    person = a_person()
    for held in personal_data:
        assert held.title
        assert isinstance(held.export(person), (dict, list))


def test_an_account_that_sleeps_for_two_years_is_closed_and_the_person_stays() -> None:
    user = an_account(a_person(email="samira@asbl.example.org"))
    an_administrator()
    assert close_idle_accounts(now() + dt.timedelta(days=729)) == 0
    assert close_idle_accounts(now() + dt.timedelta(days=731)) == 1
    assert not User.objects.filter(pk=user.pk).exists()
    assert Person.objects.get().email == "samira@asbl.example.org"


def test_retention_runs_every_timer_and_does_nothing_twice() -> None:
    a_person()
    with time_machine.travel(now() + dt.timedelta(days=800)):
        removed = run_retention()
    assert {"accounts", "links", "mail"} <= set(removed)
    assert SignedLink.objects.count() == 0
