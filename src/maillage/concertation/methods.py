"""Methods that a space may open a cycle with; the phases become its own at once, wording and questions included (B8, D1)."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.concertation.models import Phase


@dataclass(frozen=True, slots=True)
class PhasePlan:
    kind: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class Method:
    """`lead`: when one takes it, in a sentence."""

    label: str
    lead: str
    phases: tuple[PhasePlan, ...]


_SEE, _JUDGE, _ACT = Phase.Kind.SEE, Phase.Kind.JUDGE, Phase.Kind.ACT

METHODS = {
    "voir-juger-agir": Method(
        "Voir – juger – agir",
        "Partir de ce que chacun voit, l’analyser ensemble, décider de ce qu’on en fait.",
        (
            PhasePlan(_SEE, "Voir – mettre en commun", "Que voyons-nous, chacun là où il travaille ?"),
            PhasePlan(_JUDGE, "Juger – analyser", "Qu’en pensons-nous ? Où sommes-nous d’accord, où non ?"),
            PhasePlan(_ACT, "Agir ensemble", "Que changeons-nous, avec qui, avec quels moyens ?"),
        ),
    ),
    "diagnostic": Method(
        "Diagnostic partagé",
        "Pour un plan local : besoins et ressources d’un territoire, priorités, actions.",
        (
            PhasePlan(_SEE, "Besoins et ressources", "De quoi manque-t-on ici, et sur quoi peut-on compter ?"),
            PhasePlan(_JUDGE, "Priorités", "Qu’est-ce qui compte d’abord, et pour qui ?"),
            PhasePlan(_ACT, "Actions", "Qui fait quoi, pour quand ?"),
        ),
    ),
    "bilan": Method(
        "Bilan d’une action",
        "Revenir sur ce qui a été fait : ce qui marche, ce qui coince, ce qu’on change.",
        (
            PhasePlan(_SEE, "Ce qui s’est passé", "Qu’avons-nous vu marcher, qu’avons-nous vu coincer ?"),
            PhasePlan(_JUDGE, "Ce que nous en pensons", "Pourquoi ? Pour qui ?"),
            PhasePlan(_ACT, "Ce que nous changeons", "Que gardons-nous, que changeons-nous ?"),
        ),
    ),
}
DEFAULT = "voir-juger-agir"
