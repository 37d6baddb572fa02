"""Pairs of forms of one word, written by hand from the words of the field; the analyser is measured on all of them,
those it misses included.

`PAIRS`: inflections (number, gender, forms of verbs). `UNACCENTED`: typed in a hurry, and what is written. `APART`:
words that must not be taken for each other.
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(one, other) for one, other in (pair.split("/") for pair in text.split())]


_INFLECTED = """
étranger/étrangère étranger/étrangers étrangère/étrangères travail/travaux travailleur/travailleuse
travailleur/travailleurs travailleuse/travailleuses formateur/formatrice formateurs/formatrices
directeur/directrice coordinateur/coordinatrice coordinateurs/coordinatrice coordonner/coordonne
coordonner/coordonnée coordonnons/coordonner coordination/coordinations animateur/animatrice
animation/animations médiateur/médiatrice médiateurs/médiatrices acteur/actrice acteurs/actrice
opérateur/opératrice opérateur/opérateurs intervenant/intervenante intervenant/intervenants
apprenant/apprenante apprenant/apprenants apprenantes/apprenant étudiant/étudiantes migrant/migrante
migrants/migrante primo-arrivant/primo-arrivants arrivant/arrivante réfugié/réfugiée réfugié/réfugiés
réfugiées/réfugié demandeur/demandeuse demandeur/demandeurs demandeuses/demandeur bénéficiaire/bénéficiaires
bénévole/bénévoles volontaire/volontaires citoyen/citoyenne citoyens/citoyennes habitant/habitante
habitants/habitantes voisin/voisine jeune/jeunes aîné/aînés aîné/aînée parent/parents enfant/enfants
femme/femmes homme/hommes famille/familles familial/familiale familial/familiaux familiale/familiaux
social/sociale social/sociaux sociale/sociaux sociales/social local/locale local/locaux locales/locaux
communal/communale communal/communaux provincial/provinciale provinciaux/provinciale régional/régionaux
régionale/régional national/nationaux culturel/culturelle culturels/culturelles interculturel/interculturelle
interculturels/interculturelle professionnel/professionnelle professionnels/professionnelle
individuel/individuelle individuels/individuelle institutionnel/institutionnelle public/publique
publics/publiques public/publics privé/privée privé/privés associatif/associative associatifs/associatives
actif/active actifs/actives administratif/administrative éducatif/éducative collectif/collective
collectifs/collective participatif/participative sportif/sportive créatif/créative nouveau/nouvelle
nouveau/nouveaux nouvelles/nouveau ancien/ancienne anciens/anciennes premier/première premiers/premières
dernier/dernière gratuit/gratuite gratuits/gratuites complet/complète complets/complètes ouvert/ouverte
fermé/fermée heureux/heureuse dangereux/dangereuse nombreux/nombreuses belge/belges bruxellois/bruxelloise
liégeois/liégeoise wallon/wallonne wallons/wallonnes namurois/namuroise marocain/marocaine
congolais/congolaise syrien/syrienne turc/turque grec/grecque français/française italien/italiens
conseiller/conseillère conseillers/conseillères infirmier/infirmière ouvrier/ouvrière policier/policière
éducateur/éducatrice assistant/assistante assistants/assistantes employé/employée employés/employée
interprète/interprètes traducteur/traductrice mandataire/mandataires élu/élue élu/élus échevin/échevine
président/présidente secrétaire/secrétaires partenaire/partenaires partenariat/partenariats
plateforme/plateformes atelier/ateliers groupe/groupes réunion/réunions école/écoles commune/communes
quartier/quartiers province/provinces région/régions lieu/lieux milieu/milieux enjeu/enjeux jeu/jeux
réseau/réseaux bureau/bureaux niveau/niveaux tableau/tableaux hôpital/hôpitaux emploi/emplois loi/lois
droit/droits agrément/agréments agréé/agréée agréés/agréée logement/logements logé/logés loger/logée
accueil/accueils accueillir/accueille accueillant/accueillante intégrer/intégrée intégré/intégrés
intégration/intégrations insertion/insertions insérer/insérés formation/formations former/formés formée/former
accompagner/accompagne accompagnement/accompagnements accompagnée/accompagner orienter/orientés
orientation/orientations soutenir/soutient soutien/soutiens financer/financé financement/financements
subside/subsides subvention/subventions subventionner/subventionnée projet/projets appel/appels essai/essais
délai/délais tissu/tissus média/médias agenda/agendas vidéo/vidéos info/infos menu/menus contenu/contenus
suivi/suivie suivi/suivis suivre/suivent inscrire/inscrit inscrit/inscrite inscription/inscriptions
crèche/crèches garderie/garderies santé/santés mental/mentale mentaux/mentale langue/langues
linguistique/linguistiques oral/orale oral/oraux écrit/écrite écrits/écrites alphabétiser/alphabétisée
alphabétisation/alphabétisations lire/lit lire/lisent écrire/écrivent rencontrer/rencontres
rencontre/rencontrées échanger/échangés échange/échanges constat/constats recommandation/recommandations
recommander/recommandé évaluer/évaluée évaluation/évaluations discrimination/discriminations
discriminer/discriminée violence/violences violent/violente égal/égale égal/égaux égalité/égalités
inégalité/inégalités droit/droite précaire/précaires précarité/précarités sans-abri/sans-abris
sans-papier/sans-papiers titre/titres œuvre/œuvres vœu/vœux œil/yeux cheveu/cheveux payer/payé payer/payante
paie/payer envoyer/envoie essayer/essaie appuyer/appui venir/viennent venir/venu pouvoir/peuvent
pouvoir/pouvoirs vieux/vieille vieux/vieil beau/belle blanc/blanche gros/grosse bas/basse doux/douce
frais/fraîche
"""

PAIRS = _pairs(_INFLECTED)

_TYPED_WITHOUT_ACCENTS = """
etrangere/étrangers egalite/égalités deleguee/délégués ecole/écoles sante/santé integre/intégrés
integree/intégrer prevention/préventions benevole/bénévoles mediatrice/médiateurs refugiee/réfugiés
agree/agréés employee/employés operatrice/opérateurs reunion/réunions reseau/réseaux education/éducation
securite/sécurité mobilite/mobilités citoyennete/citoyenneté creche/crèches hopital/hôpitaux
etudiante/étudiants precarite/précarités diversite/diversités feminin/féminine aine/aînés
"""

UNACCENTED = _pairs(_TYPED_WITHOUT_ACCENTS)

_DIFFERENT = """
cours/cour mère/mer maire/mer mère/maire pays/payer mois/moi police/politique commune/communauté
formation/format mineur/mine service/servir enfant/enfer accueil/cueillir emploi/employeur alpha/alphabet
action/acteur ville/village droit/adroit santé/santal racisme/race culture/cultiver maison/mais
logement/logique parent/parenthèse poste/postal centre/central jeune/jeûner quartier/quart papier/pape
social/société association/social public/publier lien/lieu emploi/emplette aide/aine père/perdre
migration/migraine langue/langouste parole/parolier médiation/médiathèque asile/asiatique fle/flot
projet/projecteur plan/plante bureau/bure carte/carton ligne/linge marche/marchand secours/secouer femme/ferme
homme/hommage permis/permettre atelier/attelage réseau/résine contrat/contraire personne/personnel
national/nation local/localité information/informatique expression/exprès
"""

APART = _pairs(_DIFFERENT)
