"""Confirmation campaigns: who is asked, what each answer means, who is reminded (row A9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from tests.network.factories import make_organisation

from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, Reader, coordinates_key, link_key, works_key
from maillage.mailing.models import Message
from maillage.network.actions.campaigns import (
    close_campaign,
    correct_address,
    launch_campaign,
    prepare_campaign,
    record_phone_answer,
    remind_silent,
)
from maillage.network.actions.organisations import confirm_sheet, edit_organisation
from maillage.network.campaign_letters import write_letters_once
from maillage.network.models import Campaign, Organisation
from maillage.network.models.campaigns import SheetState
from maillage.network.queries.campaigns import Asked, Reminding, recipients, reminding, standings, to_remind
from maillage.network.registers.campaigns import lines_of_campaigns

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Centre des Rives", is_host=True)


@pytest.fixture
def ines(host: Organisation) -> Reader:
    """Coordinates for the host."""
    keys = frozenset({PUBLIC, MEMBERS, "coordinators", coordinates_key(host.uid)})
    return Reader(keys=keys, uid="nes2nes2", label="Inès Delvaux")


@pytest.fixture
def campaign_of(host: Organisation, ines: Reader) -> Callable[..., Campaign]:
    def prepared(*organisations: Organisation) -> Campaign:
        return prepare_campaign(
            by=ines,
            host=host,
            name="Printemps",
            subject="Vos coordonnées sont-elles encore correctes ?",
            introduction="Merci de vérifier.",
            organisations=organisations,
        )

    return prepared


def _standing(campaign: Campaign, organisation: Organisation) -> str:
    return campaign.sheets.with_standing().get(organisation=organisation).standing


def _launched(campaign: Campaign, by: Reader) -> Campaign:
    launched = launch_campaign(by=by, campaign=campaign)
    while write_letters_once():
        pass
    return launched


def test_each_organisation_receives_its_own_link(campaign_of: Any, ines: Reader) -> None:
    mots = make_organisation("Les Mots Passeurs", email="info@mots.example.org")
    ruche = make_organisation("La Ruche", email="info@ruche.example.org")
    _launched(campaign_of(mots, ruche), ines)
    letters = {message.to_email: message.text for message in Message.objects.all()}
    assert set(letters) == {"info@mots.example.org", "info@ruche.example.org"}
    assert "Les Mots Passeurs" in letters["info@mots.example.org"]
    links = {line for text in letters.values() for line in text.splitlines() if line.startswith("http")}
    assert len(links) == 2


def test_nothing_leaves_before_the_launch_and_a_second_click_sends_nothing_more(
    campaign_of: Any, ines: Reader
) -> None:
    campaign = campaign_of(make_organisation(email="a@example.org"))
    assert write_letters_once() == 0
    _launched(campaign, ines)
    _launched(campaign, ines)
    assert Message.objects.count() == 1


def test_an_answer_given_by_the_organisation_is_confirmed(campaign_of: Any, ines: Reader) -> None:
    organisation = make_organisation(email="a@example.org")
    campaign = _launched(campaign_of(organisation), ines)
    confirm_sheet(by=SYSTEM, organisation=organisation, who="Samira Benali")
    sheet = campaign.sheets.get()
    assert (sheet.answer, sheet.answered_by) == (SheetState.CONFIRMED, "Samira Benali")


def test_a_corrected_sheet_is_changed_even_when_it_was_confirmed_before(campaign_of: Any, ines: Reader) -> None:
    organisation = make_organisation(email="a@example.org")
    campaign = _launched(campaign_of(organisation), ines)
    confirm_sheet(by=SYSTEM, organisation=organisation, who="Samira")
    organisation.refresh_from_db()
    holder = Reader(
        keys=frozenset({PUBLIC, link_key("confirm_sheet", organisation.uid)}), label="Les Mots Passeurs"
    )
    edit_organisation(
        by=holder, organisation=organisation, seen=organisation.version, fields={"phone": "081 00 00 00"}
    )
    assert campaign.sheets.get().answer == SheetState.CHANGED


def test_a_correction_by_the_centre_is_no_answer_of_the_organisation(campaign_of: Any, ines: Reader) -> None:
    organisation = make_organisation(email="a@example.org")
    campaign = _launched(campaign_of(organisation), ines)
    edit_organisation(by=ines, organisation=organisation, seen=organisation.version, fields={"phone": "081 0"})
    assert campaign.sheets.get().answer == ""


def test_silence_is_read_after_seven_days_and_never_into_a_mail_that_came_back(
    campaign_of: Any, ines: Reader
) -> None:
    quiet, broken = make_organisation(email="quiet@example.org"), make_organisation(email="broken@example.org")
    with time_machine.travel(MONDAY, tick=False):
        campaign = _launched(campaign_of(quiet, broken), ines)
        assert _standing(campaign, quiet) == SheetState.SENT
    Message.objects.filter(to_email="broken@example.org").update(state=Message.State.FAILED)
    with time_machine.travel(MONDAY + dt.timedelta(days=8), tick=False):
        assert _standing(campaign, quiet) == SheetState.SILENT
        assert _standing(campaign, broken) == SheetState.FAILED


def test_an_organisation_without_address_is_to_be_called(campaign_of: Any, ines: Reader) -> None:
    mute = make_organisation("Sans mail")
    campaign = _launched(campaign_of(mute), ines)
    assert _standing(campaign, mute) == SheetState.NO_ADDRESS
    assert not Message.objects.exists()


def test_only_those_without_an_answer_are_reminded(campaign_of: Any, ines: Reader) -> None:
    answered, silent, broken = (make_organisation(email=f"{name}@example.org") for name in ("a", "s", "b"))
    with time_machine.travel(MONDAY, tick=False):
        campaign = _launched(campaign_of(answered, silent, broken), ines)
        confirm_sheet(by=SYSTEM, organisation=answered, who="Ada")
    Message.objects.filter(to_email="b@example.org").update(state=Message.State.FAILED)
    with time_machine.travel(MONDAY + dt.timedelta(days=8), tick=False):
        assert [sheet.organisation for sheet in to_remind(campaign)] == [silent]
        assert remind_silent(by=ines, campaign=campaign) == 1
        assert remind_silent(by=ines, campaign=campaign) == 0, "the reminder has not left yet"
        write_letters_once()
    subjects = list(
        Message.objects.filter(to_email="s@example.org").order_by("id").values_list("subject", flat=True)
    )
    assert subjects == [
        "Vos coordonnées sont-elles encore correctes ?",
        "Rappel : Vos coordonnées sont-elles encore correctes ?",
    ]


def test_nobody_is_reminded_before_a_week_nor_twice_in_one(campaign_of: Any, ines: Reader) -> None:
    campaign = campaign_of(make_organisation(email="s@example.org"), make_organisation("Sans mail"))
    week = dt.timedelta(days=7)
    with time_machine.travel(MONDAY, tick=False) as clock:
        assert reminding(campaign) == Reminding(), "nothing left yet"
        _launched(campaign, ines)
        assert remind_silent(by=ines, campaign=campaign) == 0
        assert reminding(campaign) == Reminding(later=MONDAY + week)
        clock.move_to(MONDAY + week + dt.timedelta(minutes=1))
        assert reminding(campaign) == Reminding(count=1)
        assert remind_silent(by=ines, campaign=campaign) == 1
        write_letters_once()
        assert remind_silent(by=ines, campaign=campaign) == 0
        assert reminding(campaign) == Reminding(later=MONDAY + 2 * week + dt.timedelta(minutes=1))
        close_campaign(by=ines, campaign=campaign)
        assert reminding(campaign) == Reminding()


def test_an_answer_by_telephone_confirms_the_sheet_and_names_who_said_it(
    campaign_of: Any, ines: Reader
) -> None:
    organisation = make_organisation()
    campaign = _launched(campaign_of(organisation), ines)
    sheet = record_phone_answer(by=ines, sheet=campaign.sheets.get(), who="M. Petit")
    organisation.refresh_from_db()
    assert (sheet.answer, sheet.by_phone, sheet.answered_by) == (SheetState.CONFIRMED, True, "M. Petit")
    assert organisation.confirmed_at is not None
    assert organisation.confirmed_by == "M. Petit (par téléphone)"


def test_a_telephone_answer_needs_a_name(campaign_of: Any, ines: Reader) -> None:
    campaign = _launched(campaign_of(make_organisation()), ines)
    with pytest.raises(ValidationError, match="qui a répondu"):
        record_phone_answer(by=ines, sheet=campaign.sheets.get(), who="  ")


def test_a_better_address_sends_the_invitation_again(campaign_of: Any, ines: Reader) -> None:
    organisation = make_organisation(email="old@example.org")
    campaign = _launched(campaign_of(organisation), ines)
    Message.objects.update(state=Message.State.FAILED)
    assert _standing(campaign, organisation) == SheetState.FAILED
    correct_address(by=ines, sheet=campaign.sheets.get(), email="New@example.org")
    assert _standing(campaign, organisation) == SheetState.WAITING, "the invitation leaves again"
    write_letters_once()
    assert Message.objects.filter(to_email="new@example.org").exists()
    assert _standing(campaign, organisation) == SheetState.SENT


def test_a_closed_campaign_sends_nothing_and_leaves_silence_as_silence(campaign_of: Any, ines: Reader) -> None:
    silent = make_organisation(email="s@example.org")
    campaign = _launched(campaign_of(silent), ines)
    close_campaign(by=ines, campaign=campaign)
    campaign.refresh_from_db()
    assert _standing(campaign, silent) == SheetState.SILENT
    with pytest.raises(ValidationError, match="pas en cours"):
        remind_silent(by=ines, campaign=campaign)


def test_the_counts_of_the_dashboard_add_up(campaign_of: Any, ines: Reader) -> None:
    one, two, three = (make_organisation(email=f"{name}@example.org") for name in "abc")
    campaign = _launched(campaign_of(one, two, three, make_organisation()), ines)
    confirm_sheet(by=SYSTEM, organisation=one, who="A")
    counted = {line.state: line.count for line in standings(campaign) if line.count}
    assert counted == {SheetState.CONFIRMED: 1, SheetState.SENT: 2, SheetState.NO_ADDRESS: 1}


def test_only_who_coordinates_for_the_host_runs_its_campaign(campaign_of: Any, member: Reader) -> None:
    campaign = campaign_of(make_organisation(email="a@example.org"))
    with pytest.raises(PermissionDenied):
        launch_campaign(by=member, campaign=campaign)
    assert not Campaign.objects.visible_to(member).exists()


def test_a_campaign_asks_nobody_in_vain(campaign_of: Any) -> None:
    with pytest.raises(ValidationError, match="Aucune organisation"):
        campaign_of()


def test_recipients_are_told_apart_with_the_reason(ines: Reader, host: Organisation) -> None:
    good, mute = make_organisation("Bonne", email="bonne@example.org"), make_organisation("Muette")
    broken = make_organisation("Cassée", email="cassee@example.org")
    Message.objects.create(
        to_email="cassee@example.org",
        subject="x",
        text="x",
        purpose="x",
        audience="x",
        state=Message.State.FAILED,
    )
    found = recipients(Asked(), ines, dt.date(2026, 3, 2))
    assert (found.reachable, found.in_error) == ([good], [broken])
    assert set(found.without_address) == {host, mute}


def test_saving_the_sheet_vouches_for_it_even_without_a_change(campaign_of: Any, ines: Reader) -> None:
    organisation = make_organisation(email="a@example.org")
    campaign = _launched(campaign_of(organisation), ines)
    holder = Reader(
        keys=frozenset({PUBLIC, link_key("confirm_sheet", organisation.uid)}), label="Les Mots Passeurs"
    )
    edit_organisation(by=holder, organisation=organisation, seen=organisation.version, fields={"phone": ""})
    organisation.refresh_from_db()
    assert (organisation.confirmed_by, campaign.sheets.get().answer) == (
        "Les Mots Passeurs",
        SheetState.CONFIRMED,
    )


def test_who_coordinates_is_told_of_the_silence_after_a_week(campaign_of: Any, ines: Reader) -> None:
    with time_machine.travel(MONDAY, tick=False):
        _launched(campaign_of(make_organisation(email="a@example.org")), ines)
        assert lines_of_campaigns(ines, MONDAY.date()) == []
    with time_machine.travel(MONDAY + dt.timedelta(days=8), tick=False):
        (line,) = lines_of_campaigns(ines, MONDAY.date() + dt.timedelta(days=8))
    assert (line.label, line.detail) == ("1 organisation sans réponse", "Printemps")


def test_a_worker_is_asked_to_confirm_a_sheet_a_year_old() -> None:
    with time_machine.travel(MONDAY, tick=False):
        organisation = make_organisation("Les Mots Passeurs")
    worker = Reader(keys=frozenset({PUBLIC, works_key(organisation.uid)}), uid="smr2smr2", label="Samira")
    assert lines_of_campaigns(worker, dt.date(2027, 3, 1)) == []
    (line,) = lines_of_campaigns(worker, dt.date(2027, 3, 2))
    assert line.detail == "Les Mots Passeurs"
