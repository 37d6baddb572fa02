"""Cycles of the demonstration: one in the midst of its analysis, one with finished threads and one without a sequel."""

from __future__ import annotations

import datetime as dt
from typing import Any

from maillage.concertation.actions.acting import add_carrier, add_means, edit_action, move_action, note_outcome
from maillage.concertation.actions.avenues import propose_avenue, support_avenue
from maillage.concertation.actions.becoming import turn_into_action
from maillage.concertation.actions.contradictions import mark_contradiction
from maillage.concertation.actions.cycles import go_to_phase, open_cycle
from maillage.concertation.actions.findings import correct_finding, gather, note_finding, sort_finding
from maillage.concertation.actions.positions import take_position
from maillage.concertation.actions.recommendations import move_recommendation, propose_recommendation
from maillage.concertation.models import Action, Avenue, Cycle, Finding, Position
from maillage.core.readers import Reader, works_key
from maillage.demo.content import concertation
from maillage.demo.grounds import commune
from maillage.demo.hand import hand_in
from maillage.demo.trois_rives import Network
from maillage.network.models import Organisation, Space
from maillage.records.clock import now
from maillage.records.identity import new_uid
from maillage.thread.models import Item, Link
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term
from maillage.vocabulary.queries import term

Row = dict[str, Any]


def load_concertation(network: Network, spaces: dict[str, Space], today: dt.date) -> None:
    for row in concertation()["cycles"]:
        _Cycle(row, network, spaces[row["space"]], today).load()


