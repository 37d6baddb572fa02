"""What people ask for: invented waiting lists in the Trois-Rives, and one real count, Verviers in 2013, with its source."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from maillage.cadastre.actions.demand import DemandFields, LevelCount, state_demands
from maillage.cadastre.actions.snapshots import take_snapshot
from maillage.cadastre.models import ExpressedDemand
from maillage.cadastre.queries.stock import stock_on
from maillage.demo.grounds import commune
from maillage.demo.hand import HAND
from maillage.demo.trois_rives import Network
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import term

Kind = ExpressedDemand.SourceKind
VERVIERS = "RTBF, article 8927454 sur l’accueil des primo-arrivants à Verviers en 2013"


@dataclass(frozen=True, slots=True)
class WaitingList:
    """`people` by level, on the scale of the course; `spread`: how far the count of half a year ago was from it."""

    operator: str
    place: str
    course: str
    people: dict[str, int] = field(default_factory=dict)
    target: str = ""
    kind: str = Kind.WAITING_LIST
    spread: float = 0.2


LISTS = (
    WaitingList("La Passerelle des Langues", "Liège", "fle", {"A1.1": 34, "A1": 61, "A2": 38, "B1": 12}),
    WaitingList("Les Mots Passeurs", "Liège", "fle", {"A1": 27, "A2": 19}, spread=0.4),
    WaitingList("Les Mots Passeurs", "Liège", "alpha", {"OD": 33, "O1": 21, "O2": 9}),
    WaitingList("Atelier Lire Ensemble", "Seraing", "alpha", {"OD": 26, "O1": 14, "O2": 4}),
    WaitingList("Institut du soir Val-Meuse", "Seraing", "fle", {"A1": 31, "A2": 17, "B1": 3}),
    WaitingList("Alpha Coteaux", "Herstal", "alpha", {"OD": 18, "O1": 11}),
    WaitingList("La Ruche aux Savoirs", "Flémalle", "fle", {"A1.1": 9, "A1": 8, "A2": 3}),
    WaitingList("Formation Plus Ourthe", "Esneux", "fle", {"A2": 4, "B1": 2}),
    WaitingList("École du soir des Coteaux", "Huy", "fle", {"A1": 22, "A2": 16, "B1": 8}, kind=Kind.REFUSED),
    WaitingList("Promotion sociale du Confluent", "Namur", "fle", {"A1.1": 14, "A1": 47, "A2": 29, "B1": 18}),
    WaitingList("Femmes d’ici et d’ailleurs", "Namur", "alpha", {"OD": 24, "O1": 13}, target="femmes"),
    WaitingList("Clé Alpha", "Andenne", "alpha", {"OD": 15, "O1": 6, "O2": 2}),
    WaitingList("Horizon Solidaire", "Sambreville", "fle", {"": 19}, kind=Kind.ESTIMATE),
    WaitingList("Lire aux Éclats", "Gembloux", "alpha", {"OD": 7, "O1": 3}),
)
"""Invented. « » is « niveau non précisé »."""


def load_demand(network: Network, day: dt.date) -> None:
    """Each list counted half a year ago and lately; last year kept, if something was offered then; Verviers in 2013."""
    chance = random.Random(7)
    for one in LISTS:
        said_by = network.of(one.operator)
        counted = day - dt.timedelta(days=chance.randrange(6, 40))
        before = {
            level: round(people * (1 - one.spread * chance.random())) for level, people in one.people.items()
        }
        fields: DemandFields = {
            "territory": commune(one.place),
            "course_type": term(Code.COURSE_TYPE, one.course),
            "target": term(Code.AUDIENCE, one.target) if one.target else None,
            "source_kind": one.kind,
            "source": f"{Kind(one.kind).label.capitalize()} de l’opérateur (exemple)",
            "organisation": said_by,
            "people_may_overlap": one.place in ("Liège", "Seraing"),
        }
        scale = Code.LEVEL_ORAL if one.course == "alpha" else Code.LEVEL_CEFR
        _state(fields, scale, before, day - dt.timedelta(days=chance.randrange(170, 200)))
        _state(fields, scale, one.people, counted)
    _verviers()
    end_of_last_year = dt.date(day.year - 1, 12, 31)
    if stock_on(end_of_last_year).supplies and stock_on(end_of_last_year).demands:
        take_snapshot(by=HAND, day=end_of_last_year, note="Exemple")


def _state(fields: DemandFields, scale: Code, people: dict[str, int], day: dt.date) -> None:
    counts = [
        LevelCount(number, "oral", term(scale, level)) if level else LevelCount(number)
        for level, number in people.items()
    ]
    state_demands(by=HAND, fields={**fields, "counted_on": day}, counts=counts)


def _verviers() -> None:
    """The number that a cadastre must be able to produce (DOMAIN 2.9): 549 wanted, 322 got a place, 227 did not."""
    fields: DemandFields = {
        "territory": commune("63079"),
        "course_type": None,
        "target": term(Code.AUDIENCE, "primo-arrivants"),
        "got_place": 322,
        "counted_from": dt.date(2013, 1, 1),
        "counted_on": dt.date(2013, 12, 31),
        "source_kind": Kind.SURVEY,
        "source": VERVIERS,
        "note": "549 personnes souhaitaient un cours de français en 2013, 322 ont obtenu une place.",
    }
    state_demands(by=HAND, fields=fields, counts=[LevelCount(549)])
