"""The tables of the room, a module a noun."""

from maillage.concertation.models.acting import Action, Avenue, Carrier, Means, Outcome, Progress, Support
from maillage.concertation.models.consultations import (
    Consultation,
    OpinionMapKept,
    Participant,
    Statement,
    Vote,
    VotePack,
)
from maillage.concertation.models.cycles import Cycle, EntryCode, Phase
from maillage.concertation.models.findings import Finding, Verbatim
from maillage.concertation.models.interventions import Intervention
from maillage.concertation.models.judging import OBJECTING, Contradiction, Position, Stance
from maillage.concertation.models.recommending import Recommendation
from maillage.concertation.models.weak_signals import Signal

__all__ = [
    "OBJECTING",
    "Action",
    "Avenue",
    "Carrier",
    "Consultation",
    "Contradiction",
    "Cycle",
    "EntryCode",
    "Finding",
    "Intervention",
    "Means",
    "OpinionMapKept",
    "Outcome",
    "Participant",
    "Phase",
    "Position",
    "Progress",
    "Recommendation",
    "Signal",
    "Stance",
    "Statement",
    "Support",
    "Verbatim",
    "Vote",
    "VotePack",
]
