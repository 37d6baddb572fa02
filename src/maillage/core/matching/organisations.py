"""Which known organisation could a row be? Blocked by what they share, so that 5,000 rows meet 8,000 sheets in seconds.

A service of a commune or CPAS shares its BCE number without being it (A14): the number then says « service de », never
« la même ». Scores: from 0.9 very likely, from 0.6 possible, below not shown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from maillage.core.cleaning.emails import PUBLIC_PROVIDERS
from maillage.core.cleaning.websites import domain_of
from maillage.core.folding import fold
from maillage.core.matching.names import Rarity, nearness, words_of

VERY_LIKELY = 0.9
POSSIBLE = 0.6
SAME_NAME = 0.97
NEAR_NAME = 0.75
OTHER_NAME = 0.5
MANY = 60
"""A word, or an address, shared by more than this many organisations brings no candidates."""


class Relation(StrEnum):
    SAME = "same"
    SERVICE_OF = "service_of"


@dataclass(frozen=True, slots=True)
class Identity:
    """What an organisation is recognised by, already cleaned. `place` is any key of the commune, empty when unknown.

    `part_of` is the key of the organisation that this one is a service of.
    """

    key: Hashable
    name: str
    other_names: tuple[str, ...] = ()
    bce: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    website: str = ""
    place: Hashable = ""
    part_of: Hashable = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer. `reasons` are read by the person: « même numéro BCE », « nom très proche, même commune »."""

    key: Hashable
    name: str
    score: float
    reasons: tuple[str, ...]
    relation: Relation = Relation.SAME

    @property
    def is_very_likely(self) -> bool:
        return self.relation is Relation.SAME and self.score >= VERY_LIKELY


@dataclass
class Matcher:
    """Known organisations, indexed by what they could share with a newcomer. `add` takes rows of the file as they come."""

    known: dict[Hashable, Identity] = field(default_factory=dict)
    _index: dict[tuple[str, str], list[Hashable]] = field(default_factory=lambda: defaultdict(list))
    _rarity: Rarity = field(default_factory=lambda: Rarity(()))

    @classmethod
    def of(cls, identities: Iterable[Identity]) -> Matcher:
        matcher = cls()
        for identity in identities:
            matcher.add(identity)
        return matcher

    def add(self, identity: Identity) -> None:
        self.known[identity.key] = identity
        for name in identity.names:
            self._rarity.add(name)
        for block in _blocks(identity):
            self._index[block].append(identity.key)

    def candidates(self, newcomer: Identity, *, limit: int = 3) -> list[Candidate]:
        """Best first; a tie is settled by name, so that the same file always shows the same list."""
        keys: dict[Hashable, None] = {}
        for block in self._blocks_asked(newcomer):
            keys.update(dict.fromkeys(self._index.get(block, ())))
        found = [
            candidate
            for key in keys
            if key != newcomer.key and (candidate := self._compared(newcomer, self.known[key])) is not None
        ]
        found.sort(key=lambda candidate: (-candidate.score, fold(candidate.name), str(candidate.key)))
        return found[:limit]

    def _blocks_asked(self, newcomer: Identity) -> list[tuple[str, str]]:
        """Numbers and addresses, then the rarest words of the names; what too many share is left aside."""
        rare = {word for name in newcomer.names for word in self._rarity.rarest(name, 3)}
        return [
            block
            for block in _blocks(newcomer)
            if (block[0] != "word" or block[1] in rare)
            and len(self._index.get(block, ())) <= (MANY * 5 if block[0] == "whole" else MANY)
        ]

    def _compared(self, newcomer: Identity, known: Identity) -> Candidate | None:
        near = self._nearest_names(newcomer, known)
        if newcomer.bce and newcomer.bce == known.bce:
            return _sharing_number(newcomer, known, near)
        evidence = [*_by_name(newcomer, known, near), *_by_contact(newcomer, known, near)]
        if newcomer.bce and known.bce:
            evidence = [(score * 0.7, reason) for score, reason in evidence]
        score = round(1 - math.prod(1 - value for value, _reason in evidence), 3)
        if score < POSSIBLE:
            return None
        return Candidate(known.key, known.name, score, tuple(reason for _, reason in evidence if reason))

    def _nearest_names(self, newcomer: Identity, known: Identity) -> float:
        pairs = ((mine, theirs) for mine in newcomer.names for theirs in known.names if mine and theirs)
        return max((nearness(mine, theirs, self._rarity) for mine, theirs in pairs), default=0.0)


