"""Writes: preparing, launching, reminding, closing a campaign, and answers taken by telephone (row A9)."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import F

from maillage.core.readers import Reader, coordinates_key, organises_key
from maillage.journal.actions import Change, record
from maillage.network.actions.campaign_answers import note_answer
from maillage.network.models import Campaign, CampaignSheet, Organisation, Space
from maillage.network.models.campaigns import SHEETS, SheetState
from maillage.network.queries.campaigns import Asked, organisations_asked, to_remind
from maillage.network.queries.spaces import holds_space
from maillage.network.registries import campaign_kinds
from maillage.records.actions import NotAllowed, action, may, require
from maillage.records.clock import now, today
from maillage.records.identity import new_uid

Letter = CampaignSheet.Letter


@action
def prepare_campaign(
    *,
    by: Reader,
    host: Organisation,
    name: str,
    subject: str,
    introduction: str,
    organisations: Collection[Organisation],
    kind: str = SHEETS,
    space: Space | None = None,
    uid: str = "",
) -> Campaign:
    """Writes down whom to ask and with which words; nothing is sent yet.

    Who does not coordinate for the host may ask the members of a space that they organise, in the name of one of those
    that hold it, when the kind allows it; all organisers of that space then run the campaign.
    Raises `ValidationError` when nobody would be asked, or when the host does not hold the space.
    """
    audience = _run_by(by, host, kind, space, organisations)
    if not organisations:
        raise ValidationError("Aucune organisation ne répond à ces critères : élargissez-les.")
    campaign = Campaign.objects.create(
        uid=uid or new_uid(),
        name=name,
        kind=kind,
        space=space,
        host=host,
        subject=subject,
        introduction=introduction,
        audience=audience,
    )
    CampaignSheet.objects.bulk_create(
        CampaignSheet(campaign=campaign, organisation=one, email=one.email.lower()) for one in organisations
    )
    record(by=by, verb="préparée", on=campaign, audience=campaign.audience)
    return campaign


def _run_by(
    by: Reader, host: Organisation, kind: str, space: Space | None, organisations: Collection[Organisation]
) -> str:
    """The key of those who will run the campaign."""
    if may(by, "network.prepare_campaign", host):
        return coordinates_key(host.uid)
    if space is None or not campaign_kinds[kind].by_organisers:
        raise NotAllowed
    require(by, "network.prepare_space_campaign", space)
    if not holds_space(host, space, today()):
        raise ValidationError({"host": f"« {host} » ne porte pas « {space} »."})
    members = set(organisations_asked(Asked(space=space), by, today()).values_list("pk", flat=True))
    if not {one.pk for one in organisations} <= members:
        raise NotAllowed
    return organises_key(space.uid)


@action
def launch_campaign(*, by: Reader, campaign: Campaign) -> Campaign:
    """Hands the invitations to the worker. A second click changes nothing: the UPDATE decides."""
    require(by, "network.run_campaign", campaign)
    prepared = Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.PREPARED)
    if not prepared.update(state=Campaign.State.RUNNING, launched_at=now()):
        campaign.refresh_from_db()
        return campaign
    campaign.refresh_from_db()
    asked = campaign.sheets.exclude(email="").update(next_letter=Letter.INVITATION)
    sent = Change("sheets", "organisations interrogées", "", str(asked))
    record(by=by, verb="lancée", on=campaign, audience=campaign.audience, changes=[sent])
    return campaign


@action
def remind_silent(*, by: Reader, campaign: Campaign) -> int:
    """Hands a reminder to the worker for each organisation that did not answer; returns how many."""
    require(by, "network.run_campaign", campaign)
    if campaign.state != Campaign.State.RUNNING:
        raise ValidationError("La campagne n’est pas en cours : il n’y a personne à relancer.")
    silent = [sheet.pk for sheet in to_remind(campaign).only("pk")]
    count = CampaignSheet.objects.filter(pk__in=silent, answer="", next_letter="").update(
        next_letter=Letter.REMINDER, reminders=F("reminders") + 1
    )
    if count:
        change = Change("sheets", "organisations relancées", "", str(count))
        record(by=by, verb="relancée", on=campaign, audience=campaign.audience, changes=[change])
    return count


@action
def close_campaign(*, by: Reader, campaign: Campaign) -> Campaign:
    """No more letters leave; who did not answer stays « sans réponse »; the links still open the sheet."""
    require(by, "network.run_campaign", campaign)
    running = Campaign.objects.filter(pk=campaign.pk).exclude(state=Campaign.State.CLOSED)
    if running.update(state=Campaign.State.CLOSED, closed_at=now()):
        campaign.sheets.update(next_letter="", lease_until=None)
        record(by=by, verb="clôturée", on=campaign, audience=campaign.audience)
    campaign.refresh_from_db()
    return campaign


@action
def record_phone_answer(*, by: Reader, sheet: CampaignSheet, who: str) -> CampaignSheet:
    """« Tout est à jour », said on the telephone: `who` said it, `by` wrote it down."""
    require(by, "network.run_campaign", sheet.campaign)
    if not who.strip():
        raise ValidationError("Notez qui a répondu au téléphone.")
    kind = sheet.campaign.kind
    note_answer(sheet.organisation, answer=SheetState.CONFIRMED, who=who.strip(), by_phone=True, kind=kind)
    campaign_kinds[kind].confirm(by, sheet, f"{who.strip()} (par téléphone)")
    sheet.refresh_from_db()
    return sheet


@action
def correct_address(*, by: Reader, sheet: CampaignSheet, email: str) -> CampaignSheet:
    """A better address for a sheet whose mail did not arrive: the invitation leaves again."""
    require(by, "network.redirect_letters", sheet.campaign)
    address = email.strip().lower()
    CampaignSheet.objects.filter(pk=sheet.pk).update(
        email=address, sent_at=None, next_letter=Letter.INVITATION if address else ""
    )
    sheet.refresh_from_db()
    return sheet
