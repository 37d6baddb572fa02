"""Reads: the findings of a cycle, and one of them with what surrounds it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch

from maillage.concertation.models import Cycle, EntryCode, Finding
from maillage.concertation.models.findings import FindingQuerySet
from maillage.core.readers import Reader
from maillage.network.models import Membership
from maillage.records.clock import today
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term


@dataclass(slots=True)
class FindingCard:
    """A finding on the board. `seen_by`: kinds of actors, those of its originals included; `places`: territories."""

    finding: Finding
    seen_by: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    originals: list[Finding] = field(default_factory=list)

    @property
    def is_public_voice(self) -> bool:
        return self.finding.voice == EntryCode.Voice.PUBLIC


def findings_of(cycle: Cycle, reader: Reader) -> FindingQuerySet:
    """All those this reader may see, in the order they came."""
    grounds = Prefetch(
        "territories", Territory.objects.only("id", "name", "sort_name").order_by("sort_name", "pk")
    )
    return (
        Finding.objects.visible_to(reader)
        .filter(cycle=cycle)
        .select_related("item", "actor", "organisation", "code")
        .prefetch_related(grounds)
        .order_by("pk")
    )


def cards_of(findings: Iterable[Finding]) -> list[FindingCard]:
    """Standing findings with the originals they gathered; what was left out is left out here too."""
    rows = list(findings)
    originals: dict[int, list[Finding]] = defaultdict(list)
    for one in rows:
        if one.gathered_in_id:
            originals[one.gathered_in_id].append(one)
    return [
        _card(one, originals[one.pk])
        for one in rows
        if one.state not in (Finding.State.GATHERED, Finding.State.LEFT_OUT)
    ]


def _card(finding: Finding, originals: Sequence[Finding]) -> FindingCard:
    whole = [finding, *originals]
    actors = Counter(name for one in whole if (name := seen_by(one)) and one.voice != EntryCode.Voice.PUBLIC)
    places = {place.name: None for one in whole for place in one.territories.all()}
    return FindingCard(finding, sorted(actors), list(places), list(originals))


def seen_by(finding: Finding) -> str:
    """The kind of actor that sees it; the public's word is the public's."""
    if finding.voice == EntryCode.Voice.PUBLIC:
        return "parole du public"
    return finding.actor.name if finding.actor else ""


def finding_for(reader: Reader, uid: str) -> Finding | None:
    related = (
        "item__space",
        "cycle__space__kind",
        "actor",
        "organisation",
        "author",
        "code",
        "gathered_in__item",
    )
    return (
        Finding.objects.visible_to(reader)
        .select_related(*related)
        .prefetch_related("territories", "audiences", "rights", "criteria", "verbatims")
        .filter(item__uid=uid)
        .first()
    )


def gathering_of(finding: Finding, reader: Reader) -> Finding | None:
    """The common wording that took it in, unless it was hidden since."""
    common = finding.gathered_in
    return common if common is not None and common.item.audience in reader.keys else None


def originals_of(finding: Finding, reader: Reader) -> list[Finding]:
    found = finding.originals.filter(item__audience__in=reader.keys)
    return list(found.select_related("item", "actor", "organisation").order_by("pk"))


def common_wordings(findings: Sequence[Finding]) -> list[Finding]:
    """Those among them that took others in. One query."""
    taken = Finding.objects.filter(gathered_in__in=[one.pk for one in findings])
    into = set(taken.order_by().values_list("gathered_in", flat=True))
    return [one for one in findings if one.pk in into]


def silent_sectors(cycle: Cycle, findings: Iterable[Finding]) -> list[str]:
    """Sectors that sit in the space and from which nothing has come yet (D3)."""
    spoken = {one.actor_id for one in findings if one.voice == EntryCode.Voice.PROFESSIONAL}
    seated = Membership.objects.sitting(today()).filter(space=cycle.space, organisation__isnull=False)
    terms = Term.objects.filter(
        scheme__code=Code.SECTOR, organisations_of_sector__in=seated.values("organisation")
    )
    return list(
        terms.exclude(pk__in=[pk for pk in spoken if pk])
        .distinct()
        .order_by("sort_name", "pk")
        .values_list("name", flat=True)
    )


def noted_here(entry: str, code: EntryCode) -> list[Finding]:
    """What one browser noted with a code, the latest first."""
    if not entry:
        return []
    found = Finding.objects.filter(by_entry=entry, code=code)
    return list(found.select_related("item", "actor").order_by("-pk"))
