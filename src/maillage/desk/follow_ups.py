"""« Mes suivis »: what waits for this reader, from every room that has something to say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from maillage.core.readers import Reader
from maillage.network.models import Membership, Organisation, Space
from maillage.network.registries import DeskLine, desk_lines


@dataclass(frozen=True, slots=True)
class FollowUps:
    """`late` first; `sheets` and `spaces` are what the reader holds and where the reader sits."""

    late: list[DeskLine]
    waiting: list[DeskLine]
    sheets: list[Organisation]
    spaces: list[Space]

    @property
    def sentence(self) -> str:
        """« Trois choses aujourd’hui » ; calm when there is nothing."""
        count = len(self.late) + len(self.waiting)
        if count == 0:
            return "Rien ne vous attend aujourd’hui."
        return "Une chose vous attend." if count == 1 else f"{count} choses vous attendent."


def follow_ups_of(reader: Reader, day: dt.date) -> FollowUps:
    """A constant number of queries: one set a source, two for what the reader holds."""
    lines = [line for source in desk_lines for line in source(reader, day)]
    worked = [key.removeprefix("works:") for key in reader.keys if key.startswith("works:")]
    sheets = list(Organisation.objects.visible_to(reader).filter(uid__in=worked).order_by("sort_name", "id"))
    seats = Membership.objects.visible_to(reader).sitting(day).filter(organisation__in=sheets)
    organised = [key.removeprefix("organises:") for key in reader.keys if key.startswith("organises:")]
    mine = Q(pk__in=seats.values("space")) | Q(uid__in=organised)
    spaces = Space.objects.visible_to(reader).filter(mine).exclude(status=Space.Status.CLOSED)
    return FollowUps(
        late=[line for line in lines if line.late],
        waiting=[line for line in lines if not line.late],
        sheets=sheets,
        spaces=list(spaces.order_by("sort_name", "id")),
    )
