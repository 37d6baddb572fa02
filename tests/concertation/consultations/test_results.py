"""What came out of a consultation: the map and its refusals, masked numbers, words, files, who may read."""

from __future__ import annotations

import io
import random
import zipfile
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.concertation.consultations.factories import make_consultation, statements, vote
from tests.concertation.factories import make_cycle, make_recommendation
from tests.factories import an_account
from tests.network.factories import make_term
from tests.network.space_factories import make_space, organiser, worker

from maillage.concertation.actions.consultations import sort_statement
from maillage.concertation.actions.votes import add_votes
from maillage.concertation.consultation_words import REFUSALS, read_aloud, why_no_groups
from maillage.concertation.map_work import make_maps_once
from maillage.concertation.models import Consultation, OpinionMapKept, Participant, Vote
from maillage.concertation.queries import opinion_maps
from maillage.concertation.queries.consultation_results import results_of, told_apart
from maillage.concertation.queries.consultations import ballot_of
from maillage.core.positions import Refusal
from maillage.core.positions.polis_files import read_comments, read_votes
from maillage.core.readers import VISITOR, Reader

pytestmark = pytest.mark.django_db


def planted(people: int = 40, *, faithful: float = 0.9, actors: dict[int, str] | None = None) -> Consultation:
    """Half agree with the first half of twelve statements and not with the rest, the others the reverse."""
    made, draw = make_consultation(statements=12), random.Random(4)
    rows = Participant.objects.bulk_create(
        Participant(
            consultation=made, number=number, by_entry=f"b{number}", ownership=(actors or {}).get(number, "")
        )
        for number in range(1, people + 1)
    )
    votes = [
        Vote(
            participant=person,
            statement=one,
            value=_leans(place, one.number) if draw.random() < faithful else 0,
        )
        for place, person in enumerate(rows)
        for one in statements(made)
    ]
    add_votes(made, votes)
    made.refresh_from_db()
    return made


def _leans(place: int, number: int) -> int:
    return 1 if (place % 2 == 0) == (number <= 6) else -1


def url(name: str, consultation: Consultation) -> str:
    return reverse(f"concertation:{name}", args=[consultation.address])


def test_two_planted_groups_are_told_in_words() -> None:
    consultation = planted()
    results = results_of(consultation, inside=False)
    assert [(group.letter, group.people) for group in results.groups] == [("A", 20), ("B", 20)]
    held = {frozenset(one.statement.number for one in group.held if one.agreed) for group in results.groups}
    assert all(numbers <= set(range(1, 7)) or numbers <= set(range(7, 13)) for numbers in held)
    said = " ".join(read_aloud(consultation, results))
    assert "40 personnes ont donné" in said
    assert "Deux façons de voir se distinguent." in said
    assert "Ce ne sont pas des camps" in said


def test_under_thirty_people_there_is_no_map_but_every_statement() -> None:
    consultation = planted(people=29)
    page = Client().get(url("consultation", consultation)).text
    assert "Trop tôt pour une carte" in page
    assert "<figure>" not in page
    assert "Phrase 12" in page
    assert not results_of(consultation, inside=False).groups


def test_votes_without_opinion_are_given_no_groups() -> None:
    made, draw = make_consultation(statements=12), random.Random(9)
    rows = Participant.objects.bulk_create(
        Participant(consultation=made, number=number, by_entry=f"b{number}") for number in range(1, 61)
    )
    add_votes(
        made,
        [
            Vote(participant=one, statement=two, value=draw.choice((-1, 0, 1)))
            for one in rows
            for two in statements(made)
        ],
    )
    made.refresh_from_db()
    results = results_of(made, inside=False)
    assert not results.groups
    assert why_no_groups(results)
    page = Client().get(url("consultation", made)).text
    assert "Pas de groupes que l’on puisse montrer" in page
    assert "sans groupe" in page


def test_every_refusal_has_its_sentence() -> None:
    assert set(REFUSALS) == set(Refusal)


