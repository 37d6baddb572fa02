"""« M’avertir »: double opt-in, forged and expired links, stopping by hand and by mail programs, limits, own data."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.chronicle.factories import by_link, make_news, make_note, make_subscriber
from tests.factories import an_account
from tests.network.factories import make_organisation, make_territory
from tests.network.screens import log_in, text
from tests.network.space_factories import make_space, organiser, theme, worker

from maillage.accounts.actions import erase_person
from maillage.accounts.own_data import data_of
from maillage.accounts.retention import run_retention
from maillage.chronicle.actions.alerts import Wish, change_wish, drop_wish, stop_alerts, subscribe
from maillage.chronicle.actions.news import correct_news
from maillage.chronicle.actions.watch import tell_spaces
from maillage.chronicle.models import NewsItem, Subscriber, Subscription, WatchNoteCopy, WatchNoteTold
from maillage.chronicle.rules import CONFIRM_LINK, MANAGE_LINK
from maillage.chronicle.unsubscribing import stop_url
from maillage.core.readers import SYSTEM, VISITOR, Reader, person_key
from maillage.journal.models import Entry
from maillage.mailing.models import Message
from maillage.mailing.registries import DigestSource, digest_sources
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.clock import now
from maillage.records.logs import without_secrets

pytestmark = pytest.mark.django_db
NEW = "/avis/nouveau/"
EMAIL = "quelquun@exemple.example"


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture
def foyer() -> Organisation:
    return make_organisation("Foyer")


def typed(**more: Any) -> dict[str, Any]:
    return {"sources": ["nouvelles"], "rhythm": "week", "email": EMAIL, "uid": "2345abcd", **more}


def link_in(message: Message) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/lien/\S+)", message.text)
    assert found
    return found[1]


def letters() -> list[Message]:
    return list(Message.objects.order_by("pk"))


def ask(client: Client, **more: Any) -> Message:
    assert client.post(NEW, typed(**more)).status_code == 200
    return letters()[-1]


def test_an_address_counts_once_its_owner_has_confirmed(client: Client) -> None:
    fle, huy = theme("FLE"), make_territory("Huy")
    letter = ask(client, themes=[fle.pk], territories="Huy", kinds=["training"], rhythm="day")
    assert letter.to_email == EMAIL
    assert "nouvelles (formation) · FLE · Huy" in letter.text
    subscriber = Subscriber.objects.get()
    assert subscriber.confirmed_at is None
    assert not Subscriber.objects.awake().exists()
    page = client.get(link_in(letter), follow=True)
    assert Subscriber.objects.get().confirmed_at is None, "a mail scanner that opens the link confirms nothing"
    assert "Confirmer ma demande" in text(page)
    done = client.post(page.request["PATH_INFO"], follow=True)
    assert "C’est confirmé" in text(done)
    subscriber.refresh_from_db()
    assert (subscriber.confirmed_at is not None, subscriber.rhythm) == (True, "day")
    assert Subscription.objects.get().params == {
        "kinds": ["training"],
        "territories": [huy.uid],
        "themes": [fle.uid],
    }


def test_sent_twice_one_letter(client: Client) -> None:
    ask(client)
    ask(client)
    assert len(letters()) == 1
    assert Subscription.objects.count() == 1


def test_a_forged_link_confirms_nothing(client: Client) -> None:
    letter = ask(client)
    waiting = Subscription.objects.get()
    assert client.get(link_in(letter)[:-3] + "xy/").status_code == 404
    page = reverse("chronicle:confirm_alerts", args=[waiting.uid])
    assert client.get(page).status_code == 404, "the clean address alone opens nothing"
    assert client.post(page).status_code == 404
    waiting.refresh_from_db()
    assert waiting.confirmed_at is None


def test_an_expired_link_confirms_nothing_and_the_request_is_forgotten(client: Client) -> None:
    with time_machine.travel("2026-11-20 12:00+01:00", tick=False):
        letter = ask(client)
        page = reverse("chronicle:confirm_alerts", args=[Subscription.objects.get().uid])
        client.get(link_in(letter))
    with time_machine.travel("2026-11-27 12:01+01:00", tick=False):
        assert client.get(link_in(letter)).status_code == 410
        assert client.post(page).status_code == 404, "even in the browser that opened it in time"
        run_retention()
        assert not Subscriber.objects.exists()


def test_a_request_is_kept_seven_days_no_less(client: Client) -> None:
    with time_machine.travel("2026-11-20 12:00+01:00", tick=False):
        ask(client)
        make_subscriber(email="autre@exemple.example")
    with time_machine.travel("2026-11-27 11:59+01:00", tick=False):
        run_retention()
        assert Subscriber.objects.count() == 2
    with time_machine.travel("2026-12-27 11:59+01:00", tick=False):
        run_retention()
        assert Subscriber.objects.get().email == "autre@exemple.example"


def test_a_stranger_adds_nothing_to_what_an_address_confirmed(client: Client) -> None:
    make_subscriber(email=EMAIL, sources=("veille",))
    letter = ask(client)
    subscriber = Subscriber.objects.get()
    assert [one.source for one in subscriber.subscriptions.filter(confirmed_at__isnull=False)] == ["veille"]
    assert subscriber.rhythm == "week"
    assert letter.purpose == "alerts_confirm"


def test_who_has_it_all_already_receives_the_way_to_their_page_and_nobody_else_learns_it(
    client: Client,
) -> None:
    make_subscriber(email=EMAIL, sources=("nouvelles",))
    known = client.post(NEW, typed())
    unknown = client.post(NEW, typed(email="inconnu@exemple.example", uid="2345abce"))
    assert text(known).replace(EMAIL, "X") == text(unknown).replace("inconnu@exemple.example", "X")
    assert [one.purpose for one in letters()] == ["alerts_manage", "alerts_confirm"]
    page = text(client.get(link_in(letters()[0]), follow=True))
    assert "Mes avis" in page
    assert "Nouvelles du réseau" in page


def test_the_page_is_found_again_by_e_mail_and_says_the_same_to_all(client: Client) -> None:
    make_subscriber(email=EMAIL)
    known = client.post("/avis/", {"email": EMAIL.upper()})
    unknown = client.post("/avis/", {"email": "inconnu@exemple.example"})
    assert text(known).replace(EMAIL, "X") == text(unknown).replace("inconnu@exemple.example", "X")
    assert [one.to_email for one in letters()] == [EMAIL]


def test_robots_are_slowed_down_and_an_address_is_not_flooded(client: Client) -> None:
    for number in range(5):
        client.post(NEW, typed(uid=f"2345abc{number + 2}", kinds=[["event"], ["call"]][number % 2]))
    assert len(letters()) == 3, "three letters a day to one address"
    said = text(client.post(NEW, typed(uid="2345abcz")))
    assert "Réessayez dans une heure" in said
    assert EMAIL in said, "nothing typed is lost"
    other = Client(REMOTE_ADDR="10.0.0.9")
    assert "Réessayez" not in text(other.post(NEW, typed(uid="2345abcx", email="b@exemple.example")))


def test_a_robot_that_fills_the_hidden_field_writes_nothing(client: Client) -> None:
    assert client.post(NEW, typed(website="https://spam.example")).status_code == 200
    assert not Subscriber.objects.exists()
    assert letters() == []


def test_bad_input_is_said_beside_its_field(client: Client) -> None:
    bad = typed(
        sources=[], rhythm="heure", email="pas une adresse", territories="Nulle part\x00", themes=["9" * 30]
    )
    answer = client.post(NEW, bad)
    errors = answer.context["form"].errors
    assert set(errors) == {"sources", "rhythm", "email", "territories", "themes"}
    assert "Nulle part" in text(answer)
    assert not Subscriber.objects.exists()


def test_a_link_brings_the_filters_of_the_list_along(client: Client) -> None:
    fle, huy = theme("FLE"), make_territory("Huy")
    make_news(themes=[fle], territories=[huy], kind="training")
    page = client.get(f"/nouvelles/?theme={fle.uid}&territoire={huy.uid}&genre=training")
    url = page.context["alert_url"]
    assert url == f"{NEW}?quoi=nouvelles&theme={fle.uid}&territoire={huy.uid}&genre=training"
    form = client.get(url).context["form"]
    assert (form.initial["themes"], form.initial["territories"]) == ([fle], [huy])
    assert form.initial["sources"] == ["nouvelles"]
    assert client.get(f"{NEW}?quoi=%00&theme=zz&genre=x").status_code == 200


def test_who_is_logged_in_confirms_nothing_and_sees_changes_suspends_and_stops(foyer: Organisation) -> None:
    zoe = log_in(worker(foyer, "Zoé Foyer", email="zoe@foyer.example"))
    assert "M’avertir" in text(zoe.get("/avis/"))
    made = zoe.post(NEW, {"sources": ["nouvelles", "veille"], "rhythm": "month"}, follow=True)
    page = made.request["PATH_INFO"]
    subscriber = Subscriber.objects.get()
    assert page == f"/avis/de/{subscriber.uid}/"
    assert letters() == []
    one = subscriber.subscriptions.get(source="nouvelles")
    huy = make_territory("Huy")
    zoe.post(f"{page}{one.uid}/changer/", {"territories": "Huy", "kinds": ["call"]})
    one.refresh_from_db()
    assert one.params == {"kinds": ["call"], "territories": [huy.uid], "themes": []}
    assert "Nouvelles (appel) · tous les thèmes · Huy" in text(zoe.get(page))
    zoe.post(f"{page}rythme/", {"rhythm": "day"})
    zoe.post(f"{page}rythme/", {"rhythm": "zzz"})
    zoe.post(f"{page}suspendre/")
    subscriber.refresh_from_db()
    assert (subscriber.rhythm, subscriber.paused_at is not None) == ("day", True)
    assert "suspendus" in text(zoe.get(page))
    zoe.post(f"{page}suspendre/")
    zoe.post(f"{page}{one.uid}/retirer/")
    assert [left.source for left in subscriber.subscriptions.all()] == ["veille"]


def test_one_more_alert_does_not_change_how_often_one_hears(foyer: Organisation) -> None:
    person = worker(foyer, "Zoé Foyer")
    make_subscriber(person, rhythm="month", sources=("veille",))
    form = log_in(person).get(NEW).context["form"]
    assert form["rhythm"].value() == "month"


def test_nobody_sees_the_alerts_of_another(foyer: Organisation, administrator: Reader) -> None:
    zoe = worker(foyer, "Zoé Foyer")
    subscriber = make_subscriber(zoe)
    stranger = log_in(worker(make_organisation()))
    for page in ("", "aujourd-hui/"):
        assert stranger.get(f"/avis/de/{subscriber.uid}/{page}").status_code == 404
    one = subscriber.subscriptions.first()
    assert one is not None
    for act in (
        lambda: drop_wish(by=administrator, subscription=one),
        lambda: change_wish(by=administrator, subscription=one, params={}),
        lambda: stop_alerts(by=administrator, subscriber=subscriber),
        lambda: subscribe(by=administrator, person=zoe, wishes=[], rhythm="day"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_confirmation_link_opens_nothing_else(client: Client) -> None:
    client.get(link_in(ask(client)))
    subscriber = Subscriber.objects.get()
    assert client.get(f"/avis/de/{subscriber.uid}/").status_code == 404


def test_the_same_wish_twice_is_one_and_becoming_the_same_merges() -> None:
    subscriber = make_subscriber(email=EMAIL, sources=("nouvelles",))
    by = by_link(MANAGE_LINK, subscriber.uid)
    again = make_subscriber(email="b@exemple.example", sources=("nouvelles",), kinds=["call"])
    assert again.subscriptions.count() == 1
    first = subscriber.subscriptions.get()
    second = Subscription.objects.create(
        subscriber=subscriber, source="nouvelles", params={}, params_digest="x", confirmed_at=now()
    )
    assert change_wish(by=by, subscription=second, params=first.params) == first
    assert subscriber.subscriptions.count() == 1


def test_there_is_an_end_to_wishes(foyer: Organisation) -> None:
    zoe = worker(foyer)
    by = Reader(keys=frozenset({person_key(zoe.uid)}), uid=zoe.uid)
    wishes = [Wish("nouvelles", {"n": number}) for number in range(31)]
    with pytest.raises(ValidationError, match="30 avis au plus"):
        subscribe(by=by, person=zoe, wishes=wishes, rhythm="day")
    assert not Subscriber.objects.exists(), "all or nothing"


def test_the_preview_shows_what_would_leave_and_writes_nothing(foyer: Organisation) -> None:
    person = worker(foyer, "Zoé Foyer")
    subscriber = make_subscriber(person)
    make_news("Porte ouverte")
    zoe = log_in(person)
    before = Subscriber.objects.values_list().get()
    assert "Porte ouverte" in text(zoe.get(f"/avis/de/{subscriber.uid}/aujourd-hui/"))
    assert Subscriber.objects.values_list().get() == before
    assert letters() == []


def path_of(url: str) -> str:
    return url.removeprefix("http://127.0.0.1:8000")


def test_a_mail_scanner_that_opens_the_unsubscribe_link_stops_nothing(client: Client) -> None:
    subscriber = make_subscriber(email=EMAIL)
    path = path_of(stop_url(subscriber.uid))
    for method in (client.get, client.head, client.get):
        assert method(path).status_code == 200
    assert Subscriber.objects.filter(pk=subscriber.pk).exists()
    assert "Oui, arrêter" in text(client.get(path))
    assert "C’est arrêté" in text(client.post(path))
    assert not Subscriber.objects.exists()


def test_mail_programs_stop_it_in_one_click_without_a_token_of_ours(foyer: Organisation) -> None:
    """RFC 8058: a POST with this very body, no cookie, no redirection; a second one says the same."""
    for subscriber in (make_subscriber(email=EMAIL), make_subscriber(worker(foyer))):
        program = Client(enforce_csrf_checks=True)
        for _time in range(2):
            answer = program.post(
                path_of(stop_url(subscriber.uid)),
                "List-Unsubscribe=One-Click",
                content_type="application/x-www-form-urlencoded",
            )
            assert answer.status_code == 200
            assert not answer.cookies
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    "change", [lambda token: token[:-1] + "x", lambda token: token.split(".")[0], lambda _: "x"]
)
def test_a_forged_unsubscribe_token_stops_nothing(client: Client, change: Any) -> None:
    subscriber = make_subscriber(email=EMAIL)
    path = path_of(stop_url(subscriber.uid))
    token = path.removeprefix("/avis/arreter/").rstrip("/")
    for method in (client.get, client.post):
        assert method(f"/avis/arreter/{change(token)}/").status_code == 404
    other_purpose = signing.Signer(salt="something.else", sep=".").sign(subscriber.uid)
    assert client.post(f"/avis/arreter/{other_purpose}/").status_code == 404
    assert Subscriber.objects.filter(pk=subscriber.pk).exists()


def test_logs_keep_no_token() -> None:
    assert without_secrets("POST /avis/arreter/abc.def/ 200") == "POST /avis/arreter/[jeton]/ 200"


def test_dropping_the_last_wish_of_an_address_forgets_it() -> None:
    subscriber = make_subscriber(email=EMAIL, sources=("veille",))
    drop_wish(by=by_link(MANAGE_LINK, subscriber.uid), subscription=subscriber.subscriptions.get())
    assert not Subscriber.objects.exists()


def test_the_journal_names_no_address() -> None:
    make_subscriber(email=EMAIL)
    assert Entry.objects.exists()
    assert not [entry for entry in Entry.objects.values() if EMAIL in json.dumps(entry, default=str)]


def test_what_an_address_asked_becomes_the_person_s_one_digest_not_two(foyer: Organisation) -> None:
    zoe = worker(foyer, "Zoé Foyer", email=EMAIL)
    make_subscriber(email=EMAIL, sources=("veille",))
    make_subscriber(zoe, sources=("nouvelles", "veille"))
    subscriber = Subscriber.objects.get()
    assert subscriber.person == zoe
    assert sorted(one.source for one in subscriber.subscriptions.all()) == ["nouvelles", "veille"]


def test_confirming_by_e_mail_what_one_has_an_account_for_joins_it(foyer: Organisation) -> None:
    zoe = worker(foyer, "Zoé Foyer", email=EMAIL)
    an_account(zoe)
    make_subscriber(zoe, sources=("veille",))
    home = make_subscriber(email=EMAIL, sources=("nouvelles",))
    assert home.person == zoe
    assert Subscriber.objects.count() == 1
    assert home.subscriptions.filter(confirmed_at__isnull=False).count() == 2


def courses(query: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    if not query.get("cours"):
        raise ValidationError("Cherchez d’abord un cours.")
    return {"cours": query["cours"][0][:40]}


def test_another_room_offers_a_source_with_its_own_parameters(client: Client) -> None:
    source = DigestSource(
        "essais", "Cours", lambda params: f"cours de {params['cours']}", lambda *_: [], courses
    )
    digest_sources.add("essais", source)
    try:
        url = f"{NEW}?quoi=essais&cours=menuiserie"
        assert "cours de menuiserie" in text(client.get(url))
        client.post(url, {"rhythm": "day", "email": EMAIL, "uid": "2345abcd"})
        assert Subscription.objects.get().params == {"cours": "menuiserie"}
        refused = client.get(f"{NEW}?quoi=essais")
        assert refused.status_code == 400
        assert "Cherchez d’abord un cours." in text(refused)
    finally:
        digest_sources._entries.pop("essais")
    subscriber = Subscriber.objects.get()
    Subscription.objects.update(confirmed_at=now())
    stays = worker(make_organisation(), "Zoé Foyer")
    Subscriber.objects.filter(pk=subscriber.pk).update(person=stays, email="", confirmed_at=now())
    page = text(log_in(stays).get(f"/avis/de/{subscriber.uid}/"))
    assert "n’est plus proposé" in page, "a source that went away breaks nothing"


def test_one_takes_away_what_is_held_and_erasing_leaves_nothing(foyer: Organisation) -> None:
    zoe = worker(foyer, "Zoé Foyer", email="zoe@foyer.example")
    reader = Reader(keys=SYSTEM.keys | {person_key(zoe.uid)}, uid=zoe.uid, label="Zoé Foyer")
    item = make_news(organisation=foyer, by=reader, contact="Zoé Foyer, zoe@foyer.example")
    kept = make_news(organisation=foyer, contact="info@foyer.example")
    space = make_space(members=(foyer,))
    tell_spaces(by=reader.with_keys(organiser(space).keys), note=make_note(), spaces=[space])
    make_subscriber(zoe, sources=("veille",))
    held = json.dumps({one.title: one.data for one in data_of(zoe)}, default=str, ensure_ascii=False)
    for words in ("notes de veille · tous les thèmes", "Porte ouverte", "Un décret change"):
        assert words in held
    assert WatchNoteCopy.objects.filter(person=zoe).exists()
    erase_person(by=SYSTEM, person=zoe)
    item.refresh_from_db()
    kept.refresh_from_db()
    assert (item.contact, item.posted_by, kept.contact) == ("", None, "info@foyer.example")
    assert not Subscriber.objects.exists()
    assert not WatchNoteCopy.objects.filter(person=zoe).exists()
    told = WatchNoteTold.objects.get()
    assert "Zoé" not in told.by
    assert NewsItem.objects.count() == 2


def test_the_privacy_page_says_it(client: Client) -> None:
    page = text(client.get("/vie-privee/"))
    assert "7 jours sans confirmation" in page
    assert "consentement" in page


def test_old_digests_and_their_letters_go(client: Client) -> None:
    with time_machine.travel("2026-09-01 12:00+02:00", tick=False):
        Message.objects.create(to_email=EMAIL, subject="x", text="x", purpose="digest", audience="x")
        ask(client)
    with time_machine.travel("2026-11-20 12:00+01:00", tick=False):
        run_retention()
    assert letters() == []


def test_a_correction_does_not_tell_it_again(foyer: Organisation) -> None:
    item = make_news(organisation=foyer)
    posted = item.posted_at
    correct_news(by=SYSTEM, item=item, seen=1, fields={"title": "Autre"})
    assert NewsItem.objects.get().posted_at == posted
    assert VISITOR.uid == ""
    assert by_link(CONFIRM_LINK, "x").has("link:confirm_alerts:x")


def test_an_address_lives_sixty_days_by_its_manage_link(client: Client) -> None:
    with time_machine.travel("2026-11-20 12:00+01:00", tick=False):
        subscriber = make_subscriber(email=EMAIL)
        client.post("/avis/", {"email": EMAIL})
        link = link_in(letters()[-1])
        assert client.get(link).url == f"/avis/de/{subscriber.uid}/"  # type: ignore[attr-defined]
    with time_machine.travel(dt.datetime(2027, 1, 20, 12, tzinfo=dt.UTC), tick=False):
        assert client.get(link).status_code == 410
