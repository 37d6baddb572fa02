"""The synthesis as parts that any document can set: headings, paragraphs, bullets, plain strings only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format

from maillage.concertation.models import Action
from maillage.concertation.queries.findings import FindingCard
from maillage.concertation.queries.judging import Positions
from maillage.concertation.queries.synthesis import Judged, Recommended, Synthesis


@dataclass(frozen=True, slots=True)
class Part:
    """`style`: h1, h2, h3, text, strong, item (of a list) or note."""

    style: str
    text: str


def parts_of(one: Synthesis) -> Iterator[Part]:
    """After the title, which is the cycle's."""
    yield from _head(one)
    yield Part("h1", "Ce que nous voyons")
    for heading, cards in one.seen:
        yield Part("h2", heading)
        for card in cards:
            yield Part("item", _seen(card))
    if one.public_voice:
        yield Part("h2", "Ce que dit le public")
        yield Part("note", "À côté, jamais compté comme la position d’une organisation.")
        for card in one.public_voice:
            yield Part("item", f"« {card.finding.wording} »")
    yield Part("h1", "Ce que nous en pensons")
    for heading, rows in one.judged:
        yield Part("h2", heading)
        for row in rows:
            yield from _judged(row)
    if one.kept_inside:
        yield Part("note", kept_inside_in_words(one.kept_inside))
    for contradiction in one.contradictions:
        yield Part("h2", f"À discuter : {contradiction.question}")
        yield Part("item", contradiction.one.wording)
        yield Part("item", contradiction.other.wording)
        if contradiction.outcome:
            yield Part("text", contradiction.outcome)
    yield from _done(one)
    if one.left_out:
        yield Part("h1", "Ce que nous avons écarté")
        for finding in one.left_out:
            yield Part("item", f"{finding.wording} ({finding.reason})")
    if one.organisations:
        yield Part("h1", "Les organisations nommées")
        yield Part("text", ", ".join(one.organisations) + ".")


def kept_inside_in_words(number: int) -> str:
    if number == 1:
        return "Une position reste dans l’espace : son organisation n’a pas accepté qu’elle se publie."
    return f"{number} positions restent dans l’espace : leurs organisations n’ont pas accepté qu’elles se publient."


def _head(one: Synthesis) -> Iterator[Part]:
    cycle = one.cycle
    if cycle.question:
        yield Part("strong", cycle.question)
    opened, day = date_format(cycle.opened_on), date_format(one.day)
    yield Part("note", f"{cycle.space.name}. {cycle.method}, ouvert le {opened}. Synthèse du {day}.")
    if one.inside:
        yield Part("note", "Pour les membres de l’espace : contient des positions qui ne sont pas publiées.")


def _seen(card: FindingCard) -> str:
    said = [", ".join(card.seen_by), ", ".join(card.places)]
    if card.originals:
        count = len(card.originals)
        said.append(f"{count} formulation{'s' if count > 1 else ''} réunie{'s' if count > 1 else ''}")
    if card.finding.source:
        page = f", p. {card.finding.source_page}" if card.finding.source_page else ""
        said.append(f"{card.finding.source}{page}")
    told = " ; ".join(part for part in said if part)
    return f"{card.finding.wording} ({told})" if told else card.finding.wording


def _judged(row: Judged) -> Iterator[Part]:
    finding = row.card.finding
    scope = f" ({finding.get_scope_display()})" if finding.scope else ""
    yield Part("h3", f"{finding.wording}{scope}")
    if finding.causes:
        yield Part("text", f"D’où cela vient : {finding.causes}")
    if finding.consequences:
        yield Part("text", f"Ce que cela entraîne : {finding.consequences}")
    yield from _positions(row.positions)


def _positions(positions: Positions) -> Iterator[Part]:
    for camp in positions.camps:
        names = ", ".join(one.organisation.name for one in camp.positions)
        yield Part("text", f"{camp.stance.label} : {names}.")
        for one in camp.reasons:
            yield Part("item", f"{one.organisation.name} : « {one.reason} »")


def _done(one: Synthesis) -> Iterator[Part]:
    if one.recommendations:
        yield Part("h1", "Ce que nous recommandons")
        for row in one.recommendations:
            yield from _recommended(row)
    if one.avenues:
        yield Part("h1", "Les pistes")
        for avenue in one.avenues:
            names = ", ".join(row.organisation.name for row in avenue.supports.all())
            told = f"soutenue par {names}" if names else "sans soutien encore"
            dropped = f" ; abandonnée : {avenue.dropped_because}" if avenue.dropped_because else ""
            yield Part("item", f"{avenue.title} ({told}{dropped})")
    if one.actions:
        yield Part("h1", "Ce que nous faisons")
        for act in one.actions:
            yield from _action(act)


def _recommended(row: Recommended) -> Iterator[Part]:
    said = row.recommendation
    yield Part("h2", said.title)
    to = f", adressée à {said.addressee}" if said.addressee else ""
    yield Part("note", f"Recommandation {said.get_status_display()}, d’ordre {said.get_scope_display()}{to}.")
    if said.detail:
        yield Part("text", said.detail)
    served = ", ".join(f"{term.name} ({term.place_in_plan})" for term in said.objectives.all())
    yield Part("text", f"Objectifs servis : {served}.")
    yield from _positions(row.positions)


def _action(act: Action) -> Iterator[Part]:
    yield Part("h2", act.title)
    names = ", ".join(row.organisation.name for row in act.carriers.all())
    due = f", pour le {date_format(act.due_on)}" if act.due_on else ""
    state = str(act.get_status_display())
    reason = f" ({act.status_reason})" if act.status_reason else ""
    yield Part("note", f"Action {act.get_mode_display()}, {state}{reason}{due}.")
    if names:
        yield Part("text", f"Portée par : {names}.")
    if act.change:
        yield Part("text", f"Ce qui aura changé : {act.change}")
    if act.sign:
        yield Part("text", f"À quoi on le verra : {act.sign}")
    for means in act.means.all():
        brought = f", apporté par {means.brought_by.name}" if means.brought_by else ""
        missing = f" ; manque : {means.missing}" if means.missing else ""
        yield Part("item", f"Moyens {means.get_kind_display()} : {means.what}{brought}{missing}")
    for outcome in act.outcomes.all():
        shown = f" ({outcome.evidence})" if outcome.evidence else ""
        yield Part("text", f"Ce qui en est sorti, le {date_format(outcome.seen_on)} : {outcome.text}{shown}")