def test_shapes_and_words_tell_groups_apart_without_style_attributes() -> None:
    page = Client().get(url("consultation", planted())).text
    assert 'class="group-a"' in page
    assert 'class="group-b"' in page
    assert "Groupe A : 20 personnes (rond)" in page.replace("\u00a0", " ")
    assert " style=" not in page


def test_a_statement_left_out_leaves_the_map() -> None:
    consultation = planted()
    first = results_of(consultation, inside=False)
    sort_statement(
        by=organiser(consultation.space), statement=statements(consultation)[0], verb="ecarter", reason="Floue"
    )
    consultation.refresh_from_db()
    after = results_of(consultation, inside=False)
    assert len(after.lines) == len(first.lines) - 1
    assert first.told is not None
    assert after.told is not None
    assert first.told["hash"] != after.told["hash"]


def test_under_five_votes_outsiders_see_nothing_and_organisers_do() -> None:
    consultation = make_consultation()
    for number in range(4):
        vote(consultation, f"b{number}", 1, 1)
    for number in range(5):
        vote(consultation, f"b{number}", 2, 1)
    consultation.refresh_from_db()
    outside = [line.everyone.masked for line in results_of(consultation, inside=False).lines]
    assert outside == [True, False, False]
    assert not any(line.everyone.masked for line in results_of(consultation, inside=True).lines)
    assert "4 d’accord" not in Client().get(url("consultation", consultation)).text


@pytest.mark.parametrize(
    ("casts", "everyone", "masked"),
    [
        ([9, 4], 30, [False, True]),
        ([9, 4], 13, [True, True]),
        ([9, 8, 4], 21, [False, True, True]),
        ([9, 8], 17, [False, False]),
        ([9, 8], 18, [False, True]),
        ([3], 3, [True]),
    ],
)
def test_a_masked_kind_of_actor_cannot_be_subtracted(
    casts: list[int], everyone: int, masked: list[bool]
) -> None:
    """30 − 9 leaves 21, which tells nobody's; 13 − 9 would leave the four: nine are masked with them."""
    counts = [(cast, cast) for cast in casts]
    shares = told_apart(counts, ["actor"] * len(casts), everyone, inside=False)
    assert [one.masked for one in shares] == masked
    assert not any(one.masked for one in told_apart(counts, ["actor"] * len(casts), everyone, inside=True))


def test_support_by_kind_of_actor_only_from_five_on() -> None:
    said = dict.fromkeys(range(1, 11), "public") | dict.fromkeys(range(11, 15), "private")
    results = results_of(planted(actors=said), inside=False)
    assert results.kinds == ["secteur public"]


def test_the_map_is_made_once_for_the_same_votes(monkeypatch: pytest.MonkeyPatch) -> None:
    consultation = planted()
    results_of(consultation, inside=False)
    monkeypatch.setattr(opinion_maps, "map_of", None)
    assert results_of(consultation, inside=False).groups


def test_a_large_consultation_shows_its_last_map_until_the_next_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    consultation = planted()
    monkeypatch.setattr(opinion_maps, "MOST_AT_ONCE", 10)
    assert results_of(consultation, inside=False).told is None
    assert "La carte se calcule" in Client().get(url("consultation", consultation)).text
    monkeypatch.setattr("maillage.concertation.map_work.FEWEST_TALLY", 1)
    assert make_maps_once() == 1
    assert make_maps_once() == 0
    assert results_of(consultation, inside=False).groups
    vote(consultation, "b1", 1, 0)
    consultation.refresh_from_db()
    page = Client().get(url("consultation", consultation)).text
    assert "Des votes sont venus depuis" in page
    assert OpinionMapKept.objects.get().tally < consultation.tally


