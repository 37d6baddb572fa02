"""Cycles, findings and what comes of them for tests: every factory calls the action of the field."""

from __future__ import annotations

from typing import Any

from tests.network.space_factories import make_space, organiser

from maillage.accounts.models import Person
from maillage.concertation.actions.acting import add_carrier, add_means, edit_action
from maillage.concertation.actions.avenues import propose_avenue
from maillage.concertation.actions.becoming import turn_into_action
from maillage.concertation.actions.codes import open_code
from maillage.concertation.actions.cycles import open_cycle
from maillage.concertation.actions.findings import note_finding, sort_finding
from maillage.concertation.actions.interventions import ask_intervention, take_up
from maillage.concertation.actions.recommendations import propose_recommendation
from maillage.concertation.actions.weak_signals import note_signal
from maillage.concertation.methods import DEFAULT
from maillage.concertation.models import (
    Action,
    Avenue,
    Cycle,
    EntryCode,
    Finding,
    Intervention,
    Recommendation,
    Signal,
)
from maillage.core.readers import PUBLIC, Reader, works_key
from maillage.network.models import Organisation, Space
from maillage.records.identity import new_uid
from maillage.vocabulary.models import Scheme, Term


def make_cycle(space: Space | None = None, *, public: bool = False, **fields: Any) -> Cycle:
    """`make_cycle(space, public=True, title="…")`; seen by the members of the space unless `public`."""
    space = space or make_space()
    said = {"title": "Ce que vivent les familles", "audience": PUBLIC if public else space.key, **fields}
    method = said.pop("method", DEFAULT)
    return open_cycle(by=organiser(space), uid=new_uid(), space=space, method=method, fields=said)  # type: ignore[arg-type]


def make_finding(cycle: Cycle, wording: str = "Pas d’accueil le mercredi", **fields: Any) -> Finding:
    """`make_finding(cycle, "…", kind="barrier", retained=True, territories=[…])`."""
    retained = fields.pop("retained", False)
    subjects = {name: fields.pop(name) for name in ("territories", "audiences") if name in fields}
    by = fields.pop("by", organiser(cycle.space))
    finding = note_finding(
        by=by,
        uid=fields.pop("uid", new_uid()),
        cycle=cycle,
        fields={"wording": wording, **fields},  # type: ignore[typeddict-item]
        subjects=subjects,  # type: ignore[arg-type]
    )
    if retained:
        sort_finding(by=organiser(cycle.space), finding=finding, verb="retenir")
    return finding


def make_code(cycle: Cycle, **fields: Any) -> EntryCode:
    return open_code(by=organiser(cycle.space), cycle=cycle, **{"hours": 3, **fields})


def make_avenue(cycle: Cycle, *findings: Finding, title: str = "Ouvrir le mercredi") -> Avenue:
    chosen = findings or (make_finding(cycle, retained=True),)
    return propose_avenue(by=organiser(cycle.space), uid=new_uid(), cycle=cycle, findings=chosen, title=title)


def make_objective(notation: str = "axe 2") -> Term:
    """An axis of a framework that holds."""
    scheme, _ = Scheme.objects.get_or_create(
        code="cadre-2026", defaults={"name": "Cadre 2026", "kind": Scheme.Kind.FRAMEWORK}
    )
    known = scheme.terms.filter(notation=notation).first()
    return known or Term.objects.create(scheme=scheme, notation=notation, name=f"Logement ({notation})")


def make_recommendation(
    cycle: Cycle, *findings: Finding, title: str = "Ouvrir des places le mercredi", **fields: Any
) -> Recommendation:
    return propose_recommendation(
        by=organiser(cycle.space),
        uid=new_uid(),
        cycle=cycle,
        findings=findings or (make_finding(cycle, "Personne le mercredi", retained=True),),
        objectives=fields.pop("objectives", [make_objective()]),
        fields={"title": title, "scope": "global", **fields},  # type: ignore[typeddict-item]
    )


def make_action(avenue: Avenue, *carriers: Organisation, decidable: bool = True) -> Action:
    """Collective, with its means and what will have changed unless `decidable` is false."""
    by = organiser(avenue.cycle.space)
    act = turn_into_action(by=by, uid=new_uid(), source=avenue)
    for one in carriers:
        add_carrier(by=by, act=act, organisation=one)
    if decidable:
        add_means(by=by, uid=new_uid(), act=act, fields={"kind": "human", "what": "Deux animateurs"})
        fields = {"change": "40 enfants accueillis", "sign": "Les présences", "mode": "collective"}
        edit_action(by=by, act=act, seen=act.version, fields=fields)  # type: ignore[arg-type]
    return act


def member_reader(space: Space, organisation: Organisation) -> Reader:
    """Somebody who works at a member of the space."""
    return Reader(keys=frozenset({PUBLIC, space.key, works_key(organisation.uid)}), label="Membre")


def make_signal(space: Space, text: str = "Les files s’allongent", **fields: Any) -> Signal:
    """`make_signal(space, "…", territory=liege, noted_on=day, themes=[…], by=…)`."""
    themes, by = fields.pop("themes", ()), fields.pop("by", organiser(space))
    said = {"text": text, **fields}
    return note_signal(by=by, uid=new_uid(), space=space, fields=said, themes=themes)  # type: ignore[arg-type]


def make_request(
    space: Space, organisation: Organisation, title: str = "Nous former", **fields: Any
) -> Intervention:
    """Asked by somebody who works at `organisation`, or `by`."""
    by = fields.pop("by", member_reader(space, organisation))
    said = {"title": title, "request": "Une demi-journée pour notre équipe", **fields}
    return ask_intervention(by=by, uid=new_uid(), space=space, organisation=organisation, fields=said)  # type: ignore[arg-type]


def accepted(intervention: Intervention, owner: Person) -> Intervention:
    """Taken up by `owner`, with a method."""
    return take_up(
        by=organiser(intervention.space),
        intervention=intervention,
        seen=intervention.version,
        owner=owner,
        method="Trois rencontres avec l’équipe",
    )
