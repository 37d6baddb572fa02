"""Weak signals and requests for intervention of the demonstration: nine months of a platform, one finding made of two."""

from __future__ import annotations

import datetime as dt
from typing import Any

from maillage.accounts.models import Person
from maillage.accounts.queries import reader_of_person
from maillage.concertation.actions.field_findings import make_finding_of
from maillage.concertation.actions.interventions import (
    PURPOSE,
    ask_intervention,
    finish_intervention,
    move_intervention,
    take_up,
)
from maillage.concertation.actions.weak_signals import note_signal
from maillage.concertation.models import Cycle, Intervention, Signal
from maillage.core.readers import works_key
from maillage.demo.content import field
from maillage.demo.grounds import commune
from maillage.demo.hand import hand_in
from maillage.demo.trois_rives import Network
from maillage.mailing.models import Message
from maillage.network.models import Membership, Organisation, Space
from maillage.records.identity import new_uid
from maillage.thread.models import Item
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import term

Row = dict[str, Any]


def load_field(network: Network, spaces: dict[str, Space], today: dt.date) -> None:
    _Field(network, spaces[field()["space"]], today).load()


class _Field:
    """What is loaded into one space: signals come in turn from its members."""

    def __init__(self, network: Network, space: Space, today: dt.date) -> None:
        self.network, self.space, self.today = network, space, today
        self.by = hand_in(space)
        seats = Membership.objects.sitting(today).filter(space=space, organisation__isnull=False)
        rows = Organisation.objects.filter(pk__in=seats.values("organisation")).order_by("sort_name", "pk")
        self.members = [one for one in rows if one.pk in network.posts]
        self.signals: dict[str, Signal] = {}

    def load(self) -> None:
        for number, row in enumerate(field()["signals"]):
            self._signal(row, number)
        for row in field()["findings"]:
            self._finding(row)
        for number, row in enumerate(field()["interventions"]):
            self._request(row, self.members[-1 - number])
        # Their letters left weeks ago: none waits in the outbox of a network that opens today.
        Message.objects.filter(purpose=PURPOSE).delete()

    def _day(self, days: int) -> dt.date:
        return self.today + dt.timedelta(days=days)

    def _signal(self, row: Row, number: int) -> None:
        """One in four does not say from where."""
        member = None if number % 4 == 3 else self.members[number % len(self.members)]
        made = note_signal(
            by=self.by.with_keys({works_key(member.uid)}) if member else self.by,
            uid=new_uid(),
            space=self.space,
            fields={
                "text": row["text"],
                "territory": commune(row["ground"]) if "ground" in row else None,
                "noted_on": self._day(row["seen"]),
                "organisation": member,
            },
            themes=[term(Code.THEME, notation) for notation in row["themes"]],
        )
        if "key" in row:
            self.signals[row["key"]] = made

    def _finding(self, row: Row) -> None:
        cycle = Cycle.objects.filter(space=self.space, closed_on__isnull=True).latest("opened_on")
        sources = [self.signals[key] for key in row["of"]]
        make_finding_of(
            by=self.by,
            uid=new_uid(),
            cycle=cycle,
            sources=[one.item for one in sources],
            fields={"wording": row["wording"], "kind": row["kind"]},
            subjects={"territories": [one.territory for one in sources if one.territory]},
        )

    def _request(self, row: Row, member: Organisation) -> None:
        organisation = self.network.of(row["by"]) if "by" in row else member
        author = self.network.posts[organisation.pk][0].person
        made = ask_intervention(
            by=reader_of_person(author, self.today).with_keys({self.space.key}),
            uid=new_uid(),
            space=self.space,
            organisation=organisation,
            fields={
                "title": row["title"],
                "request": row["request"],
                "territory": commune(row["ground"]),
            },
        )
        asked = self._day(row["asked"])
        Item.objects.filter(pk=made.item_id).update(noted_on=asked)
        Intervention.objects.filter(pk=made.pk).update(asked_on=asked)
        made.asked_on = asked
        if "method" in row:
            self._answer(row, made)

    def _answer(self, row: Row, made: Intervention) -> None:
        take_up(
            by=self.by, intervention=made, seen=made.version, owner=self._coordinator(), method=row["method"]
        )
        move_intervention(by=self.by, intervention=made, verb="commencer")
        if "outcome" in row:
            finish_intervention(
                by=self.by,
                intervention=made,
                seen=made.version,
                outcome=row["outcome"],
                day=self._day(row["done"]),
            )

    def _coordinator(self) -> Person:
        return self.network.centre.posts.select_related("person").get(coordinator=True).person
