"""Writes: an open call to launch or widen a space (B14)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.models import OpenCall, Space
from maillage.records.actions import action, require


@action
def publish_call(
    *, by: Reader, uid: str, space: Space, text: str, opens_on: dt.date, closes_on: dt.date
) -> OpenCall:
    """A call page that anyone may answer between the two days, both included; sent twice it is one call."""
    require(by, "network.organise_space", space)
    found = space.calls.filter(uid=uid).first()
    if found is not None:
        return found
    if not space.is_public:
        raise ValidationError("Un espace réservé ne lance pas d’appel public : invitez plutôt ses membres.")
    _require_order(opens_on, closes_on)
    call = OpenCall.objects.create(uid=uid, space=space, text=text, opens_on=opens_on, closes_on=closes_on)
    record(by=by, verb="appel lancé", on=space, audience=space.audience)
    return call


@action
def edit_call(*, by: Reader, call: OpenCall, text: str, opens_on: dt.date, closes_on: dt.date) -> OpenCall:
    """Rewords, prolongs, or closes sooner."""
    require(by, "network.organise_space", call.space)
    _require_order(opens_on, closes_on)
    call.text, call.opens_on, call.closes_on = text, opens_on, closes_on
    call.save()
    record(by=by, verb="appel modifié", on=call.space, audience=call.space.audience)
    return call


def _require_order(opens_on: dt.date, closes_on: dt.date) -> None:
    if closes_on < opens_on:
        raise ValidationError({"closes_on": "L’appel ne peut pas se terminer avant de s’ouvrir."})
