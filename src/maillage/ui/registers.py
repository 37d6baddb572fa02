"""What this room adds to its own registry: the purpose that every installation has."""

from maillage.ui.registries import PrivacyPurpose, privacy_purposes


def register() -> None:
    purpose = PrivacyPurpose(
        title="Faire fonctionner le site et le protéger",
        data="adresse IP et page demandée, sans nom ni adresse e-mail ; cookies de connexion et de sécurité",
        basis="intérêt légitime (RGPD, article 6.1.f)",
        kept="journaux techniques : la durée réglée par l’hébergement, un mois en général ; cookie : jusqu’à la déconnexion",
        seen_by="la personne qui gère l’installation",
    )
    privacy_purposes.add("ui.site", purpose, rank=900)
