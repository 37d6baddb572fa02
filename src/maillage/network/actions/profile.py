"""Writes: the profile of an organisation and its partnerships (A7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TypedDict

from django.core.exceptions import ValidationError

from maillage.core.readers import Reader
from maillage.journal.actions import Change, changes_between, in_words, record
from maillage.network.actions.organisations import history_audience, touch
from maillage.network.models import Organisation, Partnership, Profile
from maillage.records.actions import action, require
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version
from maillage.vocabulary.models import Term


class ProfileFields(TypedDict, total=False):
    """What an association says of itself; only the fields given are written."""

    founded_year: int | None
    structure: str
    income_known_on: dt.date | None
    source: str


def profile_of(organisation: Organisation) -> Profile:
    """The profile, opened empty if there is none; call inside an action or a form's save."""
    return Profile.objects.get_or_create(organisation=organisation)[0]


@action
def describe_organisation(
    *,
    by: Reader,
    organisation: Organisation,
    fields: ProfileFields,
    income_kinds: Collection[Term] | None = None,
    seen: int | None = None,
) -> Profile:
    """Writes the profile. Giving `income_kinds`, even none, says that the income is known from today on.

    Raises `ChangedMeanwhile` when `seen` is given and older than the profile.
    """
    require(by, "network.edit_profile", organisation)
    profile = profile_of(organisation)
    take_version(profile, seen=seen if seen is not None else profile.version)
    written: ProfileFields = {**fields}
    if income_kinds is not None:
        written.setdefault("income_known_on", today())
    changes = changes_between(profile, written)
    for name, value in written.items():
        setattr(profile, name, value)
    profile.save()
    if income_kinds is not None:
        changes += _set_income(profile, income_kinds)
    if changes:
        _note(by, organisation, changes)
    return profile


@action
def add_partnership(
    *,
    by: Reader,
    organisation: Organisation,
    partner: Organisation,
    kind: str,
    subject: str = "",
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    uid: str = "",
) -> Partnership:
    """One row for the pair, whoever of the two enters it."""
    require(by, "network.edit_profile", organisation)
    if partner.pk == organisation.pk:
        raise ValidationError("Un partenariat lie deux organisations différentes.")
    one, other = sorted((organisation, partner), key=lambda row: row.pk)
    if Partnership.objects.filter(one=one, other=other, kind=kind, valid_to__isnull=True).exists():
        raise ValidationError("Ce partenariat est déjà noté.")
    partnership = Partnership.objects.create(
        uid=uid or new_uid(),
        one=one,
        other=other,
        kind=kind,
        subject=subject,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _note(by, organisation, [Change("partnership", "partenariat ajouté", "", str(partner))])
    return partnership


@action
def end_partnership(
    *, by: Reader, organisation: Organisation, partnership: Partnership, day: dt.date
) -> Partnership:
    """`day` is the last day; either partner may say so."""
    require(by, "network.edit_profile", organisation)
    if organisation.pk not in (partnership.one_id, partnership.other_id):
        raise ValidationError("Ce partenariat n’est pas celui de cette organisation.")
    if partnership.valid_from and day < partnership.valid_from:
        raise ValidationError("La fin ne peut pas précéder le début.")
    change = Change("partnership", f"fin du partenariat {partnership}", "", in_words(day))
    partnership.valid_to = day
    partnership.save(update_fields=["valid_to"])
    _note(by, organisation, [change])
    return partnership


def _set_income(profile: Profile, kinds: Collection[Term]) -> list[Change]:
    before = {str(term) for term in profile.income_kinds.all()}
    after = {str(term) for term in kinds}
    profile.income_kinds.set(kinds)
    if before == after:
        return []
    return [Change("income_kinds", "sources de revenus", in_words(before), in_words(after))]


def _note(by: Reader, organisation: Organisation, changes: list[Change]) -> None:
    touch(organisation)
    record(by=by, verb="modifiée", on=organisation, audience=history_audience(organisation), changes=changes)
