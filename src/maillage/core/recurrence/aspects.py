"""What findings of the field say of their topic: data, no rule."""

from __future__ import annotations

from maillage.core.recurrence.notions import Facet, Notion


def _aspect(label: str, share: int, said: str, *, wide: bool = False) -> Notion:
    return Notion(label, Facet.ASPECT, share, said, wide)


ASPECTS = (
    _aspect(
        "attente",
        9,
        "attendre, attente, liste d’attente, file d’attente, délai, =patienter, =patientent, =patiente, "
        "tarder, complet, complète, pleine, saturé, mettre en attente, prend des mois, prend du temps, "
        "interminable, des mois, plusieurs mois, un an, des années, trop long, lenteur, lent, pas de place, "
        "plus de place, longue, retard, reporté",
    ),
    _aspect(
        "manque",
        20,
        "manque, manquer, pas de, pas assez, aucun, aucune, pénurie, faute de, sans, absence, insuffisant, "
        "rien pour, il n’y a rien, besoin, il faudrait, plus aucun, trop peu, impossible de trouver, ne "
        "trouvent pas, davantage, plus de nouveaux, il manque",
        wide=True,
    ),
    _aspect(
        "prix",
        7,
        "cher, coût, coûter, coûteux, prix, payer, pas les moyens, minerval, frais, tarif, impayable, "
        "abordable, hors de prix, budget, dépense, payant, financièrement, trop lourd, revenus, caution, "
        "loyer trop élevé, minerval trop élevé",
    ),
    _aspect("gratuit", 2, "gratuit, gratuitement, gratuité, sans payer"),
    _aspect(
        "distance",
        4,
        "loin, éloignement, éloigné, à proximité, distance, lointain, kilomètre, aller jusque, mal desservi, "
        "excentré, isolé géographiquement",
    ),
    _aspect(
        "horaires",
        5,
        "soir, soirée, horaire, week-end, samedi, dimanche, nuit, après 17 h, après 18 h, après 19 h, après "
        "20 h, dernier bus, après le travail, heure d’ouverture, cours du soir, vacances scolaires",
    ),
    _aspect(
        "refus et discrimination",
        6,
        "refuser, refus, discrimination, discriminer, racisme, raciste, préjugé, stigmatisation, nom "
        "étranger, ne veulent pas de, origine étrangère, xénophobie, islamophobie, rejet, inégalité de "
        "traitement, plus libre",
    ),
    _aspect(
        "insultes et harcèlement",
        2,
        "insulte, insulter, harceler, harcèlement, moquerie, se moquer, raciste, racisme",
    ),
    _aspect(
        "compréhension",
        5,
        "comprendre, comprennent pas, incompréhensible, incompréhension, langage, jargon, communication, mots "
        "de, compliqué, complexe, mal expliqué, vocabulaire, difficile à lire, illisible",
    ),
    _aspect("complexité", 3, "compliqué, complexe, complexité, lourdeur, labyrinthe, parcours du combattant"),
    _aspect("peur", 3, "oser, peur, renoncer, crainte, craindre, honte, méfiance, se cacher"),
    _aspect(
        "insalubrité",
        3,
        "insalubre, insalubrité, humide, humidité, moisissure, mauvais état, délabré, surpeuplé, marchand de "
        "sommeil, vétuste, rats",
    ),
    _aspect(
        "accueil",
        4,
        "mauvais accueil, accueil froid, mal accueilli, mal reçu, humiliant, humilier, écoute pas, mépris, "
        "méprisant, manque de respect, impoli, accueil humiliant",
    ),
    _aspect("reconnaissance", 2, "reconnu, reconnaître, équivalence, reconnaissance, pas reconnu"),
    _aspect("rencontre", 3, "rencontrer, rencontre, lien, convivialité, se retrouver, échange, vivre ensemble"),
    _aspect(
        "aide", 6, "aider, aide, accompagner, accompagnement, soutien, soutenir, suivi, orienter", wide=True
    ),
    _aspect(
        "exigence", 3, "exiger, exigé, demander un niveau, obligatoire, obligation, imposer, condition d’accès"
    ),
    _aspect("abandon", 3, "abandonner, abandon, décrocher, décourager, arrêter"),
    _aspect(
        "guichets fermés",
        2,
        "guichets ferment, fermeture, =ferme, fermé, =ferment, supprimé, suppression",
        wide=True,
    ),
    _aspect(
        "lieu", 3, "lieu, endroit où aller, local, locaux, espace, salle, endroit, traîner dehors", wide=True
    ),
    _aspect(
        "envie", 4, "envie, voudraient, aimeraient, souhaitent, voudrait, aimerait, souhaite, désir", wide=True
    ),
)

NEGATIVE = frozenset(
    [
        "attente",
        "manque",
        "prix",
        "distance",
        "refus et discrimination",
        "insultes et harcèlement",
        "complexité",
        "peur",
        "insalubrité",
        "isolement",
        "abandon",
        "guichets fermés",
    ]
)
"""Aspects that make of an observation something that goes wrong."""
