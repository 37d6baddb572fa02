"""The columns that a list of offers may have, and the words that people head them with."""

from __future__ import annotations

from maillage.core.cleaning.emails import looks_like_email
from maillage.core.cleaning.phones import looks_like_phone
from maillage.core.cleaning.places import looks_like_address, looks_like_postal_code, looks_like_street
from maillage.core.cleaning.websites import looks_like_website
from maillage.core.columns import FieldHint
from maillage.core.hours import UnreadHours, read_hours
from maillage.exchange.registries import ImportField


def _street(text: str) -> bool:
    return looks_like_street(text) or looks_like_address(text)


def _hours(text: str) -> bool:
    try:
        return bool(read_hours(text))
    except UnreadHours:
        return False


def _field(
    key: str, label: str, words: str, *, several: bool = False, long: bool = False, looks: object = None
) -> ImportField:
    """`words`: folded header words, separated by commas, the most telling first."""
    hint = FieldHint(key, tuple(word.strip() for word in words.split(",")), looks, several=several)  # type: ignore[arg-type]
    return ImportField(hint, label, long=long)


FIELDS = (
    _field(
        "title", "Titre",
        "titre, intitule, titre de l offre, nom du cours, nom de l offre, intitule du cours, cours, formation, activite,"
        " offre, module, nom du service, service, nom",
    ),
    _field(
        "operator", "Opérateur",
        "operateur, nom de l operateur, organisation, association, organisme, asbl, institution, structure, partenaire",
    ),
    _field("kind", "Genre", "genre, genre d offre, categorie, nature"),
    _field(
        "type", "Type de cours ou de service",
        "type, type de cours, type de service, type d offre, type de formation, filiere",
    ),
    _field("oral_entry", "Oral, à l’entrée", "oral entree, niveau oral, oral, niveau oral entree, niveau, niveau entree"),
    _field("oral_exit", "Oral, à la sortie", "oral sortie, niveau oral sortie, niveau sortie"),
    _field("written_entry", "Écrit, à l’entrée", "ecrit entree, niveau ecrit, ecrit, niveau ecrit entree"),
    _field("written_exit", "Écrit, à la sortie", "ecrit sortie, niveau ecrit sortie"),
    _field(
        "hours", "Jours et heures",
        "jours et heures, horaire, horaires, jours, heures, jour et heure, quand, permanences", several=True, looks=_hours,
    ),
    _field("first_day", "Du", "du, date de debut, debut, date debut, commence le, a partir du"),
    _field("last_day", "Au", "au, date de fin, fin, date fin, jusqu au, se termine le"),
    _field("place", "Lieu ou adresse", "lieu, adresse, lieu du cours, local, rue, adresse du cours, ou", looks=_street),
    _field("postal_code", "Code postal", "code postal, cp, c p", looks=looks_like_postal_code),
    _field("locality", "Commune", "commune, localite, ville"),
    _field("capacity", "Places ouvertes", "places, nombre de places, capacite, places ouvertes, participants max"),
    _field("price", "Prix", "prix, cout, tarif, participation, paf, montant"),
    _field("registration", "Comment s’inscrire", "comment s inscrire, inscription, inscriptions, modalites d inscription"),
    _field("contact", "À joindre", "personne de contact, contact, a joindre, responsable"),
    _field("phone", "Téléphone", "telephone, tel, gsm, numero de telephone", looks=looks_like_phone),
    _field("email", "E-mail", "e mail, email, courriel, mail, adresse e mail", looks=looks_like_email),
    _field("website", "Page web", "site web, page web, site, web, url, lien", looks=looks_like_website),
    _field("audiences", "Publics", "public, publics, public cible, pour qui, publics vises", several=True),
    _field("conditions", "Conditions", "conditions, conditions d acces, conditions d admission, prerequis"),
    _field("text", "Présentation", "presentation, description, contenu, objectifs, remarques", long=True),
)  # fmt: skip
