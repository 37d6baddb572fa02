"""What no rule of French inflection reaches: irregular plurals and feminines, and words to be kept apart.

Keys are folded (no accents), so that a form typed without accents is known too.
"""

FORMS = {
    "aieux": "aieul",
    "aveux": "aveu",
    "basse": "bas",
    "basses": "bas",
    "baux": "bail",
    "belle": "beau",
    "belles": "beau",
    "bel": "beau",
    "benigne": "benin",
    "bijoux": "bijou",
    "blanche": "blanc",
    "blanches": "blanc",
    "cheveux": "cheveu",
    "cieux": "ciel",
    "copine": "copain",
    "copines": "copain",
    "douce": "doux",
    "douces": "doux",
    "enjeux": "enjeu",
    "epaisse": "epais",
    "epaisses": "epais",
    "fausse": "faux",
    "fausses": "faux",
    "favorite": "favori",
    "favorites": "favori",
    "feux": "feu",
    "folle": "fou",
    "folles": "fou",
    "fraiche": "frais",
    "fraiches": "frais",
    "franche": "franc",
    "franches": "franc",
    "genoux": "genou",
    "grasse": "gras",
    "grosse": "gros",
    "grosses": "gros",
    "jeux": "jeu",
    "lieux": "lieu",
    "maitresse": "maitre",
    "maitresses": "maitre",
    "milieux": "milieu",
    "molle": "mou",
    "neveux": "neveu",
    "nouvel": "nouveau",
    "nouvelle": "nouveau",
    "nouvelles": "nouveau",
    "pneus": "pneu",
    "rousse": "roux",
    "seche": "sec",
    "seches": "sec",
    "soupiraux": "soupirail",
    "travaux": "travail",
    "vieil": "vieux",
    "vieille": "vieux",
    "vieilles": "vieux",
    "vitraux": "vitrail",
    "voeux": "voeu",
    "yeux": "oeil",
}

VERBS = {
    "apprend": "apprendre",
    "apprends": "apprendre",
    "apprennent": "apprendre",
    "appris": "apprendre",
    "compris": "comprendre",
    "comprend": "comprendre",
    "comprends": "comprendre",
    "conduis": "conduire",
    "conduit": "conduire",
    "dorment": "dormir",
    "dors": "dormir",
    "dort": "dormir",
    "inscris": "inscrire",
    "lis": "lire",
    "lisent": "lire",
    "perd": "perdu",
    "perds": "perdu",
    "reconnait": "reconnaitre",
    "reconnu": "reconnaitre",
    "reconnue": "reconnaitre",
    "traduis": "traduire",
    "traduit": "traduire",
}
"""Forms of verbs that share no stem with the one that expressions of every day are said with; the index knows nothing of
them."""

KEPT = frozenset(
    [
        "bois",
        "bus",
        "cas",
        "cours",
        "fois",
        "maire",
        "mer",
        "mere",
        "meres",
        "mois",
        "parcours",
        "pays",
        "pere",
        "secours",
        "temps",
    ]
)
"""Stemming would confuse them with another word: cours and cour, pays and payer, mère and mer, mois and moi."""
KEPT_BASE = {"meres": "mere", "maires": "maire", "peres": "pere"}

_SMALL = """a ai as au aux avec ce ces cet cette chez d dans de des du elle elles en est et eux il ils je l la le les leur
    leurs lui ma mais me mes mon n ne nos notre nous on ou par pas pour qu que qui s sa se ses si son sont sur ta te tes
    ton tu un une vos votre vous y
    het een van en der die das und the of and for"""

STOP_WORDS = frozenset(_SMALL.split())
"""Left out of what a person typed as soon as another word remains; always indexed."""
