"""The board of a cycle, opening and setting one, its codes, its wall and the desk beside it (B8, D1, D2)."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.concertation.factories import (
    make_action,
    make_avenue,
    make_code,
    make_cycle,
    make_finding,
    member_reader,
)
from tests.concertation.screens import at, queries_of, shown, uid_on
from tests.network.factories import make_organisation, make_term, make_territory
from tests.network.space_factories import organiser, reader, worker

from maillage.concertation.actions.avenues import support_avenue
from maillage.concertation.actions.contradictions import mark_contradiction
from maillage.concertation.actions.cycles import close_cycle, go_to_phase
from maillage.concertation.actions.findings import gather, note_by_code, sort_finding
from maillage.concertation.actions.positions import take_position
from maillage.concertation.models import Cycle, EntryCode, Finding
from maillage.concertation.queries.board import FOLDED
from maillage.core.readers import VISITOR
from maillage.network.models import Organisation, Space
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


def wide_phase(page: str) -> list[str]:
    return re.findall(r'<section class="phase (\w+)-phase wide"', page)


def waiting(cycle: Cycle, wording: str = "À relire d’abord") -> Finding:
    return note_by_code(
        by=VISITOR, uid=new_uid(), code=make_code(cycle), entry=new_uid(), fields={"wording": wording}
    )


# Opening and setting


def test_a_cycle_is_opened_by_its_form_and_opens_on_the_board(organiser_page: Client, space: Space) -> None:
    page = organiser_page.get(at("open_cycle", space))
    typed = {
        "uid": uid_on(page),
        "title": "Ce que vivent les familles",
        "question": "Qui garde les enfants le mercredi ?",
        "method": "voir-juger-agir",
        "audience": "space",
    }
    for _time in range(2):
        answer = organiser_page.post(at("open_cycle", space), typed)
    cycle = Cycle.objects.get()
    assert answer.url == at("board", cycle)
    assert cycle.audience == space.key
    assert "Qui garde les enfants le mercredi" in shown(organiser_page.get(at("board", cycle)))


def test_a_cycle_without_a_title_stays_on_its_form(organiser_page: Client, space: Space) -> None:
    typed = {
        "uid": new_uid(),
        "title": " ",
        "question": "Une question <b>",
        "method": "magie",
        "audience": "space",
    }
    page = shown(organiser_page.post(at("open_cycle", space), typed))
    assert "obligatoire" in page
    assert "magie" in page
    assert "Une question &lt;b&gt;" in page
    assert 'aria-invalid="true"' in page
    assert not Cycle.objects.exists()


def test_the_words_of_each_phase_are_the_space_s_own(organiser_page: Client, cycle: Cycle) -> None:
    form = organiser_page.get(at("set_cycle", cycle)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    organiser_page.post(at("set_cycle", cycle), {**typed, "see_title": "Regarder", "see_question": "Et vous ?"})
    page = shown(organiser_page.get(at("board", cycle)))
    assert "Regarder" in page
    assert "Et vous ?" in page


def test_two_who_set_the_cycle_see_both_versions(organiser_page: Client, cycle: Cycle) -> None:
    form = organiser_page.get(at("set_cycle", cycle)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    organiser_page.post(at("set_cycle", cycle), {**typed, "title": "Le titre de l’une"})
    page = shown(organiser_page.post(at("set_cycle", cycle), {**typed, "title": "Le titre de l’autre"}))
    assert "Quelqu’un a modifié cette fiche entre-temps" in page
    assert "Le titre de l’une" in page
    assert "Le titre de l’autre" in page


# The board


def test_opens_wide_on_the_current_phase_and_on_another_when_asked(client: Client, cycle: Cycle) -> None:
    assert wide_phase(shown(client.get(at("board", cycle)))) == ["see"]
    for word, kind in (("voir", "see"), ("juger", "judge"), ("agir", "act"), ("rêver", "see")):
        assert wide_phase(shown(client.get(at("board", cycle), {"phase": word}))) == [kind]
    go_to_phase(by=organiser(cycle.space), cycle=cycle, phase=cycle.phases.get(kind="act"))
    page = shown(client.get(at("board", cycle)))
    assert wide_phase(page) == ["act"]
    assert page.count("phase en cours") == 1


def test_an_empty_board_says_what_to_do_next(organiser_page: Client, cycle: Cycle) -> None:
    page = shown(organiser_page.get(at("board", cycle)))
    assert "Notez un premier constat, ou invitez par QR code" in page
    assert "Les constats retenus viennent ici" in page
    assert "rien n’est encore décidé" in page


def test_one_phase_after_the_other_and_back(organiser_page: Client, cycle: Cycle) -> None:
    for word, kind in (("juger", "judge"), ("voir", "see")):
        organiser_page.post(at("go_to_phase", cycle), {"phase": word})
        assert cycle.phases.get(is_current=True).kind == kind


def test_the_folded_phase_says_how_many_more_it_holds(client: Client, cycle: Cycle) -> None:
    for number in range(8):
        make_finding(cycle, f"Constat {number}")
    assert "Encore 2 : ouvrir cette phase" in shown(client.get(at("board", cycle), {"phase": "agir"}))
    whole = shown(client.get(at("board", cycle)))
    assert all(f"Constat {number}" in whole for number in range(8))


def test_what_waits_to_be_read_shows_to_the_organisers_only(
    client: Client, member_page: Client, organiser_page: Client, cycle: Cycle
) -> None:
    waiting(cycle)
    for page in (client, member_page):
        for name in ("board", "wall"):
            answer = shown(page.get(at(name, cycle)))
            assert "À relire d’abord" not in answer
            assert "attend d’être relu" not in answer
    assert "1 constat attend d’être relu" in shown(organiser_page.get(at("board", cycle)))


def test_a_cycle_of_the_members_is_not_there_for_a_visitor(client: Client, space: Space) -> None:
    inside = make_cycle(space, title="Entre nous")
    make_finding(inside, "Un secret")
    assert client.get(at("board", inside)).status_code == 404
    assert "Entre nous" not in client.get(f"/plateformes/{space.address}/").content.decode()


def test_what_was_left_out_is_counted_but_not_shown_as_standing(client: Client, cycle: Cycle) -> None:
    finding = make_finding(cycle, "Hors de propos")
    sort_finding(by=organiser(cycle.space), finding=finding, verb="ecarter", reason="Hors sujet")
    page = shown(client.get(at("board", cycle)))
    assert "Hors de propos" not in page
    assert "1 constat écarté, avec sa raison" in page


def test_positions_kept_inside_do_not_show_outside(
    client: Client, member_page: Client, cycle: Cycle, choir: Organisation
) -> None:
    finding = make_finding(cycle, retained=True)
    take_position(
        by=reader(worker(choir)), cycle=cycle, item=finding.item, organisation=choir,
        stance="disagrees", mandated=True, reason="Nous voyons le contraire",
    )  # fmt: skip
    assert "Nous voyons le contraire" in shown(member_page.get(at("board", cycle), {"phase": "juger"}))
    outside = shown(client.get(at("board", cycle), {"phase": "juger"}))
    assert "Nous voyons le contraire" not in outside
    assert "Chœur du Laveu" not in outside
    assert "Aucune position publiée" in outside


def test_threads_run_between_the_cards(client: Client, cycle: Cycle) -> None:
    finding = make_finding(cycle, retained=True)
    avenue = make_avenue(cycle, finding)
    act = make_action(avenue)
    page = shown(client.get(at("board", cycle)))
    assert f'data-link="{finding.item.uid} {avenue.item.uid}"' in page
    assert f'data-link="{avenue.item.uid} {act.item.uid}"' in page


def test_a_closed_cycle_is_read_and_no_longer_written(organiser_page: Client, cycle: Cycle) -> None:
    organiser_page.post(at("close_cycle", cycle))
    page = shown(organiser_page.get(at("board", cycle)))
    assert "Ce cycle est clos" in page
    assert at("note_finding", cycle) not in page
    assert organiser_page.get(at("note_finding", cycle)).status_code == 404
    organiser_page.post(at("reopen_cycle", cycle))
    assert at("note_finding", cycle) in shown(organiser_page.get(at("board", cycle)))


def test_sectors_that_have_not_spoken_are_named(client: Client, cycle: Cycle, choir: Organisation) -> None:
    choir.sectors.add(make_term("sector", "culture", "Culture"))
    page = shown(client.get(at("board", cycle)))
    assert "N’ont pas encore parlé : <strong>Culture</strong>" in page


def test_long_words_markup_and_arabic_stay_text(client: Client, cycle: Cycle) -> None:
    make_finding(cycle, "<script>alert(1)</script> " + "interminable" * 45)
    make_finding(cycle, "لا يوجد مكان للأطفال يوم الأربعاء")
    for name in ("board", "wall"):
        page = shown(client.get(at(name, cycle)))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "لا يوجد مكان" in page


def fill(cycle: Cycle, choir: Organisation, number: int) -> None:
    """One of each: a gathered finding with a place and a sector, a position, a contradiction, an avenue, an action."""
    by = organiser(cycle.space)
    sector = make_term("sector", f"secteur-{number}", f"Secteur {number}")
    place = make_territory(f"Commune {number}")
    pair = [make_finding(cycle, f"Constat {number} {side}", actor=sector, territories=[place]) for side in "ab"]
    common = gather(
        by=by,
        uid=new_uid(),
        cycle=cycle,
        findings=pair,
        fields={"wording": f"Commun {number}", "actor": sector},
    )
    other = make_finding(cycle, f"Le contraire de {number}", retained=True, actor=sector)
    take_position(
        by=member_reader(cycle.space, choir), cycle=cycle, item=common.item, organisation=choir,
        stance="disagrees", mandated=True, reason=f"Raison {number}",
    )  # fmt: skip
    mark_contradiction(by=by, uid=new_uid(), one=common, other=other, question=f"Lequel des deux {number} ?")
    left_out = make_finding(cycle, f"Hors sujet {number}")
    sort_finding(by=by, finding=left_out, verb="ecarter", reason="Hors sujet")
    waiting(cycle, f"À relire {number}")
    avenue = make_avenue(cycle, common, title=f"Piste {number}")
    support_avenue(by=member_reader(cycle.space, choir), avenue=avenue, organisation=choir)
    make_action(avenue, make_organisation(), make_organisation())
    make_avenue(cycle, common, title=f"Autre piste {number}")


@pytest.mark.parametrize(
    ("name", "query"),
    [("board", ""), ("board", "?phase=juger"), ("board", "?phase=agir"), ("wall", ""), ("wall_desk", ""), ("sorting", "")],
)  # fmt: skip
def test_takes_as_many_queries_for_three_as_for_one(
    organiser_page: Client, cycle: Cycle, choir: Organisation, name: str, query: str
) -> None:
    fill(cycle, choir, 1)
    fill(cycle, choir, 9)  # what says the same is fetched once there is some
    first = queries_of(organiser_page, at(name, cycle) + query)
    fill(cycle, choir, 2)
    fill(cycle, choir, 3)
    assert queries_of(organiser_page, at(name, cycle) + query) == first


# Codes


def test_a_code_is_opened_shown_prolonged_and_closed(organiser_page: Client, cycle: Cycle) -> None:
    typed = {"hours": "3", "label": "Plénière", "voice": "professional"}
    answer = organiser_page.post(at("codes", cycle), typed)
    code = EntryCode.objects.get()
    assert answer.url == at("code", cycle, code.uid)  # type: ignore[attr-defined]
    page = shown(organiser_page.get(at("code", cycle, code.uid)))
    assert code.spoken in page
    assert "Plénière" in page
    assert "<svg" in page
    assert "0 constat noté avec ce code" in page
    before = code.closes_at
    organiser_page.post(at("prolong_code", cycle, code.uid))
    code.refresh_from_db()
    assert (code.closes_at - before).total_seconds() == 2 * 3600
    organiser_page.post(at("close_code", cycle, code.uid))
    code.refresh_from_db()
    assert not code.is_usable


def test_a_code_for_no_time_is_refused_beside_its_field(organiser_page: Client, cycle: Cycle) -> None:
    page = shown(
        organiser_page.post(at("codes", cycle), {"hours": "999", "label": "Gardé", "voice": "professional"})
    )
    assert 'aria-invalid="true"' in page
    assert 'value="Gardé"' in page
    assert not EntryCode.objects.exists()


def test_a_member_opens_a_code_of_the_public_and_sees_only_its_own(member_page: Client, cycle: Cycle) -> None:
    theirs = make_code(cycle)
    member_page.post(at("codes", cycle), {"hours": "3", "label": "Groupe du mardi", "voice": "professional"})
    mine = EntryCode.objects.get(label="Groupe du mardi")
    assert mine.voice == "public"
    page = shown(member_page.get(at("codes", cycle)))
    assert mine.spoken in page
    assert theirs.spoken not in page
    assert member_page.get(at("code", cycle, theirs.uid)).status_code == 404
    assert member_page.post(at("close_code", cycle, theirs.uid)).status_code == 404
    assert member_page.post(at("close_code", cycle, mine.uid)).status_code == 302


# The wall, and the desk beside it


def test_the_wall_shows_what_was_let_through_the_latest_first(client: Client, cycle: Cycle) -> None:
    for wording in ("Le premier", "Le second"):
        make_finding(cycle, wording)
    waiting(cycle)
    page = shown(client.get(at("wall", cycle)))
    assert page.index("Le second") < page.index("Le premier")
    assert "À relire d’abord" not in page


def test_the_part_that_htmx_swaps_is_the_part_of_the_page(client: Client, cycle: Cycle) -> None:
    make_finding(cycle, "Le premier")
    whole = shown(client.get(at("wall", cycle)))
    part = shown(client.get(at("wall", cycle), headers={"HX-Request": "true"}))
    inside = re.search(r'<div id="mur"[^>]*>(.*?)</div>\n</div>', whole, re.S)
    assert inside is not None
    assert inside[1].strip() == part.strip()
    assert "<html" not in part


def test_the_part_of_the_desk_is_the_part_of_the_page(organiser_page: Client, cycle: Cycle) -> None:
    waiting(cycle)
    make_finding(cycle, "Au mur")
    headers = {"HX-Request": "true", "HX-Target": "mur"}
    part = shown(organiser_page.get(at("wall_desk", cycle), headers=headers))
    whole = shown(organiser_page.get(at("wall_desk", cycle)))

    def plain(text: str) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text).strip()

    assert plain(part) in plain(whole)
    assert "<html" not in part


def test_one_tap_shows_and_one_tap_hides(organiser_page: Client, client: Client, cycle: Cycle) -> None:
    finding = waiting(cycle)
    for verb, there in (("montrer", True), ("masquer", False)):
        answer = organiser_page.post(at("sort_finding", finding), {"verbe": verb, "vers": "mur"})
        assert answer.url == at("wall_desk", cycle)  # type: ignore[attr-defined]
        assert ("À relire d’abord" in shown(client.get(at("wall", cycle)))) is there


def test_the_wall_says_how_to_come_in_to_the_organisers_screen_only(
    organiser_page: Client, client: Client, cycle: Cycle
) -> None:
    code = make_code(cycle)
    assert code.spoken in shown(organiser_page.get(at("wall", cycle)))
    assert code.spoken not in shown(client.get(at("wall", cycle)))


def test_a_second_tap_on_the_same_button_says_so_and_does_not_fall(
    organiser_page: Client, cycle: Cycle
) -> None:
    finding = waiting(cycle)
    for _time in range(2):
        answer = organiser_page.post(
            at("sort_finding", finding), {"verbe": "montrer", "vers": "mur"}, follow=True
        )
    assert "n’est plus possible" in shown(answer)


def test_old_addresses_lead_on(client: Client, cycle: Cycle) -> None:
    former = at("board", cycle)
    Cycle.objects.update(title="Un autre titre")
    answer = client.get(former, {"phase": "juger"})
    assert answer.url == f"/cycles/un-autre-titre-{cycle.uid}/?phase=juger"  # type: ignore[attr-defined]


def test_the_page_of_the_space_leads_to_its_cycles(
    client: Client, organiser_page: Client, cycle: Cycle, space: Space
) -> None:
    address = f"/plateformes/{space.address}/"
    page = shown(client.get(address))
    assert at("board", cycle) in page
    assert "Voir – mettre en commun" in page
    assert at("open_cycle", space) not in page
    assert at("open_cycle", space) in shown(organiser_page.get(address))
    close_cycle(by=organiser(space), cycle=cycle)
    assert "clos le" in shown(client.get(address))


def test_the_whole_board_folds_nothing_away(organiser_page: Client, cycle: Cycle) -> None:
    for number in range(FOLDED + 2):
        make_finding(cycle, f"Constat numéro {number}", retained=True)
    folded = shown(organiser_page.get(at("board", cycle), {"phase": "agir"}))
    assert f"Constat numéro {FOLDED + 1}" not in folded
    assert "?phase=tout" in folded
    whole = shown(organiser_page.get(at("board", cycle), {"phase": "tout"}))
    assert whole.count(f"Constat numéro {FOLDED + 1}") == 2
    assert "Encore" not in whole
    assert "Ouvrir cette phase" not in whole
