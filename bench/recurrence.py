"""`python -m bench.recurrence`: similar findings. No database; CPU times, on findings sorted by hand for the tests.

To reach: 2,000 findings grouped in about a second, a new finding against 20,000 in 50 ms.
"""

from __future__ import annotations

import random
import statistics
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from maillage.core.recurrence import Corpus, Finding, Kind, groups

SORTED = Path(__file__).resolve().parents[1] / "tests/core/recurrence/pairs.toml"
ASIDES = "souvent village hiver matin encore vraiment voisin moto orage panier lundi fenêtre mairie détour colère".split()
COMMUNES = 40


def findings(count: int, *, seed: int = 1) -> list[Finding]:
    """Every one with three words of its own, so that nothing read before is known again."""
    chance = random.Random(seed)
    themes = tomllib.loads(SORTED.read_text(encoding="utf-8"))["theme"]
    said = [(wording, Kind(theme["kind"])) for theme in themes for wording in theme["said"]]
    found = []
    for key in range(count):
        wording, kind = chance.choice(said)
        aside = " ".join(chance.sample(ASIDES, 3))
        found.append(Finding(key, f"{wording} {aside} {count}x{key}", kind, key % COMMUNES))
    return found


def cpu(run: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.process_time()
    run()
    return (time.process_time() - started) * 1000


def main() -> None:
    for count in (2_000, 20_000):
        held = findings(count)
        print(f"{count} findings: read and indexed in {cpu(lambda held=held: Corpus(held)):.0f} ms CPU")
    corpus = Corpus(held)
    asked = findings(200, seed=2)
    times = [cpu(lambda one=one: corpus.similar(one.wording, one.kind)) for one in asked]
    print(f"a new one against 20000: {statistics.median(times):.1f} ms CPU, slowest {max(times):.1f} (aim 50)")
    fresh = findings(2_000, seed=3)
    print(f"2000 findings grouped, reading included: {cpu(lambda: groups(fresh)):.0f} ms CPU (aim 1000)")


if __name__ == "__main__":
    main()