def test_the_next_statement_follows_the_last_map_and_the_least_voted_before() -> None:
    consultation = make_consultation(statements=3)
    for who in ("one", "two"):
        for number in (1, 3):
            vote(consultation, who, number, 1)
    assert ballot_of(consultation, "three").next == statements(consultation)[1]
    drawn = planted()
    results_of(drawn, inside=False)
    first = {ballot_of(drawn, f"new{number}").next for number in range(3)}
    assert len(first) == 1, "nobody has a number yet: the same draw"
    vote(drawn, "new0", 1, 1)
    drawn.refresh_from_db()
    seen = ballot_of(drawn, "new0")
    assert (seen.done, seen.out_of) == (1, 12)
    assert seen.next != statements(drawn)[0]


def test_polis_files_give_the_same_votes_back() -> None:
    consultation = planted(people=31)
    host = consultation.space.hosts.get().organisation
    client = Client()
    client.force_login(an_account(worker(host, "Inès", coordinator=True, email="ines@hote.example")))
    answer = client.get(url("polis_files", consultation))
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    comments = read_comments(io.BytesIO(archive.read("comments.csv")))
    found = read_votes(io.BytesIO(archive.read("votes.csv")), comments)
    told = results_of(consultation, inside=True).told
    assert told is not None
    assert found.hash() == told["hash"]
    assert {one.body for one in comments} == {f"Phrase {number}" for number in range(1, 13)}


def test_as_many_queries_for_three_statements_as_for_one() -> None:
    counts = []
    for number in (1, 3):
        consultation = make_consultation(make_space(f"Espace {number}"), statements=number)
        for place in range(1, number + 1):
            vote(consultation, "b1", place, 1)
        for name in ("consultation", "statements"):
            with CaptureQueriesContext(connection) as seen:
                assert Client().get(url(name, consultation)).status_code == HTTPStatus.OK
            counts.append(len(seen))
    assert counts[:2] == counts[2:]


def test_a_restricted_space_shows_nothing_of_its_consultation() -> None:
    space = make_space("Violences", restricted=True)
    consultation = make_consultation(space, entry="members", title="Titre secret")
    for name in ("consultation", "statements", "voting", "say_who", "propose_statement"):
        answer = Client().get(url(name, consultation))
        assert answer.status_code == HTTPStatus.NOT_FOUND
        assert "Titre secret" not in answer.text
    public = make_space("Publique")
    page = Client().get(reverse("network:space", args=[public.address])).text
    assert "Titre secret" not in page


def test_the_list_leaves_as_a_workbook_and_as_csv() -> None:
    consultation = planted(people=31)
    for kind in ("xlsx", "csv", "impression"):
        assert Client().get(url("statements", consultation), {"format": kind}).status_code == HTTPStatus.OK
    assert "Phrase 1" in Client().get(url("statements", consultation), {"q": "phrase 1", "tri": "-part"}).text


def test_what_one_says_of_oneself_counts_and_can_be_taken_back() -> None:
    consultation = make_consultation()
    sector = make_term("sector", "social", "Social")
    phone = Client()
    phone.get(url("voting", consultation))
    phone.post(url("say_who", consultation), {"actor": sector.pk, "ownership": "public"})
    assert consultation.participants.get().actor == sector
    phone.post(url("say_who", consultation), {"actor": "", "ownership": ""})
    assert (consultation.participants.get().actor, consultation.participants.get().ownership) == (None, "")


def test_a_statement_leads_to_the_recommendation_it_takes_up_for_who_may_read_it() -> None:
    consultation = planted()
    inside = make_recommendation(make_cycle(consultation.space), title="Phrase 1")
    shared = make_recommendation(make_cycle(consultation.space, public=True), title="Phrase 2")
    for number, one in ((1, inside), (2, shared)):
        consultation.statements.filter(number=number).update(item=one.item)

    def sources(reader: Reader) -> dict[int, str]:
        lines = results_of(consultation, inside=False, reader=reader).lines
        return {line.statement.number: line.source for line in lines if line.source}

    theirs = reverse("concertation:recommendation", args=[shared.address])
    assert sources(VISITOR) == {2: theirs}
    assert set(sources(organiser(consultation.space))) == {1, 2}
    page = Client().get(url("consultation", consultation)).text
    assert f'href="{theirs}"' in page
    assert inside.item.uid not in page
