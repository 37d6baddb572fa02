"""What a notion of the field is, and the words that say nothing. The notions themselves: `topics`, `aspects`.

A *topic* says what a finding is about (the French course, the bus, the landlord), an *aspect* what there is to say of it
(one waits, it is dear, it is far). Two findings say the same when both meet; « les cours sont trop chers » and « les cours
sont trop loin » share their topic only. Words are met by their stems, in any order; the longest expression wins over the
words in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Facet(StrEnum):
    TOPIC = "topic"
    ASPECT = "aspect"


@dataclass(frozen=True, slots=True)
class Notion:
    """`label`: what a page shows (French). `said`: expressions, parted by commas; after « = » a word as it is spelled, whose
    stem would meet another word's (loyer and loisir). `share`: of a hundred findings of any network, about how many say
    it, so that weights stay sensible while a network has only a handful. `wide`: said of so many things that it neither
    brings two findings together nor sets them apart."""

    label: str
    facet: Facet
    share: int
    said: str
    wide: bool = False


EMPTY = frozenset(
    """gens personne personnes monde public beneficiaire beneficiaires famille familles beaucoup trop tres plus
    moins bien peu certain certains certaines autre autres tout tous toute toutes chaque plusieurs quelque
    quelques meme aussi encore deja toujours jamais souvent parfois surtout seulement vraiment faire fait
    font etre ete avoir ont avait peut peuvent pouvoir doit doivent devoir veut veulent vouloir faut falloir
    va vont aller venir vient viennent permet permettent reste restent donne donner met mettre prend prendre
    dit dire voit voir sait savoir cela ca ceci comme car donc mais quand lorsque depuis pendant avant apres
    vers entre contre selon malgre dont ou ici nombreux nombreuse nombreuses enorme existe exister cote dans
    chez rapport cause etrangere etrangeres etranger etrangers origine arrive arrivee arrivent sortir pas
    rien aucun aucune sans faute etant celui celle ceux celles cet cette nos vos leurs notre votre an ans
    jour jours fois chose choses h heure heures partir jusqu jusque""".split()  # noqa: SIM905
)
"""Words without accents that say nothing of a finding by themselves."""