def _blocks(identity: Identity) -> list[tuple[str, str]]:
    """What brings two identities together to be compared."""
    blocks = [("bce", identity.bce)] if identity.bce else []
    blocks += [("email", email) for email in identity.emails]
    blocks += [("phone", phone) for phone in identity.phones]
    domain = domain_of(identity.website) if identity.website else ""
    if domain:
        blocks.append(("domain", domain))
    for name in identity.names:
        words = words_of(name)
        blocks += [("word", word) for word in words]
        blocks += [("ends", word[:4] + word[-2:]) for word in words if len(word) > 6]
        blocks += [("ends", word[:2] + word[-4:]) for word in words if len(word) > 6]
        blocks.append(("whole", "".join(words)))
    return list(dict.fromkeys(blocks))


def _sharing_number(newcomer: Identity, known: Identity, near: float) -> Candidate | None:
    """Same number: the same organisation if the name agrees, otherwise a service inside it, or a sister (A14)."""
    number = "même numéro BCE"
    if near >= NEAR_NAME and not (known.part_of and near < SAME_NAME):
        return Candidate(known.key, known.name, 1.0 if near >= SAME_NAME else 0.95, (number, _in_words(near)))
    if known.part_of is not None:
        return None
    if _is_public(known.name) or _is_service(newcomer.name):
        return Candidate(
            known.key, known.name, 0.7, (number, "autre nom : un de ses services ?"), Relation.SERVICE_OF
        )
    return Candidate(known.key, known.name, 0.85, (number, "autre nom : a-t-elle été renommée ?"))


def _by_name(newcomer: Identity, known: Identity, near: float) -> list[tuple[float, str]]:
    if near < NEAR_NAME:
        return []
    exact = near >= SAME_NAME
    both_placed = bool(newcomer.place and known.place)
    if both_placed and newcomer.place != known.place:
        return [(0.55 if exact else 0.25, f"{_in_words(near)}, autre commune")]
    words = f"{_in_words(near)}, même commune" if both_placed else _in_words(near)
    if exact:
        return [(0.94 if both_placed else 0.85, words)]
    height = (near - NEAR_NAME) / (SAME_NAME - NEAR_NAME)
    return [((0.65 if both_placed else 0.5) + 0.25 * height, words)]


def _by_contact(newcomer: Identity, known: Identity, near: float) -> list[tuple[float, str]]:
    """Shared addresses; of little weight between quite different names (a commune and its services share them)."""
    trust = 1.0 if near >= OTHER_NAME else 0.75 if not _may_house_services(newcomer, known) else 0.3
    evidence = []
    if set(newcomer.emails) & set(known.emails):
        evidence.append((0.85 * trust, "même adresse e-mail"))
    if set(newcomer.phones) & set(known.phones):
        evidence.append((0.65 * trust, "même téléphone"))
    mine = domain_of(newcomer.website) if newcomer.website else ""
    if mine and known.website and mine == domain_of(known.website) and mine not in PUBLIC_PROVIDERS:
        evidence.append((0.5 * trust, "même site web"))
    return evidence


def _may_house_services(newcomer: Identity, known: Identity) -> bool:
    names = (newcomer.name, known.name)
    return known.part_of is not None or any(_is_public(name) or _is_service(name) for name in names)


_PUBLIC_WORDS = frozenset(
    ["commune", "communale", "ville", "cpas", "ocmw", "province", "administration", "gemeente", "stad"]
)
_SERVICE_WORDS = frozenset(
    ["service", "services", "dienst", "pcs", "ila", "plan", "cellule", "departement", "antenne", "maison"]
)


@lru_cache(maxsize=50_000)
def _is_public(name: str) -> bool:
    return not _PUBLIC_WORDS.isdisjoint(fold(name).split())


@lru_cache(maxsize=50_000)
def _is_service(name: str) -> bool:
    return not _SERVICE_WORDS.isdisjoint(fold(name).split())


def _in_words(near: float) -> str:
    return "même nom" if near >= SAME_NAME else "nom très proche" if near >= 0.85 else "nom proche"
