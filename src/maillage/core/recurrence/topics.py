"""What findings of the field are about: data, no rule."""

from __future__ import annotations

from maillage.core.recurrence.notions import Facet, Notion


def _topic(label: str, share: int, said: str, *, wide: bool = False) -> Notion:
    return Notion(label, Facet.TOPIC, share, said, wide)


TOPICS = (
    _topic(
        "cours de français",
        12,
        "français, FLE, alpha, alphabétisation, cours de langue, apprendre la langue, apprentissage de la "
        "langue, lire et écrire, langue française, Français langue étrangère, alphabétiser, illettrisme, test "
        "de positionnement",
    ),
    _topic(
        "cours",
        14,
        "cours, formation, atelier, apprenant, apprenante, stagiaire, apprendre, module, formateur",
        wide=True,
    ),
    _topic(
        "pratiquer la langue",
        2,
        "table de conversation, parler français, pratiquer le français, pratiquer la langue, conversation, "
        "exercer le français",
    ),
    _topic(
        "niveau de langue",
        3,
        "niveau de langue, niveau de français, bon français, niveau exigé, niveau A2, niveau B1, barrière de "
        "la langue",
    ),
    _topic(
        "garde d’enfants",
        5,
        "garde d’enfants, garder les enfants, accueil des enfants, accueil d’enfants, accueille les enfants, "
        "crèche, garderie, halte-garderie, halte-accueil, gardienne, baby-sitting, accueillante d’enfants, "
        "milieu d’accueil, puéricultrice, ONE, solution pour les petits, faire garder, solution de garde",
    ),
    _topic(
        "enfants", 6, "enfant, petits, bébé, fils, fille, tout-petits, nourrisson, petite enfance", wide=True
    ),
    _topic(
        "logement",
        8,
        "logement, appartement, maison à louer, habitation, habitat, se loger, kot, location, louer, "
        "locataire, studio, hébergement, hébergé",
    ),
    _topic(
        "propriétaires",
        3,
        "propriétaire, bailleur, location, louer, locataire, agence immobilière, agent immobilier",
    ),
    _topic(
        "loyer", 3, "=loyer, =loyers, charges locatives, prix des logements, prix du logement, prix des loyers"
    ),
    _topic(
        "logement social",
        3,
        "logement social, logement public, maison sociale, habitation sociale, société de logement, SLSP, "
        "AIS, agence immobilière sociale",
    ),
    _topic("garantie locative", 1, "garantie locative, caution"),
    _topic("sans-abri", 2, "sans-abri, SDF, dormir dehors, à la rue, abri de nuit, sans domicile, squat"),
    _topic("énergie", 2, "énergie, gaz, électricité, chauffage, chauffer, facture d’eau, compteur à budget"),
    _topic(
        "titre de séjour",
        5,
        "titre de séjour, carte de séjour, permis de séjour, droit de séjour, papiers, séjour, Office des "
        "étrangers, régularisation, annexe, procédure d’asile, demande d’asile, carte d’identité, permis "
        "unique, nationalité belge",
    ),
    _topic("sans-papiers", 2, "sans-papiers, sans papiers, sans titre de séjour, clandestin, irrégulier"),
    _topic(
        "demandeurs d’asile",
        2,
        "demandeur d’asile, Fedasil, centre d’accueil, protection internationale, réfugié, exil, exilé, CGRA, "
        "demandeuse d’asile",
    ),
    _topic(
        "regroupement familial", 1, "regroupement familial, faire venir sa famille, rejoindre sa famille, visa"
    ),
    _topic(
        "administration",
        6,
        "administration, administratif, guichet, démarche, formulaire, commune, service public, maison "
        "communale, fonctionnaire, attestation, procédure, paperasse",
        wide=True,
    ),
    _topic(
        "courriers",
        2,
        "courrier, lettre, convocation, papiers que l’administration envoie, facture, recommandé",
    ),
    _topic(
        "numérique",
        5,
        "numérique, internet, ordinateur, en ligne, informatique, digital, smartphone, e-mail, connexion, "
        "wifi, tablette, EPN, espace public numérique, application, itsme, clavier, site web",
    ),
    _topic(
        "diplômes",
        2,
        "diplôme, équivalence, compétences acquises, validation des compétences, études faites au pays, "
        "qualification, diplôme étranger",
    ),
    _topic(
        "emploi",
        7,
        "emploi, travail, Forem, boulot, employeur, patron, embauche, embaucher, recrutement, recruter, "
        "engager, contrat, entreprise, insertion professionnelle, métier, intérim, chômage, chercheur "
        "d’emploi, job, salaire",
    ),
    _topic("voile", 2, "voile, foulard, voilée, signes convictionnels, hijab"),
    _topic(
        "transport",
        5,
        "transport, bus, TEC, train, gare, tram, transport en commun, mobilité, se déplacer, déplacement, "
        "SNCB, arrêt de bus, covoiturage, ligne de bus, trajet",
    ),
    _topic(
        "permis de conduire",
        2,
        "permis de conduire, passer le permis, auto-école, conduire, apprendre à conduire",
    ),
    _topic(
        "santé",
        5,
        "santé, médecin, médical, hôpital, docteur, généraliste, soin, soigner, maison médicale, =patient, "
        "=patients, consultation médicale, clinique, dentiste, pharmacie, médicament, mutuelle, malade, "
        "médecin traitant",
    ),
    _topic("aide médicale urgente", 1, "aide médicale urgente, AMU, carte médicale"),
    _topic(
        "santé mentale",
        3,
        "santé mentale, psychologue, psy, psychiatre, traumatisme, trauma, souffrance psychique, dépression, "
        "psychologique, traumatisé, mal-être",
    ),
    _topic(
        "interprètes",
        3,
        "interprète, interprétariat, traduire, traducteur, traduction, interprétation, médiateur "
        "interculturel, Setis",
    ),
    _topic(
        "école",
        6,
        "école, élève, scolaire, instituteur, enseignant, professeur, classe, scolarité, DASPA, direction "
        "d’école, rentrée scolaire, maternelle, secondaire, décrochage",
    ),
    _topic(
        "parents", 4, "parents, réunion de parents, rencontre parents, parents d’élèves, parentalité", wide=True
    ),
    _topic(
        "soutien scolaire",
        2,
        "devoirs, école de devoirs, soutien scolaire, aide aux devoirs, accompagnement scolaire, remédiation, "
        "rattrapage scolaire",
    ),
    _topic(
        "frais scolaires", 2, "frais scolaires, fournitures, sortie scolaire, excursion, cantine, repas chaud"
    ),
    _topic("jeunes", 4, "jeune, jeunesse, adolescent, ado, maison de jeunes, MJ, mineur, étudiant, AMO, MENA"),
    _topic("femmes", 6, "femme, maman, mère, dame, fille-mère, maman solo, monoparentale", wide=True),
    _topic(
        "personnes âgées", 2, "personne âgée, aîné, senior, pensionné, vieillesse, vieillir, retraité, pension"
    ),
    _topic(
        "isolement",
        4,
        "isolé, isolée, isolement, solitude, restent seuls, reste seul, seul à la maison, vivent seuls, voir "
        "personne, voient personne, repli, repli sur soi, rencontrent personne",
    ),
    _topic("handicap", 2, "handicap, handicapé, fauteuil roulant, malvoyant, malentendant, AVIQ, PMR, sourd"),
    _topic(
        "CPAS",
        4,
        "CPAS, assistante sociale, assistant social, revenu d’intégration, RIS, aide sociale, PIIS, minimex",
    ),
    _topic(
        "aide alimentaire",
        2,
        "colis alimentaire, aide alimentaire, épicerie sociale, restaurant social, nourriture, manger, banque "
        "alimentaire, faim",
    ),
    _topic("dettes", 2, "dette, surendettement, médiation de dettes, huissier, =impayé, =impayés, endetté"),
    _topic(
        "violences",
        2,
        "violence, violence conjugale, femme battue, mariage forcé, excision, maltraitance, coups",
    ),
    _topic(
        "police et justice", 2, "police, policier, contrôle, justice, avocat, tribunal, plainte, aide juridique"
    ),
    _topic("jardin", 1, "jardin, potager, jardin partagé, jardin collectif, compost"),
    _topic("sport", 2, "sport, sportif, football, piscine, club, salle de sport"),
    _topic(
        "culture et loisirs",
        2,
        "culture, culturel, bibliothèque, théâtre, =loisir, =loisirs, cinéma, musée, vacances, plaine de "
        "jeux, stage de vacances",
    ),
    _topic("culte", 1, "mosquée, église, culte, religion, religieux, halal, prière, convictions"),
    _topic(
        "bénévoles",
        2,
        "bénévole, bénévolat, volontaire, volontariat, s’investir, parrain, marraine, parrainage",
    ),
    _topic(
        "associations et services",
        4,
        "association, asbl, opérateur, service, partenaire, secteur associatif, travailleur social, "
        "intervenant",
        wide=True,
    ),
    _topic(
        "coordination",
        2,
        "coordination, se connaître entre eux, se connaissent pas, chacun dans son coin, chacune dans leur "
        "coin, réseau, travailler ensemble, concertation, se coordonner, cloisonné, se parlent pas",
    ),
    _topic(
        "subsides", 2, "subside, subvention, financement, appel à projets, agrément, financer, budget alloué"
    ),
    _topic(
        "équipes",
        2,
        "travailleurs épuisés, équipe, surcharge, épuisement, personnel, burn-out, manque de personnel",
    ),
    _topic(
        "information",
        3,
        "information, être informé, renseignement, savent pas où aller, ignorent, méconnaissance, au courant, "
        "connaissent pas leurs droits, pas informés",
    ),
    _topic(
        "cadre de vie",
        3,
        "propreté, éclairage, trottoir, poubelle, déchets, dépôt clandestin, espace public, =banc, =bancs, "
        "bruit, circulation",
    ),
    _topic("insécurité", 2, "insécurité, sécurité, trafic, drogue, deal, agression, vol"),
    _topic(
        "participation",
        2,
        "vote, voter, élection, participation citoyenne, donner son avis, conseil consultatif",
    ),
    _topic(
        "habitants",
        4,
        "=habitant, =habitants, =habitante, voisin, voisinage, quartier, riverain, Belges, villageois",
        wide=True,
    ),
    _topic(
        "parcours d’intégration",
        3,
        "parcours d’intégration, parcours d’accueil, primo-arrivant, FIC, citoyenneté",
    ),
)
