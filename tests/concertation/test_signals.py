"""Weak signals: who notes and reads them, how often they come by territory and month, the findings they lead to (M3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from tests.concertation.factories import make_cycle, make_signal, member_reader
from tests.concertation.screens import at, queries_of, shown, uid_on
from tests.factories import an_administrator
from tests.network.factories import make_organisation, make_territory
from tests.network.screens import log_in
from tests.network.space_factories import make_space, organiser, reader, theme, worker

from maillage.concertation.actions.field_findings import make_finding_of
from maillage.concertation.actions.weak_signals import correct_signal, delete_signal, note_signal
from maillage.concertation.merging import follow, undo
from maillage.concertation.models import Finding, Signal
from maillage.concertation.own_data import erase, held_about
from maillage.concertation.queries.weak_signals import alike_in, frequency_of, frequency_outside
from maillage.core.readers import PUBLIC, SYSTEM, VISITOR, Reader, works_key
from maillage.journal.models import Entry
from maillage.network.models import Organisation, Space, Succession
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import ChangedMeanwhile
from maillage.thread.models import Item, Link

pytestmark = pytest.mark.django_db

NOVEMBER = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)):
        yield


# Who notes and reads


def test_a_member_notes_in_two_taps_and_the_group_reads_it(
    member_page: Client, organiser_page: Client, space: Space, choir: Organisation
) -> None:
    page = member_page.get(at("signals", space))
    typed = {"uid": uid_on(page), "text": "Les files s’allongent au guichet", "noted_on": str(today())}
    for _time in range(2):
        answer = member_page.post(at("note_signal", space), {**typed, "organisation": choir.uid})
        assert answer.url == at("signals", space)  # type: ignore[attr-defined]
    noted = Signal.objects.get()
    assert (noted.organisation, noted.item.audience, noted.item.kind) == (choir, space.key, "signal")
    assert noted.author is not None
    assert "Les files s’allongent au guichet" in shown(organiser_page.get(at("signals", space)))


def test_nobody_outside_reads_or_notes_even_in_a_public_space(client: Client, space: Space) -> None:
    signal = make_signal(space)
    elsewhere = log_in(worker(make_organisation("Ailleurs")))
    administrator = Client()
    administrator.force_login(an_administrator(), backend="allauth.account.auth_backends.AuthenticationBackend")
    for visitor in (client, elsewhere, administrator):
        for url in (at("signals", space), at("signal", signal), at("signals_outside", space)):
            assert visitor.get(url).status_code == 404
        assert visitor.post(at("note_signal", space), {"text": "Une file"}).status_code == 404
        assert visitor.post(at("delete_signal", signal)).status_code == 404
        assert "Sur le terrain" not in shown(visitor.get(f"/plateformes/{space.address}/"))
    with pytest.raises(NotAllowed):
        note_signal(by=VISITOR, uid=new_uid(), space=space, fields={"text": "Une file"})
    assert signal.item not in Item.objects.visible_to(Reader(keys=frozenset({PUBLIC})))


def test_a_text_that_names_somebody_is_said_back_and_may_be_read_again(
    member_page: Client, space: Space
) -> None:
    typed = {"uid": new_uid(), "text": "Mme Fatima Benali attend", "noted_on": str(today())}
    page = shown(member_page.post(at("note_signal", space), typed))
    assert "un nom de personne" in page
    assert "Mme Fatima Benali attend" in page
    assert not Signal.objects.exists()
    assert member_page.post(at("note_signal", space), {**typed, "read_again": "on"}).status_code == 302
    assert Signal.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, "obligatoire"),
        ({"text": "é" * 501}, "500"),
        ({"noted_on": "2149-01-01"}, "pas encore venu"),
        ({"territory": "Atlantide"}, "Atlantide"),
    ],
)
def test_bad_input_is_said_beside_its_field(
    member_page: Client, space: Space, typed: dict[str, str], said: str
) -> None:
    whole = {"uid": new_uid(), "text": "Une file", "noted_on": str(today()), **typed}
    page = shown(member_page.post(at("note_signal", space), whole))
    assert said in page
    assert 'aria-invalid="true"' in page
    assert not Signal.objects.exists()


def test_one_signals_from_where_one_works_only(space: Space, choir: Organisation, school: Organisation) -> None:
    by = member_reader(space, choir)
    assert make_signal(space, organisation=choir, by=by).organisation == choir
    with pytest.raises(NotAllowed):
        make_signal(space, organisation=school, by=by)
    with pytest.raises(ValidationError):
        make_signal(space, noted_on=today() + dt.timedelta(days=1))


# Correcting, deleting


def test_who_wrote_it_and_the_organisers_correct_it_others_do_not(
    member_page: Client, organiser_page: Client, space: Space, choir: Organisation, school: Organisation
) -> None:
    author = worker(choir, "Une Autre")
    signal = make_signal(space, by=reader(author), organisation=choir)
    assert log_in(worker(school)).get(at("correct_signal", signal)).status_code == 404
    assert member_page.get(at("correct_signal", signal)).status_code == 404
    page = organiser_page.get(at("correct_signal", signal))
    typed = {name: page.context["form"][name].value() for name in ("version", "organisation")}
    typed |= {"text": "Les files sont plus longues", "noted_on": str(today())}
    assert organiser_page.post(at("correct_signal", signal), typed).status_code == 302
    signal.refresh_from_db()
    assert (signal.text, signal.organisation) == ("Les files sont plus longues", choir)
    assert Item.objects.get(pk=signal.item_id).title == "Les files sont plus longues"
    assert "modifié cette fiche entre-temps" in shown(organiser_page.post(at("correct_signal", signal), typed))
    with pytest.raises(ChangedMeanwhile):
        correct_signal(by=reader(author), signal=signal, seen=1, fields={"text": "?"}, themes=())


def test_a_deleted_signal_leaves_a_tombstone_without_a_word(organiser_page: Client, space: Space) -> None:
    signal = make_signal(space, "Une rumeur circule")
    item = signal.item
    correct_signal(by=organiser(space), signal=signal, seen=1, fields={"text": "Une rumeur dure"}, themes=())
    assert organiser_page.post(at("delete_signal", signal)).url == at("signals", space)  # type: ignore[attr-defined]
    item.refresh_from_db()
    assert (item.title, item.state) == ("", "supprimé")
    assert not Signal.objects.exists()
    told = Entry.objects.filter(object_type="concertation.signal")
    assert not told.filter(object_label__contains="rumeur").exists()
    assert "rumeur" not in str(list(told.values_list("changes", flat=True)))


# How often, where


def test_the_group_sees_how_often_by_territory_and_month(organiser_page: Client, space: Space) -> None:
    liege, seraing = make_territory("Liège"), make_territory("Seraing")
    for month, day in ((11, 3), (11, 12), (9, 30)):
        make_signal(space, territory=liege, noted_on=dt.date(2026, month, day))
    make_signal(space, territory=seraing, noted_on=dt.date(2025, 12, 1))
    make_signal(space, territory=seraing, noted_on=dt.date(2025, 11, 30))
    make_signal(space, noted_on=dt.date(2026, 11, 1))
    make_signal(make_space("Une autre"), territory=liege)
    table = frequency_of(space, organiser(space), NOVEMBER)
    assert (table.months[0], table.months[-1], len(table.months)) == (
        dt.date(2025, 12, 1),
        dt.date(2026, 11, 1),
        12,
    )
    counts = {row.name: [(month.month, count) for month, count in row.cells if count] for row in table.rows}
    assert counts == {"Liège": [(9, 1), (11, 2)], "Seraing": [(12, 1)], "Sans lieu": [(11, 1)]}
    assert [row.name for row in table.rows] == ["Liège", "Seraing", "Sans lieu"]
    assert (table.total, table.totals[-1][1]) == (5, 3)
    page = shown(organiser_page.get(at("signals", space)))
    assert f'href="?ou={liege.uid}&amp;mois=2026-11#liste"' in page


def test_a_cell_leads_to_its_signals_and_the_list_goes_out_as_a_file(member_page: Client, space: Space) -> None:
    liege = make_territory("Liège")
    make_signal(space, "Au guichet", territory=liege, noted_on=dt.date(2026, 11, 3), themes=[theme("Logement")])
    make_signal(space, "En septembre", territory=liege, noted_on=dt.date(2026, 9, 3))
    make_signal(space, "Sans commune", noted_on=dt.date(2026, 11, 3))
    make_signal(space, "L’an passé", noted_on=dt.date(2025, 3, 3))

    def listed(**asked: str) -> list[str]:
        page = member_page.get(at("signals", space), asked)
        return [row.object.text for row in page.context["listing"].rows]

    assert listed() == ["Sans commune", "Au guichet", "En septembre", "L’an passé"]
    assert listed(ou=liege.uid, mois="2026-11") == ["Au guichet"]
    assert listed(ou="sans-lieu") == ["Sans commune", "L’an passé"]
    assert listed(mois="avant") == ["L’an passé"]
    assert listed(theme=theme("Logement").uid) == ["Au guichet"]
    assert listed(q="SEPTEMBRE") == ["En septembre"]
    for kind in ("csv", "xlsx", "impression"):
        answer = member_page.get(at("signals", space), {"mois": "2026-11", "format": kind})
        assert answer.status_code == 200
    text = member_page.get(at("signals", space), {"mois": "2026-11", "format": "csv"}).content.decode(
        "utf-8-sig"
    )
    assert "Au guichet" in text
    assert "En septembre" not in text


def test_what_is_shown_outside_tells_no_small_count_apart(organiser_page: Client, space: Space) -> None:
    liege, seraing = make_territory("Liège"), make_territory("Seraing")
    for number in range(6):
        make_signal(space, f"Une phrase secrète {number}", territory=liege, noted_on=dt.date(2026, 10, 3))
    for month, number in ((8, 2), (9, 3), (11, 1)):
        for _time in range(number):
            make_signal(space, territory=seraing, noted_on=dt.date(2026, month, 3))
    told = frequency_outside(space, organiser(space), NOVEMBER)
    rows = {name: [cell for cell in cells if cell] for name, cells in told.rows}
    assert rows == {"Liège": ["6"], "Seraing": ["a", "a", "a"]}
    assert list(told.sums) == [("a", 6)]
    page = shown(organiser_page.get(at("signals_outside", space)))
    assert "6 signaux, en tout" in page
    assert "secrète" not in page


def test_two_signals_alone_show_nothing_outside(organiser_page: Client, space: Space) -> None:
    for _time in range(2):
        make_signal(space)
    assert "Trop peu de signaux" in shown(organiser_page.get(at("signals_outside", space)))


def test_the_page_of_the_signals_takes_as_many_queries_for_one_as_for_three(
    member_page: Client, space: Space
) -> None:
    make_signal(space, "Le bus ne passe plus le soir", territory=make_territory("Liège"))
    one = queries_of(member_page, at("signals", space))
    make_signal(space, "La crèche refuse du monde", territory=make_territory("Namur"))
    make_signal(space, "Le guichet ferme tôt", territory=make_territory("Huy"))
    assert queries_of(member_page, at("signals", space)) == one


def test_an_empty_page_says_what_to_do(member_page: Client, space: Space) -> None:
    page = shown(member_page.get(at("signals", space)))
    assert "Aucun signal pour le moment" in page
    assert "Ce qui revient, où et quand" not in page


# From signals to a finding


def test_several_signals_that_look_alike_are_proposed_together(space: Space) -> None:
    one = make_signal(space, "Plus de place aux cours de français du soir")
    two = make_signal(space, "Les cours de français du soir sont complets, plus de place")
    make_signal(space, "La crèche ferme à 17 h")
    (group,) = alike_in(space, organiser(space), today())
    assert {each.pk for each in group.signals} == {one.pk, two.pk}


def test_an_organiser_makes_a_finding_of_them_and_the_thread_runs(
    organiser_page: Client, member_page: Client, space: Space
) -> None:
    liege = make_territory("Liège")
    one = make_signal(space, "Plus de place le soir", territory=liege, noted_on=today() - dt.timedelta(days=9))
    two = make_signal(space, "Les cours du soir débordent")
    url = f"{at('finding_from', space)}?de={one.uid}&de={two.uid}"
    assert organiser_page.get(url).url == at("open_cycle", space)  # type: ignore[attr-defined]
    cycle = make_cycle(space, public=True)
    assert member_page.get(url).status_code == 404
    page = organiser_page.get(url)
    form = page.context["form"]
    assert form["wording"].value() == "Plus de place le soir"
    typed = {name: form[name].value() for name in ("uid", "wording", "kind")} | {"cycle": cycle.uid}
    for _time in range(2):
        answer = organiser_page.post(url, typed)
        made = Finding.objects.get()
        assert answer.url == at("finding", made)  # type: ignore[attr-defined]
    assert (made.wording, made.item.audience, made.state) == ("Plus de place le soir", PUBLIC, "shared")
    assert [each.name for each in made.territories.all()] == ["Liège"]
    ties = Link.objects.filter(target=made.item, relation=Link.Relation.LED_TO)
    assert {tie.source_id for tie in ties} == {one.item_id, two.item_id}
    seen = shown(Client().get(at("finding", made)))
    assert "débordent" not in seen
    assert "débordent" in shown(member_page.get(at("finding", made)))


def test_signals_that_became_a_finding_are_not_proposed_again(organiser_page: Client, space: Space) -> None:
    pair = [make_signal(space, "Plus de place aux cours de français du soir") for _time in range(2)]
    assert "Ces signaux se ressemblent" in shown(organiser_page.get(at("signals", space)))
    make_finding_of(
        by=organiser(space),
        uid=new_uid(),
        cycle=make_cycle(space),
        sources=[one.item for one in pair],
        fields={"wording": "Les cours du soir débordent"},
        subjects={},
    )
    assert "Ces signaux se ressemblent" not in shown(organiser_page.get(at("signals", space)))


def test_a_finding_does_not_come_of_another_space(space: Space) -> None:
    foreign = make_signal(make_space("Une autre"))
    with pytest.raises(ValidationError):
        make_finding_of(
            by=organiser(space),
            uid=new_uid(),
            cycle=make_cycle(space),
            sources=[foreign.item],
            fields={"wording": "?"},
            subjects={},
        )
    assert not Finding.objects.exists()


# On the page of the space, in one's own data, when organisations end


def test_the_page_of_the_space_counts_those_of_the_month_for_its_members(
    member_page: Client, space: Space
) -> None:
    make_signal(space)
    make_signal(space, noted_on=today().replace(day=1) - dt.timedelta(days=1))
    page = shown(member_page.get(f"/plateformes/{space.address}/"))
    assert "Sur le terrain" in page
    assert "1 signal ce mois-ci" in page
    assert "Aucune demande d’intervention ouverte" in page


def test_a_person_takes_their_signals_away_and_leaves_them_without_a_name(
    space: Space, choir: Organisation
) -> None:
    person = worker(choir, "Anna Lys")
    signal = make_signal(space, "Une rumeur", by=reader(person))
    assert [one["signal"] for one in held_about(person)["signaux que vous avez notés"]] == ["Une rumeur"]
    erase(person)
    signal.refresh_from_db()
    assert (signal.author, signal.text) == (None, "Une rumeur")


def test_a_sheet_entered_twice_hands_its_signals_over(space: Space, choir: Organisation) -> None:
    signal = make_signal(space, organisation=choir, by=organiser(space).with_keys({works_key(choir.uid)}))
    kept = make_organisation("Chœur du Laveu asbl")
    succession = Succession(kind="duplicate", former=choir, successor=kept, day=today())
    note = follow(SYSTEM, succession)
    signal.refresh_from_db()
    assert signal.organisation == kept
    undo(SYSTEM, succession, note)
    signal.refresh_from_db()
    assert signal.organisation == choir


def test_who_wrote_it_deletes_it(space: Space, choir: Organisation) -> None:
    author = reader(worker(choir))
    signal = make_signal(space, by=author)
    with pytest.raises(NotAllowed):
        delete_signal(by=member_reader(space, choir), signal=signal)
    delete_signal(by=author, signal=signal)
    assert not Signal.objects.exists()
