"""Watch notes: who writes, who reads, whom « Dire à… » reaches, and that a restricted space stays unnamed (row H11)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.chronicle.factories import make_note
from tests.network.factories import make_organisation, make_territory
from tests.network.screens import log_in, text
from tests.network.space_factories import make_space, organiser, seat, theme, worker

from maillage.accounts.actions import erase_person
from maillage.chronicle.actions.watch import (
    correct_watch_note,
    put_watch_note_back,
    tell_spaces,
    withdraw_watch_note,
)
from maillage.chronicle.models import WatchNote, WatchNoteTold
from maillage.chronicle.watch_letters import queue_watch_copies_once
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR, Reader
from maillage.journal.models import Entry
from maillage.mailing.models import Message
from maillage.network.actions.posts import leave_organisation
from maillage.network.actions.space_changes import change_visibility
from maillage.network.models import Organisation, Space
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db
VEILLE = "/veille/"


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Centre", is_host=True)


@pytest.fixture
def foyer() -> Organisation:
    return make_organisation("Foyer")


@pytest.fixture
def chloe(host: Organisation) -> Client:
    return log_in(worker(host, "Chloé Centre", coordinator=True, email="chloe@centre.example"))


def send_all() -> None:
    while queue_watch_copies_once():
        pass


def receivers() -> list[str]:
    send_all()
    return sorted(Message.objects.filter(purpose="watch_note").values_list("to_email", flat=True))


def test_who_coordinates_writes_and_others_do_not(coordinator: Reader, member: Reader) -> None:
    assert make_note(by=coordinator).audience == MEMBERS, "unless somebody opens it"
    for who in (member, VISITOR):
        with pytest.raises(NotAllowed):
            make_note(by=who)


def test_a_note_is_for_everyone_or_for_members() -> None:
    with pytest.raises(ValidationError):
        make_note(audience="coordinators")


def test_the_predicate_on_one_note_agrees_with_the_list(member: Reader) -> None:
    make_note("Ouverte", audience=PUBLIC)
    make_note("Membres")
    for who, titles in ((VISITOR, {"Ouverte"}), (member, {"Ouverte", "Membres"})):
        seen = set(WatchNote.objects.visible_to(who))
        assert {note.title for note in seen} == titles
        assert seen == {note for note in WatchNote.objects.all() if note.audience in who.keys}


def test_corrected_twice_at_once_the_second_is_told() -> None:
    note = make_note()
    correct_watch_note(by=SYSTEM, note=note, seen=1, fields={"practice": "Prévoir six mois de plus."})
    with pytest.raises(ChangedMeanwhile):
        correct_watch_note(by=SYSTEM, note=note, seen=1, fields={"practice": "Rien."})
    change = Entry.objects.about(note).latest("pk").changes[0]
    assert (change["before"], change["after"]) == ("", "Prévoir six mois de plus.")


def test_each_member_of_the_spaces_receives_the_note_once(foyer: Organisation) -> None:
    worker(foyer, "Zoé Foyer", email="zoe@foyer.example")
    other = make_organisation("Écho")
    worker(other, "Yann Écho", email="yann@echo.example")
    fle, citizens = make_space("FLE", members=(foyer, other)), make_space("Citoyenneté", members=(foyer,))
    note = make_note(practice="Vérifier les dates.", effective_on=dt.date(2027, 1, 1))
    by = organiser(fle).with_keys(organiser(citizens).keys)
    assert tell_spaces(by=by, note=note, spaces=[citizens, fle], word="À lire avant jeudi.") == 2
    assert tell_spaces(by=by, note=note, spaces=[citizens, fle]) == 0, "told once"
    assert receivers() == ["yann@echo.example", "zoe@foyer.example"]
    letter = Message.objects.get(to_email="zoe@foyer.example").text
    for words in (
        "À lire avant jeudi.",
        "18 mois",
        "Vérifier les dates.",
        "1er janvier 2027",
        "Citoyenneté",
    ):
        assert words in letter
    assert f"/veille/{note.address}/" in letter
    assert [told.on for told in WatchNoteTold.objects.all()] == [today(), today()]


def test_a_restricted_space_is_not_named_in_the_mail_and_only_those_who_sit_there_hear(
    foyer: Organisation,
) -> None:
    """Once somebody is named for the organisation, colleagues do not hold the key: they are not written to."""
    named = worker(foyer, "Nora Foyer", email="nora@foyer.example")
    worker(foyer, "Collègue Foyer", email="collegue@foyer.example")
    space = make_space("Violences", restricted=True)
    (sits,) = seat(space, foyer)
    sits.person = named
    sits.save()
    tell_spaces(by=organiser(space), note=make_note(), spaces=[space])
    assert receivers() == ["nora@foyer.example"]
    letter = Message.objects.get()
    assert "Violences" not in letter.text + letter.subject + letter.html
    assert not Entry.objects.visible_to(VISITOR).filter(verb="dite à un espace").exists()


def test_only_who_organises_a_space_tells_it(coordinator: Reader) -> None:
    with pytest.raises(NotAllowed):
        tell_spaces(by=coordinator, note=make_note(by=coordinator), spaces=[make_space()])


def test_who_left_or_was_erased_before_the_mail_leaves_receives_nothing(foyer: Organisation) -> None:
    zoe = worker(foyer, "Zoé Foyer", email="zoe@foyer.example")
    gone = worker(foyer, "Gaël Foyer", email="gael@foyer.example")
    space = make_space(members=(foyer,))
    tell_spaces(by=organiser(space), note=make_note(), spaces=[space])
    leave_organisation(by=SYSTEM, person=gone, organisation=foyer, day=today() - dt.timedelta(days=1))
    erase_person(by=SYSTEM, person=zoe)
    assert receivers() == []


def test_withdrawn_before_it_left_it_does_not_leave(foyer: Organisation) -> None:
    worker(foyer, "Zoé Foyer", email="zoe@foyer.example")
    space = make_space(members=(foyer,))
    note = make_note()
    tell_spaces(by=organiser(space), note=note, spaces=[space])
    withdraw_watch_note(by=SYSTEM, note=note)
    assert receivers() == []
    with pytest.raises(ValidationError, match="retirée"):
        tell_spaces(by=organiser(space), note=note, spaces=[space])
    assert put_watch_note_back(by=SYSTEM, note=note).withdrawn_at is None


def test_a_coordinator_writes_a_note_and_tells_a_space(
    client: Client, chloe: Client, host: Organisation, foyer: Organisation
) -> None:
    worker(foyer, "Zoé Foyer", email="zoe@foyer.example")
    space = make_space("Plateforme FLE", host=host, members=(foyer,))
    make_space("Ailleurs")
    form = chloe.get(f"{VEILLE}ecrire/").context["form"]
    typed = {
        "uid": form["uid"].value(),
        "title": "Un décret change",
        "nature": "law",
        "dated_on": "2026-11-02",
        "change": "Le délai passe à 18 mois.",
        "source": "Moniteur belge",
        "audience": PUBLIC,
    }
    made = chloe.post(f"{VEILLE}ecrire/", typed)
    assert chloe.post(f"{VEILLE}ecrire/", typed)["Location"] == made["Location"]
    assert "18 mois" in text(client.get(made["Location"]))
    tell = f"{made['Location']}dire/"
    page = text(chloe.get(tell))
    assert "Plateforme FLE – Centre" in page
    assert "Ailleurs" not in page
    assert "au moins un espace" in text(chloe.post(tell, {"word": "Bonjour"}))
    chloe.post(tell, {"spaces": [space.uid], "word": ""})
    assert receivers() == ["zoe@foyer.example"]
    assert Message.objects.get().reply_to == "chloe@centre.example"
    assert "Plateforme FLE" in text(client.get(made["Location"])), "which spaces were told, and when"
    assert "Plateforme FLE – Centre" not in text(chloe.get(tell)).split("<form")[-1]


def test_bad_input_stays_on_the_form(chloe: Client) -> None:
    typed = {"title": "x" * 201, "dated_on": "hier", "link": "voilà", "territories": "Nulle part"}
    said = text(chloe.post(f"{VEILLE}ecrire/", typed))
    for words in ("par exemple 31/12/2025", "adresse complète", "ce nom n’est pas connu", "hier"):
        assert words in said
    assert not WatchNote.objects.exists()


@pytest.fixture
def told_in_secret(foyer: Organisation) -> tuple[WatchNote, Space]:
    space = make_space("Violences", restricted=True)
    seat(space, foyer)
    note = make_note("Une circulaire", audience=PUBLIC)
    tell_spaces(by=organiser(space), note=note, spaces=[space])
    return note, space


def test_that_a_restricted_space_was_told_is_known_to_its_members_only(
    client: Client, foyer: Organisation, told_in_secret: tuple[WatchNote, Space]
) -> None:
    note, space = told_in_secret
    page = reverse("chronicle:watch_note", args=[note.address])
    for url in (
        page,
        VEILLE,
        f"{VEILLE}?format=csv",
        f"{VEILLE}?format=impression",
        "/recherche/?q=circulaire",
    ):
        said = text(client.get(url))
        assert "Une circulaire" in said
        assert "Violences" not in said
        assert space.uid not in said
    assert "Violences" in text(log_in(worker(foyer)).get(page))


def test_a_space_that_closes_after_it_was_told_is_no_longer_named(client: Client) -> None:
    space = make_space("Violences")
    note = make_note("Une circulaire", audience=PUBLIC)
    tell_spaces(by=organiser(space), note=note, spaces=[space])
    page = reverse("chronicle:watch_note", args=[note.address])
    assert "Violences" in text(client.get(page))
    change_visibility(by=organiser(space), space=space, restricted=True)
    assert "Violences" not in text(client.get(page)), "neither among those who were told nor in the history"


def test_members_notes_stay_among_members(client: Client) -> None:
    note = make_note("Entre nous", themes=[theme("Thème caché")])
    assert client.get(reverse("chronicle:watch_note", args=[note.address])).status_code == 404
    for url in (VEILLE, f"{VEILLE}?format=xlsx", f"{VEILLE}?format=csv", "/recherche/?q=entre"):
        answer = client.get(url)
        assert b"Entre nous" not in answer.content
        assert b"Th\xc3\xa8me cach\xc3\xa9" not in answer.content


def listed(client: Client, **narrowed: str) -> list[Any]:
    return [row.object.title for row in client.get(VEILLE, narrowed).context["listing"].rows]


def test_the_list_is_narrowed_and_sorted(client: Client) -> None:
    region = make_territory("Wallonie", "region")
    namur = make_territory("Namur", "commune", region)
    make_note(
        "Décret", audience=PUBLIC, territories=[region], themes=[theme("FLE")], dated_on=dt.date(2026, 1, 2)
    )
    make_note("Article", audience=PUBLIC, nature="news", dated_on=dt.date(2026, 2, 2))
    assert listed(client) == ["Article", "Décret"]
    assert listed(client, genre="news") == ["Article"]
    assert listed(client, territoire=region.uid) == ["Décret"]
    assert listed(client, q="18 mois") == ["Article", "Décret"]
    assert listed(client, theme=theme("FLE").uid, tri="titre") == ["Décret"]
    assert namur.parent == region


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    town = make_territory("Namur")
    for number in range(count):
        make_note(f"Note {number}", audience=PUBLIC, themes=[theme(f"T{number}")], territories=[town])
    cache.clear()
    with django_assert_num_queries(8):
        client.get(VEILLE)


def test_the_search_finds_a_note_by_what_it_changes(client: Client) -> None:
    make_note("Un décret", audience=PUBLIC, practice="Prévenir les apprenants.")
    assert "Un décret" in text(client.get("/recherche/?q=apprenants"))
