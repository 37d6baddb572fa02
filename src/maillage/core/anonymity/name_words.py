"""Words beside which a name is, or is not, the name of a person: data, no rule. All folded."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CIVILITIES = _words("monsieur madame mademoiselle messieurs mesdames mr mme mmes mlle mlles docteur dr maitre")
SHORT = _words("mr mme mmes mlle mlles dr")
"""After these a name may be written in small letters."""
SEVERAL = _words("messieurs mesdames mmes mlles")

FUNCTIONS = _words(
    """president presidente vice bourgmestre echevin echevine ministre secretaire directeur directrice depute
    deputee senateur senatrice gouverneur gouverneure conseiller conseillere commissaire juge procureur
    prefet prefete inspecteur inspectrice coordinateur coordinatrice mediateur mediatrice cure imam pasteur
    rabbin eveque recteur rectrice professeur proprietaire greffier greffiere notaire ambassadeur
    ambassadrice consul roi reine prince princesse tout monde x y n nn"""
)
NO_NAMES = _words(
    """qui que quoi dont ou et a est dit disait fait avait ne n se s y seule seul agee age avec sans dans de du
    des en pour par sur ou la le les l un une au aux ce cette il elle nous vous ils elles demande demandait
    vit habite cherche attend vient va veut peut doit refuse donne parle pense d c j m t mais donc car chez
    vers trois deux quatre ici la son sa ses leur leurs tres bien"""
)
"""Words that may follow « mme » in small letters without being a name."""

PARTICLES = _words(
    "van von den der ter ten el al ben bin bint ould da das do dos di del della de du la le d st bah"
)
AFTER_A_NAME = PARTICLES - {"de", "du", "la", "le", "d", "bah"}
"""Those that go on a name begun; « Fatima de Namur » is somewhere."""

ORGANISATIONS = _words(
    """ecole ecoles athenee institut college lycee universite haute hopital clinique clinic centre maison foyer
    residence asbl association fondation comite ligue cercle club bibliotheque mediatheque crypte eglise
    paroisse mosquee espace salle hall theatre musee prix stade piscine gare station pont place rue ruelle
    avenue av boulevard bd chaussee quai square clos chemin route impasse allee drege venelle cite parc
    jardin jardins bois tour batiment immeuble quartier hameau creche garderie projet plateforme programme
    logiciel plan operation campagne fete saint sainte saints st ste notre groupe collectif mutualite
    laboratoire polyclinique service societe entreprise magasin cafe restaurant friterie pharmacie etude
    cabinet galerie ferme hotel auberge ilot domaine chateau fort caserne prison syndicat parti loi decret
    arrete rapport affaire tempete ouragan site sentier parvis esplanade ile mont val port canal ligne bus
    arret local plaine implantation campus auditoire internat"""
)
BETWEEN = _words(
    """communale communal fondamentale fondamental primaire secondaire maternelle libre royal royale provincial
    provinciale de du des d la le l les social sociale culturel culturelle medical medicale sportif sportive
    polyvalente specialise specialisee superieur superieure catholique professionnel technique reine roi
    prince princesse docteur abbe pere soeur general cardinal saint sainte jean marie don dom asbl"""
)
"""What may stand between such a word and the name that it bears."""
OF_SOMEONE = _words("de d")
"""« l’appartement de Fatima Benali » is a person's; « l’école Marie Curie » bears a name."""

NO_FAMILY_NAMES = _words(
    """forem cpas onem actiris spw cgra fedasil aviq unia cire setis discri cripel ceraic cai cric cimb crvi
    cribw crilux ili pci cri fle alpha ran isp eft cisp oisp ong asbl aisbl pcs csc fgtb cgslb onss inami one
    aj amo ais slsp tec sncb infrabel belgique wallonie bruxelles flandre europe afrique region federation
    service ministere office croix rouge samu epn ddb rgpd covid janvier fevrier mars avril mai juin juillet
    aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche mena daspa
    ceb cess ris piis amu niss sp le la les un une des il elle on nous vous ils elles ce cette mais donc pour
    dans avec sans depuis quand si pas plus tout tous"""
)
"""Capitalised words that are no family name."""
INTRODUCED = _words("prenomme prenommee")
"""What follows is a name whatever it looks like."""
CALLED = _words("appelle nomme nommee nomment appellent denomme denommee surnomme surnommee")
"""What follows may be a project too: only a known first name is someone's."""
LETTERED = _words(
    """niveau groupe annexe salle bloc classe categorie type point zone option carte titre vitamine local porte
    quai ligne plan axe module phase batiment permis hepatite liste article lettre entree sortie aile
    formulaire"""
)
"""Words that a letter may follow: « annexe B. Les gens »."""
