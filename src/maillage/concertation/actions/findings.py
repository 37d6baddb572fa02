"""Writes: findings are noted, corrected, sorted; several become one wording, and can part again (D2-D6, D10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.concertation.models import Cycle, EntryCode, Finding
from maillage.concertation.states import FINDING
from maillage.core.readers import Reader, organises_key
from maillage.journal.actions import Change, changes_between, in_words, record, redact_about
from maillage.network.models import Organisation
from maillage.records.actions import action, may, require
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version
from maillage.territory.models import Territory
from maillage.thread.actions.items import move_item, purge_item, start_item
from maillage.thread.actions.links import tie, untie
from maillage.thread.models import Link
from maillage.vocabulary.models import Term

KIND = "finding"
"""Of the items of the thread."""
FREE_TEXTS = {"wording", "causes", "consequences"}
"""What may name somebody in spite of the check: redacted when the finding goes."""


class FindingFields(TypedDict, total=False):
    """What a finding says; only the fields given are written."""

    kind: str
    wording: str
    language: str
    actor: Term | None
    organisation: Organisation | None
    table: str
    causes: str
    consequences: str
    scope: str
    source: str
    source_page: str
    source_link: str


class Subjects(TypedDict, total=False):
    """What it is about; only the sets given are written."""

    territories: Iterable[Territory]
    audiences: Iterable[Term]
    rights: Iterable[Term]
    criteria: Iterable[Term]


@action
def note_finding(
    *, by: Reader, uid: str, cycle: Cycle, fields: FindingFields, subjects: Subjects | None = None
) -> Finding:
    """By a member: shared at once. Sent twice, the first one comes back."""
    require(by, "concertation.take_part", cycle)
    done = _noted(uid)
    if done is not None:
        return _own(by, done)
    author = Person.objects.filter(uid=by.uid).first() if by.uid else None
    finding = Finding(cycle=cycle, author=author, state=Finding.State.SHARED, **fields)
    return _place(by, finding, uid, subjects or {})


@action
def note_by_code(*, by: Reader, uid: str, code: EntryCode, entry: str, fields: FindingFields) -> Finding:
    """With a session code: the organisers let it through. `entry`: the uid of the browser. Sent twice, once noted."""
    require(by, "concertation.note_by_code", code)
    done = _noted(uid)
    if done is not None:
        return _own(by, done)
    finding = Finding(
        cycle=code.cycle, code=code, voice=code.voice, by_entry=entry, state=Finding.State.NEW, **fields
    )
    return _place(by, finding, uid, {})


def _noted(uid: str) -> Finding | None:
    return Finding.objects.select_related("item", "cycle__space", "author").filter(item__uid=uid).first()


def _own(by: Reader, done: Finding) -> Finding:
    if not may(by, "concertation.edit_finding", done):
        raise ValidationError("Ce formulaire a expiré : rechargez la page et recommencez.")
    return done


def _place(by: Reader, finding: Finding, uid: str, subjects: Subjects) -> Finding:
    finding.wording = " ".join(finding.wording.split())
    finding.clean_fields(exclude={"item", "find_key"})
    cycle = finding.cycle
    finding.item = start_item(
        kind=KIND,
        uid=uid,
        space=cycle.space,
        fields={
            "title": finding.wording,
            "state": str(finding.get_state_display()),
            "audience": audience_of(finding),
            "awaits": _awaits(finding),
        },
    )
    finding.save()
    for name, wanted in subjects.items():
        getattr(finding, name).set(wanted)
    record(by=by, verb="noté", on=finding, audience=finding.item.audience)
    return finding


def audience_of(finding: Finding) -> str:
    """What waits to be read is for the organisers."""
    cycle = finding.cycle
    return organises_key(cycle.space.uid) if finding.state == Finding.State.NEW else cycle.audience


def _awaits(finding: Finding) -> bool:
    """A need, a barrier, an aspiration that stands; a resource and an observation ask for nothing."""
    asking = (Finding.Kind.NEED, Finding.Kind.BARRIER, Finding.Kind.ASPIRATION)
    return finding.kind in asking and finding.state in (Finding.State.SHARED, Finding.State.RETAINED)


def show_item(finding: Finding) -> None:
    """The step of the thread says what the finding says now."""
    move_item(
        finding.item,
        {
            "title": finding.wording,
            "state": str(finding.get_state_display()),
            "audience": audience_of(finding),
            "awaits": _awaits(finding),
        },
    )


@action
def paste_findings(
    *, by: Reader, uid: str, cycle: Cycle, kind: str, lines: Sequence[str], table: str = ""
) -> list[Finding]:
    """The post-its of a table, a line each. `uid` is that of the first: sent twice, nothing doubles."""
    require(by, "concertation.take_part", cycle)
    if _noted(uid) is not None:
        return []
    made = []
    for number, line in enumerate(lines):
        made.append(
            note_finding(
                by=by,
                uid=uid if number == 0 else new_uid(),
                cycle=cycle,
                fields={"kind": kind, "wording": line, "table": table},
            )
        )
    return made


@action
def correct_finding(
    *,
    by: Reader,
    finding: Finding,
    seen: int,
    fields: FindingFields,
    subjects: Subjects | None = None,
) -> Finding:
    """Says it better, or more of it: causes, consequences, whom it concerns, which rights. Raises `ChangedMeanwhile`."""
    require(by, "concertation.edit_finding", finding)
    take_version(finding, seen=seen)
    changes = changes_between(finding, fields, personal=FREE_TEXTS)
    for name, value in fields.items():
        setattr(finding, name, value)
    finding.wording = " ".join(finding.wording.split())
    finding.clean_fields(exclude={"item", "find_key"})
    finding.save()
    for name, wanted in (subjects or {}).items():
        changes += _set(finding, name, wanted)
    show_item(finding)
    if changes:
        record(by=by, verb="corrigé", on=finding, audience=finding.item.audience, changes=changes)
    return finding


def _set(finding: Finding, name: str, wanted: Any) -> list[Change]:
    rows, after = getattr(finding, name), list(wanted)
    before = list(rows.all())
    if {one.pk for one in before} == {one.pk for one in after}:
        return []
    rows.set(after)
    label = str(getattr(finding._meta.get_field(name), "verbose_name", name))
    return [Change(name, label, in_words(before), in_words(after))]


@action
def sort_finding(*, by: Reader, finding: Finding, verb: str, reason: str = "") -> Finding:
    """A verb of `states.FINDING`; leaving out says why. Raises `TransitionRefused`."""
    require(by, "concertation.organise_cycle", finding.cycle)
    step = FINDING.take(verb, state=finding.state)
    reason = " ".join(reason.split())
    if step.reason_needed and not reason:
        raise ValidationError({"reason": "Dites pourquoi : ceux qui l’ont écrit le liront."})
    finding.state, finding.reason = step.target, reason
    finding.clean_fields(exclude={"item", "find_key"})
    finding.save(update_fields=["state", "reason"])
    show_item(finding)
    record(by=by, verb=str(finding.get_state_display()), on=finding, audience=finding.item.audience)
    return finding


@action
def gather(
    *, by: Reader, uid: str, cycle: Cycle, findings: Sequence[Finding], fields: FindingFields
) -> Finding:
    """Several findings become one wording; each original stays readable and can part again (D5)."""
    require(by, "concertation.organise_cycle", cycle)
    if len({one.pk for one in findings}) < 2:
        raise ValidationError("Choisissez au moins deux constats à réunir.")
    for one in findings:
        if one.cycle_id != cycle.pk or one.state == Finding.State.GATHERED:
            raise ValidationError("L’un de ces constats est déjà réuni dans un autre.")
    first = findings[0]
    common = Finding(
        cycle=cycle,
        state=Finding.State.RETAINED,
        **{"kind": first.kind, "organisation": None, "actor": None, **fields},
    )
    _place(by, common, uid, _subjects_of(findings))
    for one in findings:
        _take_in(by, one, common)
    tie(by=by, sources=[one.item for one in findings], target=common.item, relation=Link.Relation.GATHERED)
    return common


@action
def add_to_gathering(*, by: Reader, findings: Sequence[Finding], common: Finding) -> Finding:
    """More of them join a common wording."""
    require(by, "concertation.organise_cycle", common.cycle)
    for one in findings:
        if one.pk == common.pk or one.cycle_id != common.cycle_id:
            raise ValidationError("Ces constats ne peuvent pas être réunis.")
        if Finding.State.GATHERED in (one.state, common.state):
            raise ValidationError("L’un de ces constats est déjà réuni dans un autre.")
    for one in findings:
        _take_in(by, one, common)
    tie(by=by, sources=[one.item for one in findings], target=common.item, relation=Link.Relation.GATHERED)
    return common


def _take_in(by: Reader, finding: Finding, common: Finding) -> None:
    finding.state, finding.gathered_in, finding.reason = Finding.State.GATHERED, common, ""
    finding.save(update_fields=["state", "gathered_in", "reason"])
    show_item(finding)
    record(by=by, verb="réuni", on=finding, audience=finding.item.audience)


def _subjects_of(findings: Sequence[Finding]) -> Subjects:
    """What any of them is about."""
    found: Any = {}
    for name in ("territories", "audiences", "rights", "criteria"):
        found[name] = list(
            {one.pk: one for finding in findings for one in getattr(finding, name).all()}.values()
        )
    return found


@action
def separate(*, by: Reader, finding: Finding) -> Finding:
    """An original parts from the common wording; a wording left with a single original stays, the organisers decide."""
    require(by, "concertation.organise_cycle", finding.cycle)
    common = finding.gathered_in
    if common is None:
        raise ValidationError("Ce constat n’est réuni dans aucun autre.")
    finding.state, finding.gathered_in = Finding.State.SHARED, None
    finding.save(update_fields=["state", "gathered_in"])
    untie(source=finding.item, target=common.item, relation=Link.Relation.GATHERED)
    show_item(finding)
    record(by=by, verb="séparé", on=finding, audience=finding.item.audience)
    return finding


@action
def withdraw_finding(*, by: Reader, finding: Finding) -> None:
    """By who noted it, before it was put in common: it goes, its step stays as a tombstone without content."""
    require(by, "concertation.edit_finding", finding)
    if finding.state != Finding.State.NEW:
        raise ValidationError("Ce constat est déjà en commun : demandez aux organisateurs de l’écarter.")
    item = finding.item
    record(by=by, verb="retiré", on=finding, audience=item.audience)
    redact_about(finding, label="constat retiré")
    finding.delete()
    purge_item(by=by, item=item)
