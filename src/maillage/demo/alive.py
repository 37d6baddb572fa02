"""What makes the demonstration alive: sheets of all ages, a campaign under way, requests that wait, a seat elsewhere."""

from __future__ import annotations

import datetime as dt
import random

from maillage.accounts.actions import make_administrator, open_account
from maillage.core.readers import VISITOR
from maillage.demo.hand import HAND
from maillage.demo.roles import ROLES
from maillage.demo.trois_rives import Network
from maillage.mailing.models import Message
from maillage.network.actions.campaigns import launch_campaign, prepare_campaign
from maillage.network.actions.external import report_back, take_seat
from maillage.network.actions.organisations import confirm_sheet
from maillage.network.actions.requests import ask_to_join
from maillage.network.campaign_letters import write_letters_once
from maillage.network.models import Campaign, Organisation, Space
from maillage.network.models.campaigns import PATIENCE
from maillage.records.clock import now
from maillage.records.identity import new_uid

ADMINISTRATOR = "administrateur"


def open_accounts() -> None:
    """The people whose place a newcomer takes have an account; one of them administers."""
    for role in ROLES:
        if role.key == ADMINISTRATOR:
            make_administrator(by=HAND, email=role.email)
        else:
            open_account(email=role.email)


def let_sheets_age(network: Network, today: dt.date) -> None:
    """Most sheets were confirmed this year, some more than a year ago, a few more than two, some never."""
    chance = random.Random(11)
    for number, organisation in enumerate(network.operators):
        if number % 25 == 24:
            age = chance.randrange(740, 900)
        elif number % 9 == 8:
            age = chance.randrange(370, 600)
        else:
            age = chance.randrange(3, 340)
        day = today - dt.timedelta(days=age)
        moment = now() - dt.timedelta(days=age)
        who = network.posts[organisation.pk][0].person.full_name
        never = number % 17 == 16
        Organisation.objects.filter(pk=organisation.pk).update(
            checked_on=day,
            confirmed_at=None if never else moment,
            confirmed_by="" if never else who,
        )


def run_a_campaign(network: Network) -> None:
    """A campaign of ten days ago: letters are in the outbox, some have answered, « Les Mots Passeurs » is to be reminded."""
    asked = network.operators[:24]
    campaign = prepare_campaign(
        by=HAND,
        host=network.centre,
        name="Vos coordonnées sont-elles à jour ?",
        subject="Vos coordonnées sont-elles encore correctes ? (1 minute)",
        introduction="Notre annuaire n’a de valeur que s’il est juste. Pouvez-vous vérifier votre fiche ?",
        organisations=asked,
    )
    launch_campaign(by=HAND, campaign=campaign)
    while write_letters_once():
        pass
    _let_it_age(campaign)
    for organisation in asked[3:11]:
        who = network.posts[organisation.pk][0].person.full_name
        confirm_sheet(by=HAND, organisation=organisation, who=who)


def _let_it_age(campaign: Campaign) -> None:
    """Long enough ago that those who did not answer may be reminded."""
    since = now() - PATIENCE - dt.timedelta(days=3)
    Campaign.objects.filter(pk=campaign.pk).update(created_at=since, launched_at=since)
    sheets = campaign.sheets.filter(sent_at__isnull=False)
    Message.objects.filter(about_type="network.campaignsheet", about_id__in=sheets.values("pk")).update(
        created_at=since
    )
    sheets.update(sent_at=since)


def knock_at_doors(network: Network, spaces: dict[str, Space], today: dt.date) -> None:
    """Two requests to join that wait for a word, and a seat elsewhere whose report is late."""
    fle = spaces["fle"]
    sitting = set(fle.memberships.values_list("organisation_id", flat=True))
    outside = [one for one in network.operators if one.pk not in sitting]
    ask_to_join(
        by=HAND,
        uid=new_uid(),
        space=fle,
        organisation=outside[0],
        person=network.posts[outside[0].pk][0].person,
        message="Nous ouvrons un groupe de français en janvier et aimerions rejoindre la plateforme.",
    )
    ask_to_join(
        by=VISITOR,
        uid=new_uid(),
        space=fle,
        name="Omar Exemple",
        organisation_name="Les Amis du Livre (exemple)",
        email="omar@amis-du-livre.example.org",
        message="Notre bibliothèque prête une salle aux groupes de conversation. Pouvons-nous venir voir ?",
    )
    seat = take_seat(
        by=HAND,
        uid=new_uid(),
        organisation=network.centre,
        body="Commission d’avis du Plan de cohésion sociale de Rivemont (exemple)",
        fields={
            "held_by": "Commune de Rivemont (exemple)",
            "person": network.centre.posts.get(coordinator=True).person,
            "capacity": "représentante du centre",
            "valid_from": dt.date(today.year - 1, 1, 15),
        },
    )
    report_back(
        by=HAND,
        uid=new_uid(),
        seat=seat,
        day=dt.date(today.year - 1, 3, 12),
        text="La commune veut associer les opérateurs de FLE à son prochain plan ; nous enverrons nos constats.",
    )
