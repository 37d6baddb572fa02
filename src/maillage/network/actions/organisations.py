"""Writes: organisations and their sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, TypedDict

from maillage.core.folding import fold
from maillage.core.readers import MEMBERS, PUBLIC, Reader
from maillage.files.actions import remove_file, store_file
from maillage.files.intake import Intake
from maillage.files.models import StoredFile
from maillage.journal.actions import Change, changes_between, in_words, record
from maillage.network.actions.campaign_answers import note_answer
from maillage.network.models import Organisation, OrganisationName
from maillage.network.models.campaigns import SheetState
from maillage.network.queries.documents import ORGANISATION
from maillage.network.registries import sheet_followers
from maillage.records.actions import action, may, require
from maillage.records.clock import now, today
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version
from maillage.search.actions import index_objects
from maillage.vocabulary.models import Term

PERSONAL_FIELDS = ("email", "phone")


class SheetFields(TypedDict, total=False):
    """What a sheet says; only the fields given are written."""

    name: str
    short_name: str
    part_of: Organisation | None
    legal_form: Term | None
    bce_number: str
    ownership: str
    line: str
    migrant_led: bool
    presentation: str
    email: str
    phone: str
    website: str
    logo: str
    audience: str
    valid_from: dt.date | None
    kinds: Collection[Term]
    sectors: Collection[Term]


def history_audience(organisation: Organisation) -> str:
    """Who reads what was changed: journals name people, so the public does not."""
    return MEMBERS if organisation.audience == PUBLIC else organisation.audience


@action
def register_organisation(*, by: Reader, fields: SheetFields, uid: str = "") -> Organisation:
    """Opens a sheet. `uid` comes from the form, so that a double submission meets the unique constraint."""
    require(by, "network.register_organisation")
    plain, several = _split(fields)
    organisation = Organisation.objects.create(uid=uid or new_uid(), **plain)
    for name, terms in several.items():
        getattr(organisation, name).set(terms)
    OrganisationName.objects.create(
        organisation=organisation, name=organisation.name, valid_from=organisation.valid_from
    )
    record(by=by, verb="ajoutée", on=organisation, audience=history_audience(organisation))
    make_findable(organisation)
    return organisation


@action
def edit_organisation(
    *, by: Reader, organisation: Organisation, seen: int, fields: SheetFields
) -> Organisation:
    """Corrects the sheet. A new name here corrects the current one; `rename_organisation` keeps the old one.

    Who speaks for the organisation vouches for the whole sheet by saving it, changed or not (A9).

    Raises `ChangedMeanwhile`.
    """
    require(by, "network.edit_organisation", organisation)
    take_version(organisation, seen=seen)
    plain, several = _split(fields)
    changes = changes_between(organisation, plain, personal=PERSONAL_FIELDS)
    changes += [change for name, terms in several.items() if (change := _set_terms(organisation, name, terms))]
    speaks = may(by, "network.speak_for_organisation", organisation)
    if not changes:
        return confirm_sheet(by=by, organisation=organisation) if speaks else organisation
    if plain.get("name", organisation.name) != organisation.name:
        organisation.names.as_of().filter(name=organisation.name).update(**_named(plain["name"]))
    for name, value in plain.items():
        setattr(organisation, name, value)
    if "audience" in plain:
        StoredFile.objects.filter(uid=organisation.logo).update(audience=organisation.audience)
    organisation.checked_on = today()
    organisation.save(update_fields=[*plain, "sort_name", "search_key", "checked_on"])
    if speaks:
        _vouch(organisation, by.label)
        note_answer(organisation, answer=SheetState.CHANGED, who=by.label)
    record(by=by, verb="modifiée", on=organisation, audience=history_audience(organisation), changes=changes)
    make_findable(organisation)
    return organisation


@action
def confirm_sheet(*, by: Reader, organisation: Organisation, who: str = "") -> Organisation:
    """« Tout est à jour »: `who` names whoever said so, when it is not the reader (a telephone call)."""
    require(by, "network.confirm_sheet", organisation)
    _vouch(organisation, who or by.label)
    note_answer(organisation, answer=SheetState.CONFIRMED, who=who or by.label)
    record(by=by, verb="confirmée", on=organisation, audience=history_audience(organisation), note=who)
    make_findable(organisation)
    return organisation


@action
def set_logo(*, by: Reader, organisation: Organisation, intake: Intake | None) -> Organisation:
    """A new logo, or none; the former file goes. The logo is seen by whoever sees the sheet."""
    require(by, "network.edit_organisation", organisation)
    former = organisation.logo
    stored = store_file(by=by, intake=intake, audience=organisation.audience) if intake else None
    organisation.logo = stored.uid if stored else ""
    organisation.save(update_fields=["logo"])
    if former:
        remove_file(uid=former)
    record(by=by, verb="logo changé", on=organisation, audience=history_audience(organisation))
    return organisation


@action
def make_host(*, by: Reader, organisation: Organisation, is_host: bool = True) -> Organisation:
    """Lets an organisation coordinate spaces here: its coordinators then manage them (DESIGN decision 3)."""
    require(by, "network.make_host", organisation)
    changes = changes_between(organisation, {"is_host": is_host})
    Organisation.objects.filter(pk=organisation.pk).update(is_host=is_host)
    organisation.is_host = is_host
    record(by=by, verb="modifiée", on=organisation, audience=history_audience(organisation), changes=changes)
    return organisation


def _vouch(organisation: Organisation, who: str) -> None:
    """The organisation itself said that the sheet is right, by confirming it or by correcting it."""
    organisation.confirmed_at = now()
    organisation.confirmed_by = who[:200]
    organisation.checked_on = today()
    organisation.save(update_fields=["confirmed_at", "confirmed_by", "checked_on"])


def _split(fields: SheetFields) -> tuple[dict[str, Any], dict[str, Collection[Term]]]:
    """Columns apart from lists of terms."""
    given: Mapping[str, Any] = fields
    several = {name: given[name] for name in ("kinds", "sectors") if name in given}
    return {name: value for name, value in given.items() if name not in several}, several


def _set_terms(organisation: Organisation, name: str, terms: Collection[Term]) -> Change | None:
    manager = getattr(organisation, name)
    before = {str(term) for term in manager.all()}
    after = {str(term) for term in terms}
    if before == after:
        return None
    manager.set(terms)
    label = str(organisation._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return Change(name, label, in_words(before), in_words(after))


def _named(name: str) -> dict[str, str]:
    """Columns of a name, for an `update()` that does not pass through the sort key's field."""
    return {"name": name, "sort_name": fold(name)[:200]}


def touch(organisation: Organisation) -> None:
    """Something on the sheet was written today, so someone looked at it: it is fresh (invariant 18)."""
    organisation.checked_on = today()
    Organisation.objects.filter(pk=organisation.pk).update(checked_on=organisation.checked_on)
    make_findable(organisation)


def make_findable(*organisations: Organisation) -> None:
    """Writes the search index of these sheets and of the services inside them, which show their name."""
    ids = [organisation.pk for organisation in organisations]
    inside = Organisation.objects.filter(part_of__in=ids).values_list("pk", flat=True)
    index_objects(kind=ORGANISATION, ids=[*ids, *inside])
    tell_followers(ids)


def tell_followers(ids: Collection[int]) -> None:
    """What higher rooms show of these sheets follows."""
    for _key, follow in sheet_followers.items():
        follow(ids)
