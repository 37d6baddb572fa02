"""The screens of findings: noting, pasting, completing, sorting, judging; what must not show (D2-D10)."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.browsing import sent_as_shown
from tests.concertation.factories import make_avenue, make_code, make_cycle, make_finding, member_reader
from tests.concertation.screens import at, queries_of, shown, uid_on
from tests.network.factories import make_organisation, make_term, make_territory
from tests.network.screens import log_in
from tests.network.space_factories import organiser, reader, seat, worker

from maillage.concertation.actions.avenues import support_avenue
from maillage.concertation.actions.contradictions import mark_contradiction
from maillage.concertation.actions.findings import add_to_gathering, gather, note_by_code, sort_finding
from maillage.concertation.actions.positions import publish_position, take_position
from maillage.concertation.models import Contradiction, Cycle, Finding, Position
from maillage.core.readers import VISITOR
from maillage.network.models import Organisation
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def finding(cycle: Cycle) -> Finding:
    return make_finding(cycle, "Pas d’accueil le mercredi", retained=True)


def as_the_form_says(client: Client, url: str) -> dict[str, object]:
    form = client.get(url).context["form"]
    return {name: said for name in form.fields if (said := form[name].value())}


# Noting and pasting


def test_a_member_notes_a_finding_and_it_is_on_the_board(
    member_page: Client, cycle: Cycle, choir: Organisation
) -> None:
    make_territory("Liège")
    page = member_page.get(at("note_finding", cycle))
    typed = {
        "uid": uid_on(page),
        "kind": "barrier",
        "wording": "Le bus s’arrête à 18h",
        "organisation": choir.uid,
        "territories": "Liège",
    }
    for _time in range(2):
        assert member_page.post(at("note_finding", cycle), typed).url == at("board", cycle)  # type: ignore[attr-defined]
    noted = Finding.objects.get()
    assert (noted.kind, noted.organisation, noted.state) == ("barrier", choir, "shared")
    assert noted.author is not None
    assert [one.name for one in noted.territories.all()] == ["Liège"]
    assert "Le bus s’arrête à 18h" in shown(member_page.get(at("board", cycle)))


def test_one_notes_in_the_name_of_where_one_works_only(
    member_page: Client, cycle: Cycle, school: Organisation
) -> None:
    typed = {"uid": new_uid(), "kind": "need", "wording": "Une place", "organisation": school.uid}
    page = shown(member_page.post(at("note_finding", cycle), typed))
    assert 'aria-invalid="true"' in page
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"wording": "", "territories": "Liège"}, "obligatoire"),
        ({"wording": "é" * 601, "territories": "Liège"}, "600"),
        ({"wording": "Une place", "territories": "Atlantide\nLemurie"}, "Atlantide"),
        ({"wording": "Mme Fatima Benali attend"}, "un nom de personne"),
        ({"wording": "Une place", "actor": "x"}, "un des termes"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(
    member_page: Client, cycle: Cycle, typed: dict[str, str], said: str
) -> None:
    page = shown(member_page.post(at("note_finding", cycle), {"uid": new_uid(), "kind": "need", **typed}))
    assert said in page
    assert 'aria-invalid="true"' in page
    for name, words in typed.items():
        if name != "actor":
            assert words in page, name
    assert not Finding.objects.exists()


def test_the_post_its_of_a_table_are_pasted_at_once(member_page: Client, cycle: Cycle) -> None:
    page = member_page.get(at("paste_findings", cycle))
    typed = {
        "uid": uid_on(page),
        "lines": "- Pas de bus\n• Pas de crèche\n\n  Pas de bus \n",
        "kind": "need",
        "table": "Table 3",
    }
    for _time in range(2):
        assert member_page.post(at("paste_findings", cycle), typed).status_code == 302
    assert sorted(Finding.objects.values_list("wording", "table")) == [
        ("Pas de bus", "Table 3"),
        ("Pas de crèche", "Table 3"),
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (" \n - \n", "au moins une ligne"),
        ("\n".join(f"ligne {number}" for number in range(61)), "il y en a 61"),
        ("courte\n" + "x" * 601, "La ligne 2 est trop longue"),
    ],
)
def test_a_list_that_cannot_be_taken_stays_on_the_form(
    member_page: Client, cycle: Cycle, lines: str, said: str
) -> None:
    typed = {"uid": new_uid(), "lines": lines, "kind": "need", "table": "Table 3"}
    page = shown(member_page.post(at("paste_findings", cycle), typed))
    assert said in page
    assert 'value="Table 3"' in page
    assert lines.strip().splitlines()[-1].strip() in page
    assert not Finding.objects.exists()


# Completing


def test_a_finding_is_completed_by_its_form(organiser_page: Client, finding: Finding) -> None:
    typed = as_the_form_says(organiser_page, at("correct_finding", finding))
    said = {"causes": "Les écoles ferment à midi", "consequences": "Des rendez-vous manqués", "scope": "both"}
    assert organiser_page.post(at("correct_finding", finding), {**typed, **said}).status_code == 302
    page = shown(organiser_page.get(at("finding", finding)))
    for words in ("Les écoles ferment à midi", "Des rendez-vous manqués", "local et global"):
        assert words in page


def test_two_facilitators_see_both_versions_and_lose_none(organiser_page: Client, finding: Finding) -> None:
    typed = as_the_form_says(organiser_page, at("correct_finding", finding))
    organiser_page.post(at("correct_finding", finding), {**typed, "causes": "Les écoles ferment à midi"})
    refused = organiser_page.post(
        at("correct_finding", finding), {**typed, "causes": "Le <b>centre</b> est complet"}
    )
    page = shown(refused)
    assert "Quelqu’un a modifié cette fiche entre-temps" in page
    assert "Les écoles ferment à midi" in page
    assert "Le &lt;b&gt;centre&lt;/b&gt; est complet" in page
    again = {**typed, "version": refused.context["form"]["version"].value()}
    organiser_page.post(at("correct_finding", finding), {**again, "causes": "Les deux"})
    finding.refresh_from_db()
    assert finding.causes == "Les deux"


def test_two_facilitators_keep_what_each_alone_completed(organiser_page: Client, finding: Finding) -> None:
    """One says where and for whom, the other why; both change the sentence."""
    make_territory("Liège")
    families = make_term("audience", "familles", "Familles monoparentales")
    edit = at("correct_finding", finding)
    first, second = sent_as_shown(organiser_page.get(edit)), sent_as_shown(organiser_page.get(edit))
    where = {"territories": "Liège", "audiences": [families.pk], "wording": "Rien le mercredi"}
    organiser_page.post(edit, {**first, **where})

    said = {"causes": "Les écoles ferment à midi\r\nLes parents travaillent", "wording": "Fermé le mercredi"}
    warned = organiser_page.post(edit, {**second, **said})

    assert warned.context["merged"].taken == ["Où", "Publics concernés"]
    (line,) = warned.context["merged"].to_choose
    assert (line.label, line.theirs, line.yours) == ("En une phrase", "Rien le mercredi", "Fermé le mercredi")
    organiser_page.post(edit, sent_as_shown(warned))
    finding.refresh_from_db()
    assert finding.wording == "Fermé le mercredi"
    assert finding.causes.splitlines() == ["Les écoles ferment à midi", "Les parents travaillent"]
    assert [one.name for one in finding.territories.all()] == ["Liège"]
    assert list(finding.audiences.all()) == [families]


def test_its_author_completes_it_until_it_is_taken_up(cycle: Cycle, choir: Organisation) -> None:
    person = worker(choir, "Anna Lys")
    page = log_in(person)
    mine = make_finding(cycle, by=reader(person))
    assert page.get(at("correct_finding", mine)).status_code == 200
    sort_finding(by=organiser(cycle.space), finding=mine, verb="retenir")
    assert page.get(at("correct_finding", mine)).status_code == 404


# Sorting


def test_leaving_out_wants_a_reason_and_shows_it(organiser_page: Client, client: Client, cycle: Cycle) -> None:
    finding = make_finding(cycle, "Hors de propos")
    typed = {"verbe": "ecarter", "vers": "tri"}
    refused = organiser_page.post(at("sort_finding", finding), {**typed, "raison": "  "}, follow=True)
    assert "Dites pourquoi" in shown(refused)
    organiser_page.post(at("sort_finding", finding), {**typed, "raison": "Déjà dit <i>ailleurs</i>"})
    assert "Écarté parce que : Déjà dit &lt;i&gt;ailleurs" in shown(organiser_page.get(at("sorting", cycle)))
    assert "Déjà dit &lt;i&gt;ailleurs" in shown(client.get(at("finding", finding)))


@pytest.mark.parametrize("verb", ["", "rêver", "ecarter"])
def test_an_odd_button_falls_on_its_feet(organiser_page: Client, cycle: Cycle, verb: str) -> None:
    finding = make_finding(cycle)
    assert organiser_page.post(at("sort_finding", finding), {"verbe": verb, "vers": "lune"}).status_code == 302
    finding.refresh_from_db()
    assert finding.state == "shared"


# What must not show


def test_what_waits_is_not_there_for_others(client: Client, member_page: Client, cycle: Cycle) -> None:
    waiting = note_by_code(
        by=VISITOR, uid=new_uid(), code=make_code(cycle), entry=new_uid(), fields={"wording": "À relire"}
    )
    for page in (client, member_page):
        assert page.get(at("finding", waiting)).status_code == 404
        assert page.get(f"/fil-rouge/{waiting.address}/").status_code == 404


def test_an_original_does_not_tell_of_a_common_wording_that_is_hidden(
    client: Client, organiser_page: Client, cycle: Cycle
) -> None:
    by = organiser(cycle.space)
    one, other = make_finding(cycle, "Un"), make_finding(cycle, "Deux")
    common = gather(
        by=by, uid=new_uid(), cycle=cycle, findings=[one, other], fields={"wording": "Mal formulé, à revoir"}
    )
    for verb in ("reprendre", "masquer"):
        sort_finding(by=by, finding=common, verb=verb)
    assert "Mal formulé" not in shown(client.get(at("finding", one)))
    assert "Mal formulé" in shown(organiser_page.get(at("finding", one)))


def test_a_contradiction_does_not_tell_of_a_side_that_is_hidden(
    client: Client, organiser_page: Client, cycle: Cycle, finding: Finding
) -> None:
    by = organiser(cycle.space)
    other = make_finding(cycle, "Mal formulé, à revoir")
    made = mark_contradiction(by=by, uid=new_uid(), one=finding, other=other, question="Lequel ?")
    sort_finding(by=by, finding=other, verb="masquer")
    page = shown(client.get(at("contradiction", made.item)))
    assert "Pas d’accueil le mercredi" in page
    assert "Mal formulé" not in page
    assert "Mal formulé" in shown(organiser_page.get(at("contradiction", made.item)))


def test_a_finding_of_the_members_is_not_there_for_a_visitor(client: Client, cycle: Cycle) -> None:
    inside = make_finding(make_cycle(cycle.space), "Entre nous")
    assert client.get(at("finding", inside)).status_code == 404


def test_markup_and_arabic_stay_text(client: Client, cycle: Cycle) -> None:
    for wording in ("<script>alert(1)</script>", "لا يوجد مكان للأطفال يوم الأربعاء", "🌍" * 300):
        finding = make_finding(cycle, wording)
        page = shown(client.get(at("finding", finding)))
        assert "<script>alert" not in page
        assert wording.replace("<", "&lt;").replace(">", "&gt;") in page


# Judging


def test_a_member_takes_a_position_publishes_it_and_takes_it_back(
    member_page: Client, client: Client, finding: Finding, choir: Organisation
) -> None:
    typed = {
        "stance": "disagrees",
        "reason": "Le nôtre reste vide",
        "organisation": choir.uid,
        "mandated": "oui",
    }
    assert member_page.post(at("take_position", finding), typed).status_code == 302
    position = Position.objects.get()
    assert position.mandated
    assert position.author is not None
    page = shown(member_page.get(at("finding", finding)))
    assert "« Le nôtre reste vide »" in page
    assert "1 organisation membre ne s’est pas encore prononcée" in page
    assert "Le nôtre reste vide" not in shown(client.get(at("finding", finding)))
    member_page.post(at("publish_position", position.uid), {"publier": "oui"})
    outside = shown(client.get(at("finding", finding)))
    assert "Le nôtre reste vide" in outside
    assert "ne s’est pas encore prononcée" not in outside
    assert at("withdraw_position", position.uid) not in outside
    member_page.post(at("withdraw_position", position.uid))
    assert not Position.objects.exists()


def test_agreements_and_disagreements_stand_side_by_side(
    organiser_page: Client, finding: Finding, choir: Organisation, school: Organisation
) -> None:
    for organisation, stance, reason in ((choir, "agrees", ""), (school, "rework", "Deux choses en une")):
        take_position(
            by=reader(worker(organisation)), cycle=finding.cycle, item=finding.item, organisation=organisation,
            stance=stance, mandated=True, reason=reason,
        )  # fmt: skip
    page = shown(organiser_page.get(at("finding", finding)))
    assert page.index("Chœur du Laveu") < page.index("École de devoirs")
    for words in ("D’accord", "À retravailler", "« Deux choses en une »"):
        assert words in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"stance": "disagrees", "reason": "", "mandated": "oui"}, "Dites pourquoi"),
        ({"stance": "veto", "reason": "Mes raisons", "mandated": "oui"}, "veto"),
        ({"stance": "agrees", "reason": "Mes raisons"}, "obligatoire"),
        ({"stance": "agrees", "reason": "Mes raisons", "mandated": "oui", "organisation": "22222222"}, "Mes raisons"),
    ],
)  # fmt: skip
def test_a_position_that_cannot_be_taken_stays_on_the_form(
    member_page: Client, finding: Finding, choir: Organisation, typed: dict[str, str], said: str
) -> None:
    page = shown(member_page.post(at("take_position", finding), {"organisation": choir.uid, **typed}))
    assert said in page
    assert 'aria-invalid="true"' in page
    assert typed["reason"] in page
    assert not Position.objects.exists()


def test_who_sits_nowhere_is_not_asked(client: Client, finding: Finding) -> None:
    stranger = log_in(worker(make_organisation("Passante")))
    for page in (client, stranger):
        assert page.get(at("take_position", finding)).status_code == 404
        assert at("take_position", finding) not in shown(page.get(at("finding", finding)))


def test_a_contradiction_is_marked_and_settled_by_its_forms(
    organiser_page: Client, client: Client, cycle: Cycle, finding: Finding
) -> None:
    other = make_finding(cycle, "Les places restent vides")
    page = organiser_page.get(at("mark_contradiction", finding))
    typed = {"uid": uid_on(page), "other": other.pk, "question": "Manque-t-il des places ?"}
    for _time in range(2):
        organiser_page.post(at("mark_contradiction", finding), typed)
    made = Contradiction.objects.get()
    here = at("contradiction", made.item)
    assert "ce qui est sorti" in shown(organiser_page.post(here, {"outcome": ""})).casefold()
    organiser_page.post(here, {"outcome": "Deux <b>quartiers</b>"})
    assert "Deux &lt;b&gt;quartiers&lt;/b&gt;" in shown(client.get(here))
    client.post(here, {"outcome": "Pris"})
    made.refresh_from_db()
    assert made.outcome == "Deux <b>quartiers</b>"


def test_a_contradiction_without_its_other_side_stays_on_the_form(
    organiser_page: Client, finding: Finding
) -> None:
    typed = {"uid": new_uid(), "other": "999999", "question": "Lequel <des> deux ?"}
    page = shown(organiser_page.post(at("mark_contradiction", finding), typed))
    assert 'aria-invalid="true"' in page
    assert "Lequel &lt;des&gt; deux" in page


# What a page costs


def one_more(common: Finding, number: int) -> None:
    """An original, a position of another member, a contradiction, an avenue."""
    cycle, by = common.cycle, organiser(common.cycle.space)
    sector = make_term("sector", f"secteur-{number}", f"Secteur {number}")
    original = make_finding(cycle, f"Autrement dit {number}", actor=sector)
    add_to_gathering(by=by, findings=[original], common=common)
    member = make_organisation(f"Membre {number}", sectors=[sector])
    seat(cycle.space, member)
    someone = member_reader(cycle.space, member)
    position = take_position(
        by=someone, cycle=cycle, item=common.item, organisation=member, stance="disagrees",
        mandated=True, reason=f"Raison {number}",
    )  # fmt: skip
    publish_position(by=someone, cycle=cycle, position=position, published=True)
    other = make_finding(cycle, f"Le contraire {number}", retained=True)
    mark_contradiction(by=by, uid=new_uid(), one=common, other=other, question=f"Lequel {number} ?")
    avenue = make_avenue(cycle, common, title=f"Piste {number}")
    support_avenue(by=someone, avenue=avenue, organisation=member)


@pytest.mark.parametrize("who", ["visitor", "member", "organiser"])
def test_takes_as_many_queries_for_three_as_for_one(
    client: Client, member_page: Client, organiser_page: Client, finding: Finding, who: str
) -> None:
    page = {"visitor": client, "member": member_page, "organiser": organiser_page}[who]
    one_more(finding, 1)
    first = queries_of(page, at("finding", finding))
    one_more(finding, 2)
    one_more(finding, 3)
    assert queries_of(page, at("finding", finding)) == first
