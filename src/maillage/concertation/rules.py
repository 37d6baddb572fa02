"""Who may write in this room.

Who organises a space opens its cycles, sorts what comes in, leads the analysis. Members note findings, take positions for
the organisation where they work, support avenues. Who came with a session code notes findings, and corrects their own.
"""

from __future__ import annotations

import rules

from maillage.concertation.models import (
    Action,
    Avenue,
    Consultation,
    Cycle,
    EntryCode,
    Finding,
    Position,
    Recommendation,
)
from maillage.core.readers import Reader, link_key, works_key
from maillage.network.models import Organisation, Space
from maillage.network.rules.spaces import organises

NEWS_LINK, POSITION_LINK = "action_news", "position"
ENTRY = "entry"
"""The key of a browser that notes findings with a code is `link:entry:<its own uid>`."""


VOTE = "vote"
"""Who came to a consultation by its code, or by a signed link, holds `link:vote:<consultation>`."""


def _reads(reader: Reader, cycle: Cycle) -> bool:
    return cycle.audience in reader.keys


def _organises_cycle(reader: Reader, cycle: Cycle) -> bool:
    return _reads(reader, cycle) and organises(reader, cycle.space)


def _takes_part(reader: Reader, cycle: Cycle) -> bool:
    """Members of the space and its organisers, while the cycle is open."""
    return cycle.is_open and (reader.has(cycle.space.key) or _organises_cycle(reader, cycle))


def _notes_by_code(reader: Reader, code: EntryCode) -> bool:
    del reader
    return code.is_usable and code.cycle.is_open


def _edits_finding(reader: Reader, finding: Finding) -> bool:
    """Organisers; who wrote it, until it is taken up in the analysis."""
    if _organises_cycle(reader, finding.cycle):
        return True
    if not finding.cycle.is_open or finding.state not in (Finding.State.NEW, Finding.State.SHARED):
        return False
    if finding.author is not None:
        return bool(reader.uid) and finding.author.uid == reader.uid
    return bool(finding.by_entry) and reader.has(link_key(ENTRY, finding.by_entry))


def _speaks_for(reader: Reader, organisation: Organisation) -> bool:
    return reader.has(works_key(organisation.uid))


def _organises_its_cycle(reader: Reader, avenue: Avenue | Recommendation) -> bool:
    return _organises_cycle(reader, avenue.cycle)


def _answers_for_position(reader: Reader, position: Position) -> bool:
    """Who works for the organisation, and its lead by the link of the letter."""
    return reader.has(link_key(POSITION_LINK, position.uid)) or _speaks_for(reader, position.organisation)


def _edits_action(reader: Reader, act: Action) -> bool:
    """Organisers, and those who work for an organisation that carries it."""
    if _organises_cycle(reader, act.cycle):
        return True
    if act.item.audience not in reader.keys:
        return False
    carriers = act.carriers.filter(valid_to__isnull=True).values_list("organisation__uid", flat=True)
    return reader.has(*(works_key(uid) for uid in carriers))


def _tells_news(reader: Reader, act: Action) -> bool:
    """Also who came by the link of the letter: it says where the action stands, and opens nothing else."""
    return reader.has(link_key(NEWS_LINK, act.item.uid)) or _edits_action(reader, act)


def _opens_cycle(reader: Reader, space: Space) -> bool:
    return organises(reader, space) and space.status != Space.Status.CLOSED


def _organises_consultation(reader: Reader, consultation: Consultation) -> bool:
    return consultation.audience in reader.keys and organises(reader, consultation.space)


def _comes_to_vote(reader: Reader, consultation: Consultation) -> bool:
    """Members, those who came by the code or a link, anybody when it is open to all."""
    if consultation.entry == Consultation.Entry.OPEN:
        return True
    return reader.has(consultation.space.key, link_key(VOTE, consultation.uid))


def _votes(reader: Reader, consultation: Consultation) -> bool:
    return consultation.is_open and _comes_to_vote(reader, consultation)


rules.add_rule("concertation.open_consultation", _opens_cycle)
rules.add_rule("concertation.organise_consultation", _organises_consultation)
rules.add_rule("concertation.vote", _votes)
rules.add_rule("concertation.withdraw_votes", _comes_to_vote)
rules.add_rule("concertation.open_cycle", _opens_cycle)
rules.add_rule("concertation.organise_cycle", _organises_cycle)
rules.add_rule("concertation.take_part", _takes_part)
rules.add_rule("concertation.note_by_code", _notes_by_code)
rules.add_rule("concertation.edit_finding", _edits_finding)
rules.add_rule("concertation.speak_for", _speaks_for)
rules.add_rule("concertation.answer_for_position", _answers_for_position)
rules.add_rule("concertation.edit_avenue", _organises_its_cycle)
rules.add_rule("concertation.edit_recommendation", _organises_its_cycle)
rules.add_rule("concertation.edit_action", _edits_action)
rules.add_rule("concertation.tell_news", _tells_news)
