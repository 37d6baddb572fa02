"""« Signaler une erreur »: anyone proposes, who keeps the offer decides field by field, whoever proposed is thanked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation
from tests.network.screens import log_in, text
from tests.network.space_factories import worker

from maillage.cadastre.actions.offers import edit_offer
from maillage.cadastre.actions.suggestions import (
    MOST_WAITING,
    accept_change,
    refuse_change,
    suggest_correction,
)
from maillage.cadastre.models import Offer, OfferSession, SuggestedChange, Suggestion
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR, Reader, works_key
from maillage.journal.models import Entry
from maillage.mailing.models import Message
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db
Decision = SuggestedChange.Decision
MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def mots() -> Organisation:
    return make_organisation("Les Mots Passeurs")


@pytest.fixture
def samira(mots: Organisation) -> Reader:
    """Works at the operator."""
    keys = frozenset({PUBLIC, MEMBERS, works_key(mots.uid)})
    return Reader(keys=keys, uid="sam2sam2", label="Samira Benali")


@pytest.fixture
def offer(mots: Organisation) -> Offer:
    return make_offer("Français pour débutants", organisation=mots, phone="04 111 11 11", text="Le matin.")


def proposed(offer: Offer, sender: str = "", **changes: str) -> Suggestion:
    differences = {part: ("", after) for part, after in changes.items()}
    return suggest_correction(by=VISITOR, offer=offer, differences=differences, name="Anne", email=sender)


def the_change(suggestion: Suggestion, part: str) -> SuggestedChange:
    return suggestion.changes.select_related("suggestion__offer__organisation").get(part=part)


def page_to_suggest(client: Client, offer: Offer) -> tuple[str, dict[str, Any]]:
    """The address, and what a browser would send back unchanged."""
    url = reverse("cadastre:suggest", args=[offer.address])
    form = client.get(url).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return url, sent


def test_a_visitor_changes_one_field_and_only_that_field_is_kept(client: Client, offer: Offer) -> None:
    make_session(offer, "lundi 9h-12h")
    url, sent = page_to_suggest(client, offer)
    assert sent["hours"] == "lundi de 9h à 12h"
    answer = client.post(url, {**sent, "phone": "04 222 22 22"})
    assert answer.status_code == 302
    kept = SuggestedChange.objects.get()
    assert (kept.part, kept.before, kept.after) == ("phone", "04 111 11 11", "04 222 22 22")
    offer.refresh_from_db()
    assert offer.phone == "04 111 11 11", "nothing of the offer changes before somebody decides"


def test_what_the_operator_changed_while_the_form_was_open_is_not_proposed_back(
    client: Client, offer: Offer
) -> None:
    url, sent = page_to_suggest(client, offer)
    edit_offer(by=SYSTEM, offer=offer, seen=offer.version, fields={"text": "L’après-midi."})
    client.post(url, {**sent, "price": "gratuit"})
    assert [(one.part, one.after) for one in SuggestedChange.objects.all()] == [("price", "gratuit")]


def test_a_proposal_without_any_difference_is_sent_back_with_a_sentence(client: Client, offer: Offer) -> None:
    url, sent = page_to_suggest(client, offer)
    answer = client.post(url, sent)
    assert "Changez au moins un champ" in text(answer)
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phone", "appelez-moi", "numéro de téléphone"),
        ("email", "pas une adresse", "adresse"),
        ("title", "x" * 161, "160"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_is_lost(
    client: Client, offer: Offer, field: str, value: str, said: str
) -> None:
    url, sent = page_to_suggest(client, offer)
    answer: Any = client.post(url, {**sent, field: value, "remark": "Fermé le lundi"})
    assert said in str(answer.context["form"].errors[field])
    assert "Fermé le lundi" in text(answer)


def test_a_forged_record_of_what_was_seen_falls_back_on_what_the_page_says(
    client: Client, offer: Offer
) -> None:
    url, sent = page_to_suggest(client, offer)
    client.post(url, {**sent, "seen": "forgé", "title": "Français, niveau 2"})
    assert [(one.part, one.before) for one in SuggestedChange.objects.all()] == [
        ("title", "Français pour débutants")
    ]


def test_a_machine_that_fills_every_field_is_thanked_and_leaves_nothing(client: Client, offer: Offer) -> None:
    url, sent = page_to_suggest(client, offer)
    answer = client.post(url, {**sent, "phone": "04 9", "company": "Best pills"})
    assert answer.status_code == 302
    assert not Suggestion.objects.exists()


def test_a_double_submission_leaves_one_proposal(client: Client, offer: Offer) -> None:
    url, sent = page_to_suggest(client, offer)
    for _again in range(2):
        client.post(url, {**sent, "phone": "04 222 22 22"})
    assert Suggestion.objects.count() == 1


def test_after_fifteen_proposals_in_an_hour_one_is_asked_to_wait(client: Client, mots: Organisation) -> None:
    for number in range(15):
        url, sent = page_to_suggest(client, make_offer(f"Cours {number}", organisation=mots))
        client.post(url, {**sent, "price": "5 €"})
    url, sent = page_to_suggest(client, make_offer("Un de plus", organisation=mots))
    answer = client.post(url, {**sent, "price": "5 €"})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"
    assert Suggestion.objects.count() == 15


def test_an_offer_is_not_buried_under_proposals(offer: Offer) -> None:
    for _number in range(MOST_WAITING):
        proposed(offer, remark="Encore")
    with pytest.raises(ValidationError):
        proposed(offer, remark="De trop")


def test_what_members_alone_see_takes_no_proposal_from_a_visitor(client: Client, mots: Organisation) -> None:
    inside = make_offer("Réunion", organisation=mots, audience=MEMBERS)
    assert client.get(reverse("cadastre:suggest", args=[inside.address])).status_code == 404


@pytest.mark.parametrize(
    ("part", "after", "attribute", "expected"),
    [
        ("title", "Français niveau 1", "title", "Français niveau 1"),
        ("text", "Le soir.", "text", "Le soir."),
        ("phone", "04 222 22 22", "phone", "04 222 22 22"),
        ("email", "fle@mots.example", "email", "fle@mots.example"),
        ("price", "10 € par mois", "price", "10 € par mois"),
        ("price", "Gratuit", "free", True),
        ("gone", "oui", "valid_to", "today"),
    ],
)
def test_the_operator_takes_a_field_over(
    offer: Offer, samira: Reader, part: str, after: str, attribute: str, expected: Any
) -> None:
    change = the_change(proposed(offer, **{part: after}), part)
    accept_change(by=samira, change=change, seen=offer.version)
    offer.refresh_from_db()
    assert getattr(offer, attribute) == (today() if expected == "today" else expected)
    assert (change.decision, change.decided_by) == (Decision.ACCEPTED, "Samira Benali")
    assert offer.kept_by_centre is (part == "gone"), "ending an offer vouches for nothing"


def test_hours_are_taken_over_when_there_is_one_session_to_write_them_on(offer: Offer, samira: Reader) -> None:
    session = make_session(offer, "lundi 9h-12h")
    change = the_change(proposed(offer, hours="mardi 13h30-16h"), "hours")
    accept_change(by=samira, change=change, seen=offer.version)
    (slot,) = OfferSession.objects.get(pk=session.pk).slots.all()
    assert (slot.weekday, slot.start, slot.end) == (1, dt.time(13, 30), dt.time(16))


def test_hours_of_two_sessions_or_that_nobody_understands_go_through_the_form(
    offer: Offer, samira: Reader
) -> None:
    make_session(offer, "lundi 9h-12h")
    vague = the_change(proposed(offer, hours="le matin, parfois"), "hours")
    with pytest.raises(ValidationError):
        accept_change(by=samira, change=vague, seen=offer.version)
    vague.refresh_from_db()
    assert vague.decision == Decision.WAITING
    make_session(offer, "jeudi 9h-12h")
    clear = the_change(proposed(offer, hours="mardi 13h30-16h"), "hours")
    with pytest.raises(ValidationError):
        accept_change(by=samira, change=clear, seen=offer.version)


def test_places_are_taken_over_as_a_statement_of_today(offer: Offer, samira: Reader) -> None:
    session = make_session(offer, "lundi 9h-12h")
    accept_change(by=samira, change=the_change(proposed(offer, places="complet"), "places"), seen=offer.version)
    said = session.places.get()
    assert (said.state, said.on) == ("full", today())


def test_a_title_that_was_emptied_is_not_taken_over_by_a_button(client: Client, offer: Offer) -> None:
    found = proposed(offer, title="")
    page = log_in(worker(offer.organisation)).get(
        reverse("cadastre:suggestion", args=[offer.address, found.uid])
    )
    assert [one.direct for one in page.context["changes"]] == [False]


def test_an_offer_that_changed_meanwhile_is_read_again_first(offer: Offer, samira: Reader) -> None:
    seen = offer.version
    change = the_change(proposed(offer, phone="04 222 22 22"), "phone")
    edit_offer(by=SYSTEM, offer=offer, seen=seen, fields={"phone": "04 333 33 33"})
    with pytest.raises(ChangedMeanwhile):
        accept_change(by=samira, change=change, seen=seen)
    change.refresh_from_db()
    offer.refresh_from_db()
    assert (change.decision, offer.phone) == (Decision.WAITING, "04 333 33 33")


def test_who_does_not_keep_the_offer_decides_nothing(offer: Offer) -> None:
    change = the_change(proposed(offer, phone="04 222 22 22"), "phone")
    stranger = Reader(keys=frozenset({PUBLIC, MEMBERS}), uid="str2str2", label="Omar")
    with pytest.raises(NotAllowed):
        accept_change(by=stranger, change=change, seen=offer.version)
    with pytest.raises(NotAllowed):
        refuse_change(by=VISITOR, change=change)


def test_thanks_leave_once_when_the_last_field_is_decided(offer: Offer, samira: Reader) -> None:
    found = proposed(offer, sender="Anne@Example.org", phone="04 222 22 22", price="10 €")
    accept_change(by=samira, change=the_change(found, "phone"), seen=offer.version)
    assert not Message.objects.exists()
    refuse_change(by=samira, change=the_change(found, "price"), word="Toujours gratuit")
    refuse_change(by=samira, change=the_change(found, "price"), word="Deux fois")
    letter = Message.objects.get()
    assert (letter.to_email, letter.to_name) == ("anne@example.org", "Anne")
    assert "Téléphone : reprise" in letter.text.replace("\u00a0", " ")
    assert "Toujours gratuit" in letter.text
    found.refresh_from_db()
    assert found.decided_at is not None


def test_without_an_address_nobody_is_written_to(offer: Offer, samira: Reader) -> None:
    refuse_change(by=samira, change=the_change(proposed(offer, remark="?"), "remark"))
    assert not Message.objects.exists()


def test_the_journal_names_the_field_and_not_what_a_stranger_wrote(offer: Offer, samira: Reader) -> None:
    found = proposed(offer, sender="anne@example.org", remark="Des horreurs")
    refuse_change(by=samira, change=the_change(found, "remark"), word="Hors sujet")
    told = [(entry.verb, entry.note) for entry in Entry.objects.about(offer).order_by("pk")][1:]
    assert told == [
        ("correction proposée", "remarque"),
        ("correction pas reprise", "remarque\u00a0: Hors sujet"),
    ]
    everything = str(list(Entry.objects.values()))
    assert "Des horreurs" not in everything
    assert "anne@example.org" not in everything


def test_the_address_of_the_suggester_is_seen_by_the_operator_and_the_centre_alone(offer: Offer) -> None:
    found = proposed(offer, sender="anne@example.org", phone="04 222 22 22")
    url = reverse("cadastre:suggestion", args=[offer.address, found.uid])
    assert "anne@example.org" in text(log_in(worker(offer.organisation)).get(url))
    centre = make_organisation("Centre", is_host=True)
    assert "anne@example.org" in text(log_in(worker(centre, coordinator=True)).get(url))
    other = log_in(worker(make_organisation("Ailleurs")))
    assert other.get(url).status_code == 404
    assert "anne@example.org" not in text(other.get(reverse("cadastre:offer", args=[offer.address])))
    assert "anne" not in text(other.get(reverse("cadastre:suggestions"))).lower()


def test_the_panel_of_the_offer_is_for_those_who_keep_it(client: Client, offer: Offer) -> None:
    proposed(offer, phone="04 222 22 22")
    page = reverse("cadastre:offer", args=[offer.address])
    assert 'id="corrections"' not in text(client.get(page))
    assert 'id="corrections"' in text(log_in(worker(offer.organisation)).get(page))


def test_the_buttons_of_the_page_decide(offer: Offer) -> None:
    found = proposed(offer, phone="04 222 22 22", price="10 €")
    there = log_in(worker(offer.organisation))
    url = reverse("cadastre:decide_suggestion", args=[offer.address, found.uid])
    there.post(url, {"part": "phone", "version": offer.version, "decision": "reprendre"})
    there.post(url, {"part": "price", "decision": "refuser", "word": "Non"})
    assert [one.decision for one in found.changes.order_by("part")] == [Decision.ACCEPTED, Decision.REFUSED]
    assert there.post(url, {"part": "price", "decision": "n’importe"}).status_code == 404
    assert there.post(url, {"part": "title", "decision": "refuser"}).status_code == 404


def test_a_stale_button_says_that_the_offer_changed(offer: Offer) -> None:
    found = proposed(offer, phone="04 222 22 22")
    there = log_in(worker(offer.organisation))
    url = reverse("cadastre:decide_suggestion", args=[offer.address, found.uid])
    answer = there.post(
        url, {"part": "phone", "version": offer.version + 5, "decision": "reprendre"}, follow=True
    )
    assert "a changé entre-temps" in text(answer)
    assert found.changes.get().decision == Decision.WAITING


def test_what_needs_the_form_opens_it_with_the_proposal_beside_it_and_leads_back(offer: Offer) -> None:
    session = make_session(offer, "lundi 9h-12h")
    found = proposed(offer, place="Rue Neuve 3, 4000 Liège")
    there = log_in(worker(offer.organisation))
    back = reverse("cadastre:suggestion", args=[offer.address, found.uid])
    edit = f"{reverse('cadastre:edit_session', args=[offer.address, session.uid])}?correction={found.uid}"
    assert edit in text(there.get(back))
    assert "Rue Neuve 3" in text(there.get(edit))
    answer = there.post(edit, {"hours": "mardi 9h-12h", "version": session.version})
    assert answer.headers["Location"] == back
    there.post(
        reverse("cadastre:decide_suggestion", args=[offer.address, found.uid]),
        {"part": "place", "decision": "corrige"},
    )
    assert found.changes.get().decision == Decision.ACCEPTED


def test_a_proposal_of_another_offer_stands_beside_no_form(offer: Offer, mots: Organisation) -> None:
    elsewhere = make_offer("Autre", organisation=make_organisation("Ailleurs"))
    found = proposed(elsewhere, title="Secret d’ailleurs")
    page = reverse("cadastre:edit_offer", args=[offer.address])
    assert "Secret d’ailleurs" not in text(log_in(worker(mots)).get(f"{page}?correction={found.uid}"))
