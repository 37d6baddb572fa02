"""« Ajouter ces organisations à une plateforme »: what a coordinator does right after an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from maillage.core.readers import Reader
from maillage.exchange.models import ImportRow
from maillage.exchange.registries import FollowUp
from maillage.exchange.undoing import created
from maillage.network.actions.memberships import add_members
from maillage.network.models import Organisation, Space
from maillage.records.actions import NotAllowed, may
from maillage.records.clock import today


def spaces_to_fill(reader: Reader) -> Sequence[tuple[str, str]]:
    """The spaces that the reader may add members to, by name."""
    found = [space for space in _open_spaces(reader) if may(reader, "network.organise_space", space)]
    return [(space.uid, space.name) for space in found]


def _open_spaces(reader: Reader) -> list[Space]:
    open_now = Space.objects.visible_to(reader).as_of(today()).exclude(status=Space.Status.CLOSED)
    return list(open_now.order_by("sort_name", "pk"))


def add_imported(rows: Sequence[ImportRow], choice: str, by: Reader) -> Mapping[int, list[dict[str, Any]]]:
    """Members from today; those that sit there already are passed over, so that doing it twice changes nothing."""
    space = next((one for one in _open_spaces(by) if one.uid == choice), None)
    if space is None:
        raise NotAllowed
    numbers: dict[int, int] = {}
    for row in rows:
        if row.object_id:
            numbers.setdefault(row.object_id, row.number)
    present = list(Organisation.objects.visible_to(by).filter(pk__in=numbers).order_by("pk"))
    added = add_members(by=by, space=space, organisations=present, since=today())
    return {numbers[one.organisation_id]: [created(one)] for one in added if one.organisation_id}


INTO_A_SPACE = FollowUp(
    key="plateforme",
    title="Ajouter ces organisations à une plateforme",
    label="Plateforme ou groupe",
    choices=spaces_to_fill,
    apply=add_imported,
)
