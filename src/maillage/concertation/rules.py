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
    Intervention,
    Position,
    Recommendation,
    Signal,
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


def _sits(reader: Reader, space: Space) -> bool:
    """Members and organisers: signals and requests are the group's own, who administers does not see them either."""
    return reader.has(space.key)


def _notes_signal(reader: Reader, space: Space) -> bool:
    return _sits(reader, space) and space.status != Space.Status.CLOSED


def _leads_field(reader: Reader, space: Space) -> bool:
    return _sits(reader, space) and organises(reader, space)


def _leads_intervention(reader: Reader, intervention: Intervention) -> bool:
    return _leads_field(reader, intervention.space)


def _edits_signal(reader: Reader, signal: Signal) -> bool:
    """Who wrote it, and the organisers."""
    if not _sits(reader, signal.space):
        return False
    own = signal.author is not None and bool(reader.uid) and signal.author.uid == reader.uid
    return own or organises(reader, signal.space)


def _asks_intervention(reader: Reader, space: Space) -> bool:
    """Members of the space, for an organisation where they work."""
    works = works_key("")
    return _notes_signal(reader, space) and any(key.startswith(works) for key in reader.keys)


def _asked(reader: Reader, intervention: Intervention) -> bool:
    """Who asked: those who work for the organisation; the organisers of the space too."""
    if not _sits(reader, intervention.space):
        return False
    return reader.has(works_key(intervention.organisation.uid)) or organises(reader, intervention.space)


def _answers_for(reader: Reader, intervention: Intervention) -> bool:
    """Who answers for it, and the organisers."""
    if not _sits(reader, intervention.space):
        return False
    owner = intervention.owner
    mine = owner is not None and bool(reader.uid) and owner.uid == reader.uid
    return mine or organises(reader, intervention.space)


rules.add_rule("concertation.sit", _sits)
rules.add_rule("concertation.note_signal", _notes_signal)
rules.add_rule("concertation.lead_field", _leads_field)
rules.add_rule("concertation.lead_intervention", _leads_intervention)
rules.add_rule("concertation.edit_signal", _edits_signal)
rules.add_rule("concertation.ask_intervention", _asks_intervention)
rules.add_rule("concertation.asked_intervention", _asked)
rules.add_rule("concertation.answer_for_intervention", _answers_for)
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
