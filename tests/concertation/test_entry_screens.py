"""A phone in a meeting: the code, the form, its own list; what comes late, twice, or from another browser (D2, D16)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from tests.concertation.factories import make_code, make_finding
from tests.concertation.screens import at, queries_of, shown, uid_on
from tests.network.factories import make_term
from tests.network.space_factories import organiser

from maillage.concertation.actions.codes import close_code
from maillage.concertation.actions.cycles import close_cycle, go_to_phase
from maillage.concertation.actions.findings import sort_finding
from maillage.concertation.models import Cycle, EntryCode, Finding
from maillage.concertation.views.entry import COOKIE, FROM_ONE_PLACE, GUESSES
from maillage.core.readers import organises_key
from maillage.records.clock import now
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_allowances() -> None:
    FROM_ONE_PLACE.forget()
    GUESSES.forget()


@pytest.fixture
def code(cycle: Cycle) -> EntryCode:
    return make_code(cycle, label="Plénière du 12 mars")


def note(client: Client, code: EntryCode, wording: str, **typed: str) -> Finding:
    answer = client.post(
        at("entry", code.code), {"uid": new_uid(), "kind": "need", "wording": wording, **typed}
    )
    assert answer.status_code == 302, answer.content.decode()
    return Finding.objects.latest("pk")


def test_the_code_is_typed_as_it_is_read_aloud(client: Client, code: EntryCode) -> None:
    assert "Tapez le code" in shown(client.get(at("find_entry")))
    for typed in (code.code, code.spoken, f" {code.code[:2].lower()} {code.code[2:].lower()} "):
        found = client.get(at("find_entry"), {"code": typed})
        assert found.url == at("entry", code.code)  # type: ignore[attr-defined]


def test_an_unknown_code_is_said_and_kept_to_be_corrected(client: Client) -> None:
    page = shown(client.get(at("find_entry"), {"code": "KDM RTB"}))
    assert "Ce code n’existe pas" in page
    assert 'value="KDM RTB"' in page
    assert "Ce code n’existe pas" in shown(client.get(at("entry", "AAAAAA")), 404)


def test_codes_are_not_guessed_from_one_address(client: Client, time_machine) -> None:  # type: ignore[no-untyped-def]
    time_machine.move_to(dt.datetime(2026, 3, 12, 14, 30, 5, tzinfo=dt.UTC), tick=False)  # within one minute
    answers = [client.get(at("entry", "AAAAAA")).status_code for _time in range(62)]
    assert answers.count(404) == 60
    assert answers[-1] == 429


def test_notes_without_an_account(client: Client, code: EntryCode, cycle: Cycle) -> None:
    page = client.get(at("entry", code.code))
    assert "Que voyons-nous, chacun là où il travaille ?" in shown(page)
    assert "Plénière du 12 mars" in shown(page)
    answer = client.post(
        at("entry", code.code),
        {"uid": uid_on(page), "kind": "barrier", "wording": "Le bus  s’arrête à 18h", "table": "Table 3"},
        follow=True,
    )
    noted = Finding.objects.get()
    assert (noted.wording, noted.kind, noted.table, noted.state, noted.author) == (
        "Le bus s’arrête à 18h", "barrier", "Table 3", "new", None,
    )  # fmt: skip
    assert noted.item.audience == organises_key(cycle.space.uid)
    assert "C’est noté. Merci !" in shown(answer)
    assert "sera relu avant d’être montré" in shown(answer)


def test_the_sector_and_the_table_stay_those_of_the_last_one(client: Client, code: EntryCode) -> None:
    health = make_term("sector", "sante", "Santé")
    make_term("sector", "logement", "Logement")
    note(client, code, "Une place", table="Table 3", actor=str(health.pk))
    page = client.get(at("entry", code.code))
    assert page.context["form"]["table"].value() == "Table 3"
    assert f'<option value="{health.pk}" selected>' in shown(page)


def test_a_double_tap_is_noted_once(client: Client, code: EntryCode) -> None:
    typed = {"uid": new_uid(), "kind": "need", "wording": "Une place"}
    for _time in range(2):
        assert client.post(at("entry", code.code), typed).status_code == 302
    assert Finding.objects.count() == 1


def test_an_answer_lost_on_the_way_back_is_noted_once(code: EntryCode) -> None:
    """The phone never saw the first answer, nor its cookies: it sends again what it kept, as the page it holds is."""
    phone = Client()
    uid = uid_on(phone.get(at("entry", code.code)))
    held = {name: crumb.value for name, crumb in phone.cookies.items()}
    typed = {"uid": uid, "kind": "need", "wording": "Une place"}
    phone.post(at("entry", code.code), typed)
    again = Client()
    again.cookies.load(held)
    assert again.post(at("entry", code.code), typed).status_code == 302
    assert Finding.objects.count() == 1
    assert "Une place" in shown(again.get(at("entry", code.code)))


def test_the_uid_of_somebody_else_is_refused_on_the_form(code: EntryCode) -> None:
    typed = {"uid": new_uid(), "kind": "need", "wording": "Une place"}
    Client().post(at("entry", code.code), typed)
    page = shown(Client().post(at("entry", code.code), {**typed, "wording": "Autre chose"}), 422)
    assert "expiré" in page
    assert "Autre chose" in page
    assert Finding.objects.get().wording == "Une place"


def test_what_was_taken_back_does_not_come_in_again(client: Client, code: EntryCode) -> None:
    """« Retour » in the browser, then the same form once more."""
    typed = {"uid": new_uid(), "kind": "need", "wording": "Oups"}
    client.post(at("entry", code.code), typed)
    client.post(at("withdraw_entry", code.code, typed["uid"]))
    page = shown(client.post(at("entry", code.code), typed), 422)
    assert "Oups" in page
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"wording": "   "}, "obligatoire"),
        ({"wording": "x" * 601}, "600"),
        ({"wording": "Une place", "kind": "rumeur"}, "rumeur"),
        ({"wording": "Une place", "table": "t" * 41}, "40"),
        ({"wording": "Une place", "actor": "99999999999999999999"}, "un des termes"),
    ],
)
def test_bad_input_stays_on_the_form_with_what_was_typed(
    client: Client, code: EntryCode, typed: dict[str, str], said: str
) -> None:
    answer = client.post(at("entry", code.code), {"uid": new_uid(), "kind": "need", **typed})
    page = shown(answer, 422)
    assert said in page
    assert 'aria-invalid="true"' in page
    for word in typed.values():
        if word.strip() and not word.isdigit() and word != "rumeur":
            assert word in page
    assert not Finding.objects.exists()


def test_nothing_at_all_and_no_kind_are_refused_without_a_fall(client: Client, code: EntryCode) -> None:
    assert client.post(at("entry", code.code), {}).status_code == 422


def test_an_expired_code_says_what_to_do(client: Client, code: EntryCode, cycle: Cycle) -> None:
    close_code(by=organiser(cycle.space), code=code)
    page = shown(client.get(at("entry", code.code)), 410)
    assert "Ce code est fermé" in page
    assert "prolonger le code" in page
    assert "Entrer un autre code" in page
    assert client.post(at("entry", code.code), {"wording": "Trop tard", "kind": "need"}).status_code == 410
    assert not Finding.objects.exists()


def test_a_code_of_a_closed_cycle_says_that_the_cycle_is_closed(
    client: Client, code: EntryCode, cycle: Cycle
) -> None:
    """Its hours are not over: saying until when it was good would name a moment to come."""
    close_cycle(by=organiser(cycle.space), cycle=cycle)
    page = shown(client.get(at("entry", code.code)), 410)
    assert "Il valait jusqu’au" not in page
    assert "Ce cycle est clos" in page


def test_an_expired_code_is_prolonged_by_the_organiser(
    client: Client, organiser_page: Client, code: EntryCode, cycle: Cycle
) -> None:
    """What the phone is told to ask for is on a screen."""
    EntryCode.objects.filter(pk=code.pk).update(closes_at=now() - dt.timedelta(minutes=5))
    assert at("prolong_code", cycle, code.uid) in shown(organiser_page.get(at("codes", cycle)))
    organiser_page.post(at("prolong_code", cycle, code.uid))
    assert client.get(at("entry", code.code)).status_code == 200


def test_a_late_arrival_may_still_note(client: Client, code: EntryCode, cycle: Cycle) -> None:
    judge = cycle.phases.get(kind="judge")
    go_to_phase(by=organiser(cycle.space), cycle=cycle, phase=judge)
    assert "La salle en est déjà à l’analyse" in shown(client.get(at("entry", code.code)))
    note(client, code, "J’arrive seulement")


def test_one_corrects_and_takes_back_ones_own(client: Client, code: EntryCode) -> None:
    mine = note(client, code, "Pas de creche")
    edit = at("correct_entry", code.code, mine.item.uid)
    version = client.get(edit).context["form"]["version"].value()
    client.post(edit, {"version": version, "kind": "need", "wording": "Pas de crèche"})
    mine.refresh_from_db()
    assert mine.wording == "Pas de crèche"
    assert client.post(at("withdraw_entry", code.code, mine.item.uid)).status_code == 302
    assert not Finding.objects.exists()


def test_another_phone_neither_sees_nor_corrects_it(client: Client, code: EntryCode) -> None:
    mine, other = note(client, code, "Rien que pour moi"), Client()
    note(other, code, "À côté")
    assert "Rien que pour moi" not in shown(other.get(at("entry", code.code)))
    for name in ("correct_entry", "withdraw_entry"):
        assert other.post(at(name, code.code, mine.item.uid), {"wording": "Pris"}).status_code == 404
    assert other.get(at("finding", mine)).status_code == 404
    assert Finding.objects.filter(wording="Rien que pour moi").exists()


def test_a_cookie_that_was_tampered_with_is_nobody_s(client: Client, code: EntryCode) -> None:
    note(client, code, "Rien que pour moi")
    client.cookies[COOKIE].set(COOKIE, "abc:def", "abc:def")
    assert "Rien que pour moi" not in shown(client.get(at("entry", code.code)))


def test_once_it_is_shown_it_is_no_longer_only_ones_own(client: Client, code: EntryCode, cycle: Cycle) -> None:
    mine = note(client, code, "Une place")
    sort_finding(by=organiser(cycle.space), finding=mine, verb="montrer")
    page = shown(client.get(at("entry", code.code)))
    assert "mis en commun" in page
    assert at("correct_entry", code.code, mine.item.uid) not in page
    assert client.post(at("withdraw_entry", code.code, mine.item.uid)).status_code != 500
    sort_finding(by=organiser(cycle.space), finding=mine, verb="retenir")
    assert client.get(at("correct_entry", code.code, mine.item.uid)).status_code == 404


def test_a_code_of_the_public_asks_for_little_and_speaks_plainly(client: Client, cycle: Cycle) -> None:
    code = make_code(cycle, voice="public")
    form = client.get(at("entry", code.code)).context["form"]
    assert set(form.fields) == {"uid", "wording", "read_again", "kind", "language"}
    assert "avec vos mots" in shown(client.get(at("entry", code.code)))
    arabic = make_term("language", "ar", "arabe")
    said = note(client, code, "لا يوجد مكان للأطفال يوم الأربعاء", language=str(arabic.pk))
    assert (said.voice, said.language) == ("public", "ar")
    assert "لا يوجد مكان" in shown(client.get(at("entry", code.code)))


def test_what_is_written_is_escaped(client: Client, code: EntryCode) -> None:
    note(client, code, "<script>alert(1)</script> & « crèche »")
    page = shown(client.get(at("entry", code.code)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; « crèche »" in page
    assert "<script>alert" not in page


def test_takes_as_many_queries_for_three_as_for_one(client: Client, code: EntryCode) -> None:
    health = make_term("sector", "sante", "Santé")
    note(client, code, "Un", actor=str(health.pk))
    first = queries_of(client, at("entry", code.code))
    for wording in ("Deux", "Trois"):
        note(client, code, wording, actor=str(health.pk))
    assert queries_of(client, at("entry", code.code)) == first


def test_a_phone_is_not_shown_what_others_put_in_common(client: Client, code: EntryCode, cycle: Cycle) -> None:
    make_finding(cycle, "D’un autre")
    assert "D’un autre" not in shown(client.get(at("entry", code.code)))
