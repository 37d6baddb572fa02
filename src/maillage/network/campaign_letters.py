"""The durable work of campaigns: writing the letters that `next_letter` asks for, each with a personal link."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from maillage.accounts.actions import issue_link
from maillage.accounts.actions.links import IssuedLink
from maillage.core.readers import Reader, coordinates_key
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import Letter, write_letter
from maillage.mailing.models import Message
from maillage.network.models import Campaign, CampaignSheet
from maillage.network.registries import campaign_kinds
from maillage.records.clock import now

LEASE = dt.timedelta(minutes=2)
BATCH = 25


def write_letters_once() -> int:
    """Writes up to a batch of letters; each sheet in its own short transaction. Returns how many."""
    moment = now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=moment)
    waiting = CampaignSheet.objects.exclude(next_letter="").filter(
        free, campaign__state=Campaign.State.RUNNING, answer=""
    )
    sheets = list(waiting.select_related("campaign__host", "organisation").order_by("id")[:BATCH])
    for sheet in sheets:
        if waiting.filter(pk=sheet.pk).update(lease_until=moment + LEASE):
            _write(sheet)
    return len(sheets)


def _write(sheet: CampaignSheet) -> None:
    """Link, letter and mark in one transaction: a letter leaves if and only if the sheet says so.

    Who coordinates for the host reads it in « Courrier », and no other organiser: its link opens what its reader may write.
    """
    writer = Reader(keys=frozenset({sheet.campaign.audience}), label=sheet.campaign.host.name)
    with transaction.atomic():
        issued = issue_link(
            by=writer,
            purpose=campaign_kinds[sheet.campaign.kind].link,
            subject=sheet.organisation,
            label=sheet.organisation.name,
            email=sheet.email,
        )
        queue_message(
            by=writer,
            to=sheet.email,
            to_name=sheet.organisation.name,
            reply_to=sheet.campaign.host.email,
            letter=_letter(sheet, issued),
            purpose="campaign",
            priority=Message.Priority.BULK,
            key=f"campaign:{sheet.uid}:{sheet.next_letter}:{sheet.reminders}:{sheet.email}"[:120],
            about=sheet,
            audience=coordinates_key(sheet.campaign.host.uid),
        )
        CampaignSheet.objects.filter(pk=sheet.pk).update(next_letter="", lease_until=None, sent_at=now())


def _letter(sheet: CampaignSheet, issued: IssuedLink) -> Letter:
    return write_letter(
        campaign_kinds[sheet.campaign.kind].letter,
        {
            "campaign": sheet.campaign,
            "organisation": sheet.organisation,
            "reminder": sheet.next_letter == CampaignSheet.Letter.REMINDER,
            "url": issued.url,
        },
    )
