"""Writes: what came of what. The rooms that own the steps check the rules and write the journal."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.records.clock import now, today
from maillage.thread.models import Item, Link
from maillage.thread.queries.walk import DEPTH, reaches


def tie(*, by: Reader, sources: Iterable[Item], target: Item, relation: str) -> list[Link]:
    """`target` came of each of `sources`; what is tied already stays as it is.

    Raises `ValidationError` when a source itself came of the target: a thread runs one way.
    """
    person = Person.objects.filter(uid=by.uid).first() if by.uid else None
    wanted = {item.pk: item for item in sources}
    tied = set(
        Link.objects.filter(source__in=wanted, target=target, relation=relation, valid_to__isnull=True)
        .order_by()
        .values_list("source_id", flat=True)
    )
    new = [item for pk, item in wanted.items() if pk not in tied]
    if any(item.pk == target.pk or reaches(target.pk, item.pk, depth=4 * DEPTH) for item in new):
        raise ValidationError("Le fil ne peut pas tourner en rond : l’un découle déjà de l’autre.")
    made = Link.objects.bulk_create(
        Link(source=item, target=target, relation=relation, by=person, valid_from=today()) for item in new
    )
    Item.objects.filter(pk__in=[target.pk, *(item.pk for item in new)]).update(moved_at=now())
    return made


def untie(*, source: Item, target: Item, relation: str) -> int:
    """Ends a link; one that was made today by mistake goes without a trace. Returns how many there were."""
    links = Link.objects.filter(source=source, target=target, relation=relation, valid_to__isnull=True)
    gone, _each = links.filter(valid_from=today()).delete()
    ended = links.update(valid_to=today())
    Item.objects.filter(pk__in=[source.pk, target.pk]).update(moved_at=now())
    return gone + ended
