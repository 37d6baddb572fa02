"""Names of the values that offers are narrowed by, kept in memory until somebody writes."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.cadastre.models import Offer
from maillage.core.offers.keys import Family
from maillage.journal.queries import content_version
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

SCHEMES = {
    Code.COURSE_TYPE: (Family.COURSE,),
    Code.SERVICE_TYPE: (Family.SERVICE,),
    Code.THEME: (Family.THEME,),
    Code.AUDIENCE: (Family.AUDIENCE,),
    Code.LANGUAGE: (Family.LANGUAGE,),
    Code.LEVEL_ORAL: (Family.ORAL,),
    Code.LEVEL_WRITTEN: (Family.WRITTEN,),
    Code.LEVEL_CEFR: (Family.ORAL, Family.WRITTEN, Family.FRENCH),
}
FLAGS = {
    "free": "gratuit",
    "in_pathway": "parcours d’intégration",
    "child_care": "accueil des enfants",
    "wheelchair": "accessible PMR",
    "women_only": "réservé aux femmes",
    "permanent": "entrée permanente",
    "online": "à distance",
    "cpas_income": "pour les personnes aidées par un CPAS",
    "forem_registration": "inscription au Forem demandée",
}
PLACES = {
    "some": "places libres",
    "waiting": "liste d’attente",
    "full": "complet",
    "ask": "se renseigner",
    "unknown": "à vérifier",
}


@dataclass(frozen=True, slots=True)
class Label:
    """`rank` orders the values of one family as their list does."""

    name: str
    rank: int


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    labels: dict[Family, dict[str, Label]]


_kept: _Kept | None = None


def labels() -> dict[Family, dict[str, Label]]:
    """Family → value → label; one small query when nothing was written since."""
    global _kept
    version = content_version()
    if _kept is None or _kept.version != version or not version:
        _kept = _Kept(version, _read())
    return _kept.labels


def _read() -> dict[Family, dict[str, Label]]:
    found: dict[Family, dict[str, Label]] = {family: {} for family in Family}
    rows = Term.objects.filter(scheme__code__in=SCHEMES).order_by("scheme_id", "rank", "pk")
    for rank, (code, notation, name) in enumerate(rows.values_list("scheme__code", "notation", "name")):
        for family in SCHEMES[Code(code)]:
            found[family][notation] = Label(name, rank)
    for family, named in (
        (Family.KIND, dict(Offer.Kind.choices)),
        (Family.MODE, dict(Offer.Mode.choices)),
        (Family.FLAG, FLAGS),
        (Family.PLACES, PLACES),
    ):
        found[family] = {value: Label(str(name), rank) for rank, (value, name) in enumerate(named.items())}
    return found