class _Cycle:
    """One cycle while it is loaded: what its rows name by key."""

    def __init__(self, row: Row, network: Network, space: Space, today: dt.date) -> None:
        self.row, self.network, self.space, self.today = row, network, space, today
        self.by = hand_in(space)
        self.findings: dict[str, Finding] = {}
        self.avenues: dict[str, Avenue] = {}
        self.cycle: Cycle

    def load(self) -> None:
        self.cycle = open_cycle(
            by=self.by,
            uid=new_uid(),
            space=self.space,
            method=self.row["method"],
            fields={
                "title": self.row["title"],
                "question": self.row["question"],
                "audience": self.space.audience,
            },
        )
        Cycle.objects.filter(pk=self.cycle.pk).update(opened_on=self._day(self.row["opened"]))
        for row in self.row["findings"]:
            self._note(row)
        for row in self.row.get("gathers", ()):
            self._gather(row)
        for row in self.row.get("positions", ()):
            self._hold(row, self.findings[row["on"]].item)
        for row in self.row.get("contradictions", ()):
            one, other = (self.findings[key] for key in row["of"])
            mark_contradiction(by=self.by, uid=new_uid(), one=one, other=other, question=row["question"])
        for row in self.row["avenues"]:
            self._propose(row)
        for row in self.row.get("recommendations", ()):
            self._recommend(row)
        for row in self.row["actions"]:
            self._act(row)
        phase = self.cycle.phases.get(kind=self.row["phase"])
        go_to_phase(by=self.by, cycle=self.cycle, phase=phase)
        self._settle_in_time()

    def _day(self, days: int) -> dt.date:
        return self.today + dt.timedelta(days=days)

    def _of(self, name: str) -> Organisation:
        return self.network.of(name)

    def _speaking_for(self, organisation: Organisation) -> Reader:
        """The hand as someone who works there."""
        return self.by.with_keys({works_key(organisation.uid)})

    def _note(self, row: Row) -> None:
        made = note_finding(
            by=self.by,
            uid=new_uid(),
            cycle=self.cycle,
            fields={
                "kind": row["kind"],
                "wording": row["wording"],
                "actor": term(Code.SECTOR, row["actor"]) if "actor" in row else None,
                "organisation": self._of(row["by"]) if "by" in row else None,
            },
            subjects={
                "territories": [commune(row["ground"])] if "ground" in row else [],
                "audiences": _terms(Code.AUDIENCE, row.get("audiences", ())),
                "criteria": _terms(Code.CRITERION, row.get("criteria", ())),
            },
        )
        if row.get("voice") == "public":
            made.voice = row["voice"]
            made.save(update_fields=["voice"])
        if row.get("state") == "retained":
            sort_finding(by=self.by, finding=made, verb="retenir")
            self._analyse(made, row)
        elif row.get("state") == "left_out":
            sort_finding(by=self.by, finding=made, verb="ecarter", reason=row["reason"])
        moment = now() + dt.timedelta(days=row["said"])
        Finding.objects.filter(pk=made.pk).update(noted_at=moment)
        Item.objects.filter(pk=made.item_id).update(noted_on=self._day(row["said"]), moved_at=moment)
        self.findings[row["key"]] = made

    def _analyse(self, finding: Finding, row: Row) -> None:
        said = {name: row[name] for name in ("causes", "consequences", "scope") if name in row}
        if said:
            correct_finding(by=self.by, finding=finding, seen=finding.version, fields=said)  # type: ignore[arg-type]

    def _gather(self, row: Row) -> None:
        originals = [self.findings[key] for key in row["of"]]
        common = gather(
            by=self.by,
            uid=new_uid(),
            cycle=self.cycle,
            findings=originals,
            fields={"wording": row["wording"], "kind": originals[0].kind},
        )
        self._analyse(common, row)
        self.findings[row["key"]] = common

    def _recommend(self, row: Row) -> None:
        made = propose_recommendation(
            by=self.by,
            uid=new_uid(),
            cycle=self.cycle,
            findings=[self.findings[key] for key in row["from"]],
            objectives=[term(scheme, notation) for scheme, notation in row["objectives"]],
            fields={
                "title": row["title"],
                "detail": row.get("detail", ""),
                "addressee": row["addressee"],
                "scope": row["scope"],
            },
        )
        self._hold(row, made.item)
        if row.get("adopted"):
            move_recommendation(by=self.by, recommendation=made, verb="adopter")
        Item.objects.filter(pk=made.item_id).update(noted_on=self._day(row["said"]))

    def _hold(self, row: Row, item: Item) -> None:
        held = [(name, stance, "") for stance in ("agrees", "abstains") for name in row.get(stance, ())]
        held += [
            (name, stance, why)
            for stance in ("disagrees", "rework")
            for name, why in row.get(stance, {}).items()
        ]
        for name, stance, why in held:
            organisation = self._of(name)
            take_position(
                by=self._speaking_for(organisation),
                cycle=self.cycle,
                item=item,
                organisation=organisation,
                stance=stance,
                reason=why,
                mandated=True,
            )
        held_here = Position.objects.filter(item=item)
        held_here.update(published=True)
        held_here.exclude(stance="rework").update(confirmed_at=now())

    def _propose(self, row: Row) -> None:
        avenue = propose_avenue(
            by=self.by,
            uid=new_uid(),
            cycle=self.cycle,
            findings=[self.findings[key] for key in row["answers"]],
            title=row["title"],
            detail=row.get("detail", ""),
        )
        for name in row.get("supports", ()):
            organisation = self._of(name)
            support_avenue(by=self._speaking_for(organisation), avenue=avenue, organisation=organisation)
        self.avenues[row["key"]] = avenue

    def _act(self, row: Row) -> None:
        act = turn_into_action(by=self.by, uid=new_uid(), source=self.avenues[row["of"]])
        for name in row["carriers"]:
            add_carrier(by=self.by, act=act, organisation=self._of(name))
        for means in row["means"]:
            add_means(
                by=self.by,
                uid=new_uid(),
                act=act,
                fields={
                    "kind": means["kind"],
                    "what": means["what"],
                    "brought_by": self._of(means["by"]) if "by" in means else None,
                    "missing": means.get("missing", ""),
                },
            )
        edit_action(
            by=self.by,
            act=act,
            seen=act.version,
            fields={
                "change": row["change"],
                "sign": row["sign"],
                "mode": row["mode"],
                "starts_on": self._day(row["starts"]),
                "due_on": self._day(row["due"]),
            },
        )
        for verb in row["verbs"]:
            move_action(by=self.by, act=act, verb=verb)
        for outcome in row.get("outcomes", ()):
            note_outcome(
                by=self.by,
                uid=new_uid(),
                act=act,
                text=outcome["text"],
                evidence=outcome["evidence"],
                seen_on=self._day(outcome["seen"]),
            )
        Action.objects.filter(pk=act.pk).update(told_on=self._day(min(row["due"], -12)))
        Item.objects.filter(pk=act.item_id).update(noted_on=self._day(row["starts"] - 10))

    def _settle_in_time(self) -> None:
        """Common wordings, contradictions and avenues belong to the weeks after the last finding."""
        last = max(row["said"] for row in self.row["findings"])
        for kind, later in (("finding", 20), ("contradict", 25), ("avenue", 45)):
            of_today = Item.objects.filter(space=self.space, kind=kind, noted_on=self.today)
            of_today.update(noted_on=self._day(last + later))
        Link.objects.filter(source__space=self.space, valid_from=self.today).update(
            valid_from=self._day(last + 50)
        )


def _terms(code: Code, notations: Any) -> list[Term]:
    return [term(code, notation) for notation in notations]
