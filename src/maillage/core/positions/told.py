"""The map as JSON, byte for byte the same for the same votes: six decimals, people and statements by id."""

from __future__ import annotations

import json
from typing import Any

from maillage.core.positions.groups import LETTERS, Stability
from maillage.core.positions.opinion_map import OpinionMap
from maillage.core.positions.opinions import GroupOpinion, StatementOpinion
from maillage.core.positions.space import DECIMALS


def to_json(found: OpinionMap) -> str:
    """`participants` (those placed: id, x, y, group or null), `k` (null when no groups are told), `stability`, `statements`
    (id, agree, disagree, pass, groups, consensus), `explained_variance` (the part of each axis) and `hash` of the votes."""
    told = {
        "participants": _participants(found),
        "k": found.groups.count,
        "stability": _stability(found.groups.stability),
        "statements": [_statement(one) for one in found.opinions],
        "explained_variance": list(found.space.explained),
        "hash": found.votes.hash(),
    }
    return json.dumps(told, separators=(",", ":")) + "\n"


def _participants(found: OpinionMap) -> list[dict[str, Any]]:
    space = found.space
    letters = [*LETTERS, None]
    rows = zip(
        found.votes.participants[space.kept].tolist(),
        space.x.tolist(),
        space.y.tolist(),
        found.groups.labels.tolist(),
        strict=True,
    )
    return [{"id": one, "x": x, "y": y, "group": letters[label]} for one, x, y, label in rows]


def _stability(stability: Stability) -> dict[str, Any]:
    return {
        "stable": stability.stable,
        "statements": stability.statements,
        "participants": stability.participants,
        "silhouette": stability.silhouette,
        "refusals": [refusal.value for refusal in stability.refusals],
    }


def _statement(one: StatementOpinion) -> dict[str, Any]:
    return {
        "id": one.id,
        "agree": one.agree,
        "disagree": one.disagree,
        "pass": one.passed,
        "groups": {letter: _group(opinion) for letter, opinion in one.groups.items()},
        "consensus": _rounded(one.consensus),
    }


def _group(opinion: GroupOpinion) -> dict[str, Any]:
    return {
        "agree": opinion.agree,
        "disagree": opinion.disagree,
        "pass": opinion.passed,
        "p_agree": _rounded(opinion.p_agree),
        "p_disagree": _rounded(opinion.p_disagree),
        "z_agree": _rounded(opinion.z_agree),
        "z_disagree": _rounded(opinion.z_disagree),
    }


def _rounded(value: float) -> float:
    """Without negative zeros."""
    return round(value, DECIMALS) + 0.0
