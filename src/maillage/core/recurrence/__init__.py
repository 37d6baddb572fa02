"""Similar findings in several places: proposed for merging, grouped into themes that come back (inventory D5, D11, M3)."""

from maillage.core.recurrence.corpus import RELATED, SAME, Corpus, Proposal, similar
from maillage.core.recurrence.findings import Finding, Kind
from maillage.core.recurrence.frequency import Frequency, frequency
from maillage.core.recurrence.grouping import Group, groups

__all__ = [
    "RELATED",
    "SAME",
    "Corpus",
    "Finding",
    "Frequency",
    "Group",
    "Kind",
    "Proposal",
    "frequency",
    "groups",
    "similar",
]
