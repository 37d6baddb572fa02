"""Writes: the sites of an organisation."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from maillage.core.readers import Reader
from maillage.journal.actions import Change, changes_between, record
from maillage.network.actions.organisations import history_audience, touch
from maillage.network.models import Organisation, Site
from maillage.records.actions import action, require
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version
from maillage.territory.models import Territory


class SiteFields(TypedDict, total=False):
    """What is known of a site; only the fields given are written."""

    name: str
    street: str
    postal_code: str
    locality: str
    territory: Territory | None
    phone: str
    email: str
    hours: str
    services: str
    is_main: bool
    valid_from: dt.date | None
    valid_to: dt.date | None


@action
def add_site(*, by: Reader, organisation: Organisation, fields: SiteFields, uid: str = "") -> Site:
    """The first site of an organisation is its seat."""
    require(by, "network.edit_sites", organisation)
    site = Site(uid=uid or new_uid(), organisation=organisation, **fields)
    site.is_main = site.is_main or not organisation.sites.as_of().exists()
    _only_seat(site)
    site.save(force_insert=True)
    _note(by, organisation, [Change("site", "lieu ajouté", "", str(site))])
    return site


@action
def edit_site(*, by: Reader, site: Site, seen: int, fields: SiteFields) -> Site:
    """Corrects a site, or ends it with `valid_to`. Raises `ChangedMeanwhile`."""
    require(by, "network.edit_sites", site.organisation)
    take_version(site, seen=seen)
    changes = changes_between(site, fields)
    if not changes:
        return site
    for name, value in fields.items():
        setattr(site, name, value)
    _only_seat(site)
    site.save()
    _note(by, site.organisation, changes, note=str(site))
    return site


def _only_seat(site: Site) -> None:
    if site.is_main:
        site.organisation.sites.exclude(pk=site.pk).filter(is_main=True).update(is_main=False)


def _note(by: Reader, organisation: Organisation, changes: list[Change], note: str = "") -> None:
    touch(organisation)
    record(
        by=by,
        verb="modifiée",
        on=organisation,
        audience=history_audience(organisation),
        changes=changes,
        note=note,
    )
