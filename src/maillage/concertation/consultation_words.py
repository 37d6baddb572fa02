"""What came out of a consultation, in French sentences: why there are no groups, how sure they are, what one reads aloud."""

from __future__ import annotations

from maillage.concertation.models import Consultation, Statement
from maillage.concertation.queries.consultation_results import Group, Results
from maillage.core.positions.groups import Refusal

REFUSALS = {
    Refusal.FEW_PARTICIPANTS: "Moins de trente personnes ont voté sur assez de phrases.",
    Refusal.FEW_STATEMENTS: "Moins de quatre phrases sont soumises au vote.",
    Refusal.ALL_ALIKE: "Sur chaque phrase, tout le monde a répondu la même chose : rien ne distingue des groupes.",
    Refusal.SMALL_GROUP: "Tout partage ferait un groupe de moins de cinq personnes, que l’on pourrait reconnaître.",
    Refusal.OTHER_STATEMENTS: "Avec la moitié des phrases, on trouve d’autres groupes qu’avec l’autre moitié : "
    "ce serait dessiner le hasard.",
    Refusal.OTHER_PARTICIPANTS: "Avec la moitié des personnes, on trouve d’autres groupes qu’avec l’autre moitié : "
    "ils tiennent à qui est venu.",
}
FIRM, CLEAR = 0.7, 0.35
"""Agreement between halves of the participants from which groups are firm; silhouette from which they stand apart."""
MOST_READ = 2


def why_no_groups(results: Results) -> list[str]:
    """One sentence a reason."""
    return [REFUSALS[Refusal(one)] for one in results.refusals]


def how_stable(results: Results) -> list[str]:
    """What split halves gave, and what that means; nothing when no groups are told."""
    if not results.groups or results.told is None:
        return []
    found = results.told["stability"]
    people, apart = found["participants"] or 0.0, found["silhouette"] or 0.0
    firm = (
        "Les groupes reviennent presque pareils quand on ne garde que la moitié des personnes."
        if people >= FIRM
        else "Les groupes reviennent quand on ne garde que la moitié des personnes, "
        "mais leurs bords bougent : une personne au bord aurait pu être de l’autre côté."
    )
    clear = (
        "Ils sont bien séparés sur la carte."
        if apart >= CLEAR
        else "Sur la carte, ils se touchent : c’est peut-être un dégradé d’avis, coupé en deux."
    )
    return [firm, clear]


def read_aloud(consultation: Consultation, results: Results) -> list[str]:
    """A few sentences that a coordinator can read as they stand."""
    people, votes = _many(results.participants, "personne a", "personnes ont"), results.votes
    count = results.count
    said = [
        f"{people} donné {_many(votes, 'réponse', 'réponses')} sur {_many(count, 'phrase', 'phrases')}, "
        f"à la question « {consultation.question} »"
    ]
    said[0] += "" if said[0].rstrip(" »").endswith(("?", "!", ".")) else "."
    if results.by_all:
        all_of = "Tous les groupes tiennent" if results.groups else "La plupart tiennent"
        said.append(f"{all_of} à ceci : {quoted(results.by_all[:MOST_READ])}.")
    elif results.lines:
        said.append("Aucune phrase n’est tenue par tous.")
    if results.groups:
        said.append(f"{_number(len(results.groups)).capitalize()} façons de voir se distinguent.")
        said += [group_in_words(group, most=MOST_READ) for group in results.groups]
        if results.divides:
            one = results.divides[0]
            said.append(
                f"Ce qui sépare le plus : {quoted([one.statement])} ; le groupe {one.agreeing} est plutôt d’accord, "
                f"le groupe {one.disagreeing} plutôt pas."
            )
        said.append(
            "Ce ne sont pas des camps : chacun garde ses nuances, et la carte ne dit que ces phrases-ci."
        )
    elif results.has_map:
        said.append(
            "On ne distingue pas de groupes que l’on puisse montrer : les avis se lisent phrase par phrase."
        )
    return said


def group_in_words(group: Group, *, most: int) -> str:
    """« Le groupe A, 46 personnes, tient plus que les autres à : … »."""
    name = f"Le groupe {group.letter}, {_many(group.people, 'personne', 'personnes')},"
    held = [one.statement for one in group.held if one.agreed][:most]
    refused = [one.statement for one in group.held if not one.agreed][: most if not held else 1]
    if not held and not refused:
        return f"{name} ne tient rien de particulier plus que les autres."
    parts = []
    if held:
        parts.append(f"tient plus que les autres à : {quoted(held)}")
    if refused:
        parts.append(f"n’est pas d’accord avec : {quoted(refused)}")
    return f"{name} {' ; il '.join(parts)}."


def quoted(statements: list[Statement]) -> str:
    """« … », « … » et « … »."""
    words = [f"« {one.text.rstrip('. ')} »" for one in statements]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} et {words[-1]}"


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,}".replace(",", "\u202f") + f" {one if count < 2 else many}"


def _number(count: int) -> str:
    return {2: "deux", 3: "trois", 4: "quatre", 5: "cinq"}.get(count, str(count))
