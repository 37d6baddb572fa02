"""The screens of avenues, actions, outcomes and commitments, from a finding to what came of it (D12-D15)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from tests.concertation.factories import make_action, make_avenue, make_cycle, make_finding, member_reader
from tests.concertation.screens import at, queries_of, shown, uid_on
from tests.network.factories import make_organisation
from tests.network.space_factories import organiser, seat

from maillage.concertation.actions.acting import add_carrier, add_means, edit_action, move_action, note_outcome
from maillage.concertation.actions.avenues import support_avenue
from maillage.concertation.models import Action, Avenue, Cycle, Finding, Outcome, Support
from maillage.network.models import Organisation
from maillage.records.clock import today
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def finding(cycle: Cycle) -> Finding:
    return make_finding(cycle, "Pas d’accueil le mercredi", retained=True)


@pytest.fixture
def avenue(cycle: Cycle, finding: Finding) -> Avenue:
    return make_avenue(cycle, finding, title="Ouvrir le mercredi")


@pytest.fixture
def act(avenue: Avenue, choir: Organisation, school: Organisation) -> Action:
    return make_action(avenue, choir, school)


def typed_on(client: Client, url: str) -> dict[str, object]:
    form = client.get(url).context["form"]
    return {name: said for name in form.fields if (said := form[name].value())}


# Avenues


def test_a_member_proposes_an_avenue_from_a_finding(
    member_page: Client, client: Client, cycle: Cycle, finding: Finding
) -> None:
    address = f"{at('propose_avenue', cycle)}?constat={finding.item.uid}"
    assert address in shown(member_page.get(at("finding", finding)))
    page = member_page.get(address)
    assert page.context["form"]["findings"].value() == [finding.pk]
    typed = {
        "uid": uid_on(page),
        "title": "Ouvrir le mercredi",
        "detail": "De 12h à 18h",
        "findings": finding.pk,
    }
    for _time in range(2):
        assert member_page.post(address, typed).status_code == 302
    made = Avenue.objects.get()
    whole = shown(client.get(at("avenue", made)))
    for words in ("Ouvrir le mercredi", "De 12h à 18h", "Pas d’accueil le mercredi"):
        assert words in whole
    assert "Ouvrir le mercredi" in shown(client.get(at("finding", finding)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": "", "detail": "Gardé <b>"}, "obligatoire"),
        ({"title": "é" * 201, "detail": "Gardé <b>"}, "200"),
        ({"title": "Une piste", "detail": "Gardé <b>", "findings": ""}, "Cochez au moins un constat"),
        ({"title": "Une piste", "detail": "Gardé <b>", "findings": "99999"}, "99999"),
    ],
)
def test_an_avenue_that_cannot_be_proposed_stays_on_the_form(
    member_page: Client, cycle: Cycle, finding: Finding, typed: dict[str, str], said: str
) -> None:
    sent = {"uid": new_uid(), "findings": str(finding.pk), **typed}
    page = shown(member_page.post(at("propose_avenue", cycle), {k: v for k, v in sent.items() if v}))
    assert said in page
    assert "Gardé &lt;b&gt;" in page
    assert 'aria-invalid="true"' in page
    assert not Avenue.objects.exists()


def test_without_any_finding_one_is_told_where_to_start(member_page: Client, cycle: Cycle) -> None:
    answer = member_page.get(at("propose_avenue", cycle), follow=True)
    assert "Il faut d’abord un constat" in shown(answer)


def test_an_organisation_supports_and_withdraws_in_one_tap(
    member_page: Client, client: Client, avenue: Avenue, choir: Organisation
) -> None:
    here = at("avenue", avenue)
    assert "La soutenir au nom de Chœur du Laveu" in shown(member_page.get(here))
    for _time in range(2):
        member_page.post(at("support_avenue", avenue), {"organisation": choir.uid, "soutenir": "oui"})
    assert Support.objects.count() == 1
    assert "Chœur du Laveu" in shown(client.get(here))
    assert "Soutenue par 1 organisation" in shown(client.get(at("board", avenue.cycle), {"phase": "juger"}))
    member_page.post(at("support_avenue", avenue), {"organisation": choir.uid, "soutenir": "non"})
    assert "Chœur du Laveu" not in shown(client.get(here))


def test_one_does_not_support_for_somebody_else(
    member_page: Client, avenue: Avenue, school: Organisation
) -> None:
    for organisation in (school.uid, "22222222", ""):
        typed = {"organisation": organisation, "soutenir": "oui"}
        assert member_page.post(at("support_avenue", avenue), typed).status_code == 404


def test_dropping_wants_a_reason_and_shows_it(organiser_page: Client, client: Client, avenue: Avenue) -> None:
    refused = organiser_page.post(at("drop_avenue", avenue), {"raison": " "}, follow=True)
    assert "Dites pourquoi" in shown(refused)
    organiser_page.post(at("drop_avenue", avenue), {"raison": "Plus de <local>"})
    assert "Abandonnée parce que : Plus de &lt;local&gt;" in shown(client.get(at("avenue", avenue)))
    answer = organiser_page.post(at("act_on_avenue", avenue), {"uid": new_uid()}, follow=True)
    assert "Cette piste est abandonnée" in shown(answer)
    assert not Action.objects.exists()


def test_an_avenue_becomes_an_action_in_one_tap(organiser_page: Client, client: Client, avenue: Avenue) -> None:
    page = organiser_page.get(at("avenue", avenue))
    uid = page.context["action_uid"]
    for _time in range(2):
        answer = organiser_page.post(at("act_on_avenue", avenue), {"uid": uid})
    made = Action.objects.get()
    assert answer.url == at("act", made)  # type: ignore[attr-defined]
    assert "En faire une action" not in shown(organiser_page.get(at("avenue", avenue)))
    assert "Ouvrir le mercredi" in shown(client.get(at("act", made)))


def test_a_second_organiser_is_led_to_the_action_of_the_first(organiser_page: Client, avenue: Avenue) -> None:
    """Both had the page open, each with a uid of its own."""
    answers = [organiser_page.post(at("act_on_avenue", avenue), {"uid": new_uid()}) for _time in range(2)]
    assert answers[0].url == answers[1].url  # type: ignore[attr-defined]
    assert Action.objects.count() == 1


@pytest.mark.parametrize("uid", ["", "x", "ABCDEFGH", "../../..", "<script>", "????????"])
def test_nobody_chooses_the_address_of_an_action(organiser_page: Client, avenue: Avenue, uid: str) -> None:
    answer = organiser_page.post(at("act_on_avenue", avenue), {"uid": uid})
    assert answer.status_code == 302
    assert Action.objects.get().item.uid != uid
    assert organiser_page.get(answer.url).status_code == 200  # type: ignore[attr-defined]


def test_a_uid_that_is_taken_is_not_taken_over(
    organiser_page: Client, avenue: Avenue, finding: Finding
) -> None:
    """That of a finding, and that of an action which this organiser may not see."""
    hidden = make_action(make_avenue(make_cycle()))
    for uid in (finding.item.uid, hidden.item.uid):
        answer = organiser_page.post(at("act_on_avenue", avenue), {"uid": uid})
        assert answer.status_code == 302
        assert hidden.item.uid not in answer.url  # type: ignore[attr-defined]


# Actions


def test_an_action_goes_from_proposed_to_its_outcome_by_its_screens(
    organiser_page: Client, client: Client, avenue: Avenue, choir: Organisation, school: Organisation
) -> None:
    act = make_action(avenue, decidable=False)
    here = at("act", act)
    refused = organiser_page.post(at("move_action", act), {"verbe": "decider"}, follow=True)
    assert "Dites ce qui aura changé" in shown(refused)
    typed = typed_on(organiser_page, at("edit_action", act))
    said = {
        "change": "40 enfants accueillis",
        "sign": "Les présences",
        "mode": "collective",
        "due_on": "2031-06-30",
    }
    assert organiser_page.post(at("edit_action", act), {**typed, **said}).status_code == 302
    refused = organiser_page.post(at("move_action", act), {"verbe": "decider"}, follow=True)
    assert "deux organisations au moins" in shown(refused)
    for one in (choir, school):
        organiser_page.post(at("add_carrier", act), {"organisation": one.name})
    means = {"uid": new_uid(), "kind": "human", "what": "Deux animateurs", "missing": "Un permanent"}
    for _time in range(2):
        organiser_page.post(at("add_means", act), means)
    page = shown(organiser_page.post(at("move_action", act), {"verbe": "decider"}, follow=True))
    assert "L’action est décidée" in page
    outcome = {"uid": new_uid(), "text": "12 enfants dès le premier mercredi", "evidence": "PV", "seen_on": ""}
    for _time in range(2):
        assert organiser_page.post(at("note_outcome", act), outcome).status_code == 302
    act = Action.objects.get()
    assert (act.status, act.due_on, act.means.count(), Outcome.objects.count()) == (
        "decided", dt.date(2031, 6, 30), 1, 1,
    )  # fmt: skip
    whole = shown(client.get(here))
    for words in (
        "40 enfants accueillis", "Les présences", "Chœur du Laveu", "École de devoirs", "Deux animateurs",
        "manque : Un permanent", "12 enfants dès le premier mercredi", "Pas d’accueil le mercredi",
    ):  # fmt: skip
        assert words in whole
    noted = Outcome.objects.get()
    assert client.get(at("outcome", noted)).url == f"{here}#resultat-{noted.item.uid}"  # type: ignore[attr-defined]


def test_two_who_describe_it_see_both_versions(organiser_page: Client, act: Action) -> None:
    typed = typed_on(organiser_page, at("edit_action", act))
    organiser_page.post(at("edit_action", act), {**typed, "detail": "Le mercredi"})
    page = shown(organiser_page.post(at("edit_action", act), {**typed, "detail": "Le <samedi>"}))
    assert "Quelqu’un a modifié cette fiche entre-temps" in page
    assert "Le mercredi" in page
    assert "Le &lt;samedi&gt;" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "obligatoire"),
        ({"change": "x" * 601}, "600"),
        ({"mode": "seule"}, "seule"),
        ({"due_on": "31/02/2026"}, "Écrivez une date"),
        ({"starts_on": "2026-09-01", "due_on": "2026-08-31"}, "précéder le début"),
    ],
)
def test_a_description_that_cannot_be_kept_stays_on_the_form(
    organiser_page: Client, act: Action, typed: dict[str, str], said: str
) -> None:
    sent = {**typed_on(organiser_page, at("edit_action", act)), "detail": "Gardé <b>", **typed}
    page = shown(organiser_page.post(at("edit_action", act), sent))
    assert said in page
    assert "Gardé &lt;b&gt;" in page
    assert 'aria-invalid="true"' in page
    act.refresh_from_db()
    assert act.detail == ""


def test_a_decided_action_says_why_it_cannot_lose_what_made_it_so(
    organiser_page: Client, act: Action, choir: Organisation
) -> None:
    organiser_page.post(at("move_action", act), {"verbe": "decider"})
    typed = typed_on(organiser_page, at("edit_action", act))
    page = shown(organiser_page.post(at("edit_action", act), {**typed, "change": ""}))
    assert "Dites ce qui aura changé" in page
    for url, said in (
        (at("remove_means", act, act.means.get().uid), "Dites les moyens"),
        (at("remove_carrier", act, choir.uid), "deux organisations au moins"),
    ):
        answer = shown(organiser_page.post(url, follow=True))
        assert said in answer
    assert (act.means.count(), act.carriers.count()) == (1, 2)


def test_an_action_that_is_done_awaits_nothing_once_its_outcome_is_noted(
    organiser_page: Client, act: Action
) -> None:
    for verb in ("decider", "realiser"):
        organiser_page.post(at("move_action", act), {"verbe": verb})
    act.item.refresh_from_db()
    assert act.item.awaits
    organiser_page.post(at("note_outcome", act), {"uid": new_uid(), "text": "40 enfants accueillis"})
    act.item.refresh_from_db()
    assert not act.item.awaits


def test_carriers_and_means_are_taken_back_while_it_is_proposed(
    organiser_page: Client, act: Action, choir: Organisation
) -> None:
    organiser_page.post(at("remove_means", act, act.means.get().uid))
    organiser_page.post(at("remove_carrier", act, choir.uid))
    assert (act.means.count(), act.carriers.count()) == (0, 1)
    assert organiser_page.post(at("remove_carrier", act, choir.uid)).status_code == 404
    assert organiser_page.post(at("remove_means", act, "22222222")).status_code == 404


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("add_carrier", {"organisation": "Nulle part asbl"}, "Nulle part asbl"),
        ("add_means", {"kind": "magic", "what": "Deux animateurs"}, "Deux animateurs"),
        ("add_means", {"kind": "human", "what": "", "missing": "600 €"}, "600 €"),
        ("note_outcome", {"text": "", "evidence": "PV du 3 mars"}, "PV du 3 mars"),
        ("note_outcome", {"text": "40 enfants", "evidence_link": "pas une adresse"}, "40 enfants"),
        ("note_outcome", {"text": "40 enfants", "seen_on": "hier"}, "hier"),
    ],
)
def test_what_cannot_be_added_stays_on_the_form(
    organiser_page: Client, act: Action, name: str, typed: dict[str, str], said: str
) -> None:
    organiser_page.post(at("move_action", act), {"verbe": "decider"})
    page = shown(organiser_page.post(at(name, act), {"uid": new_uid(), **typed}))
    assert said in page
    assert 'aria-invalid="true"' in page
    assert (act.means.count(), act.carriers.count(), Outcome.objects.count()) == (1, 2, 0)


def test_an_outcome_before_the_decision_is_refused_with_what_was_typed(
    organiser_page: Client, act: Action
) -> None:
    page = shown(organiser_page.post(at("note_outcome", act), {"uid": new_uid(), "text": "Déjà <là>"}))
    assert "pas encore de résultat" in page
    assert "Déjà &lt;là&gt;" in page


@pytest.mark.parametrize("verb", ["", "rêver", "realiser", "abandonner"])
def test_an_odd_button_falls_on_its_feet(organiser_page: Client, act: Action, verb: str) -> None:
    answer = organiser_page.post(at("move_action", act), {"verbe": verb, "raison": "  "}, follow=True)
    assert answer.status_code == 200
    act.refresh_from_db()
    assert act.status == "proposed"


def test_who_carries_it_has_the_buttons_and_others_do_not(
    member_page: Client, client: Client, act: Action
) -> None:
    assert at("edit_action", act) in shown(member_page.get(at("act", act)))
    assert at("edit_action", act) not in shown(client.get(at("act", act)))
    assert client.post(at("move_action", act), {"verbe": "decider"}).status_code == 404


def test_markup_and_arabic_stay_text(client: Client, act: Action) -> None:
    fields = {"title": "<script>alert(1)</script>", "change": "لا يوجد مكان", "detail": "mot" * 900}
    edit_action(by=organiser(act.cycle.space), act=act, seen=act.version, fields=fields)  # type: ignore[arg-type]
    for url in (at("act", act), at("board", act.cycle) + "?phase=agir"):
        page = shown(client.get(url))
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
        assert "لا يوجد مكان" in page


# What is hidden, what an organisation committed to


def test_an_action_of_the_members_shows_nowhere_to_a_visitor(
    client: Client, member_page: Client, cycle: Cycle, choir: Organisation
) -> None:
    inside = make_action(make_avenue(make_cycle(cycle.space), title="Entre nous"), choir)
    assert client.get(at("act", inside)).status_code == 404
    assert client.get(at("avenue", Avenue.objects.get())).status_code == 404
    for url in (at("commitments", choir), f"/annuaire/{choir.address}/"):
        assert "Entre nous" not in shown(client.get(url, follow=True))
    assert "Entre nous" in shown(member_page.get(at("commitments", choir)))


def test_commitments_say_where_each_stands_and_what_is_late(
    client: Client, act: Action, choir: Organisation
) -> None:
    day = today() - dt.timedelta(days=1)
    edit_action(by=organiser(act.cycle.space), act=act, seen=act.version, fields={"due_on": day})
    page = shown(client.get(at("commitments", choir)))
    for words in ("Ouvrir le mercredi", "proposée", "en retard", "École de devoirs"):
        assert words in page
    assert "Aucun engagement" in shown(client.get(at("commitments", make_organisation("Sans rien"))))


def test_the_thread_is_walked_from_the_finding_to_the_outcome_and_back(
    client: Client, finding: Finding, act: Action
) -> None:
    by = organiser(act.cycle.space)
    move_action(by=by, act=act, verb="decider")
    outcome = note_outcome(by=by, uid=new_uid(), act=act, text="40 enfants accueillis")
    for item in (finding.item, outcome.item):
        page = shown(client.get(f"/fil-rouge/{item.address}/"))
        for name, row in (("finding", finding), ("act", act), ("outcome", outcome)):
            if row.item != item:
                assert at(name, row) in page
    assert "Aucune suite pour l’instant" not in shown(client.get(at("finding", finding)))


# What a page costs


def one_more(act: Action, avenue: Avenue, number: int) -> None:
    by, member = organiser(act.cycle.space), make_organisation(f"Membre {number}")
    seat(act.cycle.space, member)
    add_carrier(by=by, act=act, organisation=member)
    add_means(
        by=by, uid=new_uid(), act=act,
        fields={"kind": "logistic", "what": f"Local {number}", "brought_by": member, "missing": "les clés"},
    )  # fmt: skip
    note_outcome(by=by, uid=new_uid(), act=act, text=f"Résultat {number}")
    support_avenue(by=member_reader(act.cycle.space, member), avenue=avenue, organisation=member)


@pytest.mark.parametrize("name", ["act", "avenue"])
@pytest.mark.parametrize("who", ["visitor", "member", "organiser"])
def test_takes_as_many_queries_for_three_as_for_one(
    client: Client,
    member_page: Client,
    organiser_page: Client,
    avenue: Avenue,
    act: Action,
    name: str,
    who: str,
) -> None:
    page = {"visitor": client, "member": member_page, "organiser": organiser_page}[who]
    move_action(by=organiser(act.cycle.space), act=act, verb="decider")
    url = at(name, act if name == "act" else avenue)
    one_more(act, avenue, 1)
    first = queries_of(page, url)
    one_more(act, avenue, 2)
    one_more(act, avenue, 3)
    assert queries_of(page, url) == first


def test_commitments_take_as_many_queries_for_three_as_for_one(
    client: Client, avenue: Avenue, choir: Organisation
) -> None:
    make_action(avenue, choir, make_organisation())
    first = queries_of(client, at("commitments", choir))
    for _time in range(2):
        make_action(make_avenue(make_cycle(avenue.cycle.space, public=True)), choir, make_organisation())
    assert queries_of(client, at("commitments", choir)) == first
