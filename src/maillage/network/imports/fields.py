"""The columns that a list of organisations may have, and the words that people head them with."""

from __future__ import annotations

from maillage.core.cleaning.bce import looks_like_bce
from maillage.core.cleaning.emails import looks_like_email
from maillage.core.cleaning.people import looks_like_person
from maillage.core.cleaning.phones import looks_like_phone
from maillage.core.cleaning.places import looks_like_address, looks_like_postal_code, looks_like_street
from maillage.core.cleaning.websites import looks_like_website
from maillage.core.columns import FieldHint
from maillage.exchange.registries import ImportField


def _street(text: str) -> bool:
    return looks_like_street(text) or looks_like_address(text)


def _field(
    key: str, label: str, words: str, *, several: bool = False, long: bool = False, looks: object = None
) -> ImportField:
    """`words`: folded header words, separated by commas, the most telling first."""
    hint = FieldHint(key, tuple(word.strip() for word in words.split(",")), looks, several=several)  # type: ignore[arg-type]
    return ImportField(hint, label, long=long)


FIELDS = (
    _field(
        "name",
        "Nom",
        "nom, organisation, association, operateur, denomination, organisme, institution, structure, raison sociale,"
        " nom de l organisation, nom de l association, nom de l operateur, asbl, naam, name",
    ),
    _field("short_name", "Sigle", "sigle, acronyme, abreviation, nom court, afkorting"),
    _field("legal_form", "Forme juridique", "forme juridique, statut juridique, forme legale, rechtsvorm"),
    _field(
        "bce", "N° BCE", "bce, numero bce, n bce, numero d entreprise, n entreprise, tva, kbo, entreprise",
        looks=looks_like_bce
    ),
    _field("part_of", "Service de", "service de, fait partie de, organisation mere, pouvoir organisateur, po"),
    _field(
        "street", "Rue et numéro", "adresse, rue, rue et numero, adresse complete, adresse postale, siege social, straat",
        looks=_street
    ),
    _field(
        "postal_code", "Code postal", "code postal, cp, c p, postcode, code post, codepostal", looks=looks_like_postal_code
    ),
    _field("locality", "Localité", "localite, ville, commune, gemeente, plaats, lieu"),
    _field(
        "phones", "Téléphone", "telephone, tel, gsm, mobile, portable, numero de telephone, telefoon, fixe", several=True,
        looks=looks_like_phone,
    ),
    _field(
        "emails", "E-mail", "courriel, e mail, email, mail, adresse e mail, adresse mail, mel", several=True,
        looks=looks_like_email
    ),
    _field("website", "Site web", "site web, site, site internet, web, url, page web, internet", looks=looks_like_website),
    _field(
        "contact", "Personne de contact",
        "personne de contact, contact, personnes de contact, responsable, coordinateur, coordinatrice, personne ressource,"
        " referent, nom du contact, direction, contactpersoon",
        looks=looks_like_person,
    ),
    _field("given_name", "Prénom du contact", "prenom, prenom du contact, voornaam"),
    _field(
        "family_name", "Nom de famille du contact",
        "nom de famille, nom contact, nom du responsable, nom de la personne",
    ),
    _field("function", "Fonction du contact", "fonction, poste, titre, role, functie, qualite"),
    _field("sectors", "Secteurs", "secteur, secteurs, domaine, domaines, secteur d activite, sector", several=True),
    _field(
        "presentation", "Présentation", "presentation, description, missions, mission, objet social, activites", long=True
    ),
)  # fmt: skip
