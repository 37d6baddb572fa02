"""What `maillage doctor` looks at: each room adds its checks (invariants that no constraint can hold, settings)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from maillage.core.registry import Registry


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """`problems` yields one French line for each thing that is wrong; nothing when all is well.

    `advice`: what it finds is worth knowing and stops nothing (no mail server, no administrator yet).
    """

    title: str
    problems: Callable[[], Iterable[str]]
    advice: bool = False


health_checks: Registry[HealthCheck] = Registry("health checks")
