"""Same organisation, same person? Candidates with a score and the reasons in French. It proposes, people decide."""

from maillage.core.matching.organisations import Candidate, Identity, Matcher, Relation

__all__ = ["Candidate", "Identity", "Matcher", "Relation"]
