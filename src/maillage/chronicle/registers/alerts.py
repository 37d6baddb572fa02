"""What « M’avertir » adds to lower rooms: sources, digests, links, personal data, retention, menus."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from maillage.accounts.registries import (
    LinkPurpose,
    PersonalData,
    Retention,
    link_purposes,
    personal_data,
    retention,
)
from maillage.cadastre.alerts import OFFERS
from maillage.cadastre.registries import SearchLink, search_links
from maillage.chronicle import own_data
from maillage.chronicle.digests import PURPOSE, open_due_digests, write_digests_once
from maillage.chronicle.rules import CONFIRM_LINK, MANAGE_LINK
from maillage.chronicle.sources import news_source, watch_source
from maillage.chronicle.unsubscribing import stop_headers
from maillage.mailing.registries import digest_sources, letter_headers
from maillage.records.work import DurableWork, Timer, durable_work, timers
from maillage.ui.menu import MenuEntry, foot_menu, personal_menu
from maillage.ui.registries import PrivacyPurpose, privacy_purposes

PRIVACY = PrivacyPurpose(
    title="Avertir ceux qui le demandent (« M’avertir »)",
    data="adresse e-mail, thèmes, territoires et rythme choisis, date du dernier courrier",
    basis="consentement, confirmé par e-mail (RGPD, article 6.1.a)",
    kept="jusqu’à ce que la personne arrête, d’un clic ; 7 jours sans confirmation ; les courriers, 60 jours",
    seen_by="la personne seule ; l’administration pour les courriers sans compte",
)


def _alert_on_search(query: str) -> str:
    return f"{reverse('chronicle:new_alert')}?quoi={OFFERS}{'&' if query else ''}{query}"


def register() -> None:
    digest_sources.add(news_source.code, news_source, rank=10)
    digest_sources.add(watch_source.code, watch_source, rank=20)
    search_links.add("alerts", SearchLink("M’avertir des nouveautés", "bell", _alert_on_search))
    letter_headers.add(PURPOSE, stop_headers)
    timers.add("digests", Timer("avis par e-mail", open_due_digests))
    durable_work.add("digests", DurableWork("avis par e-mail", write_digests_once), rank=80)
    link_purposes.add(
        CONFIRM_LINK,
        LinkPurpose(
            "confirmer une demande d’avis",
            "chronicle:confirm_alerts",
            own_data.UNCONFIRMED_KEPT,
            renewable=False,
        ),
    )
    link_purposes.add(
        MANAGE_LINK, LinkPurpose("gérer vos avis par e-mail", "chronicle:alerts", dt.timedelta(days=60))
    )
    personal_data.add(
        "alerts", PersonalData("Avis, nouvelles et veille", own_data.held_about, own_data.erase), rank=60
    )
    retention.add(
        "alerts",
        Retention("Demandes d’avis", "personne ne les a confirmées", "sept jours", own_data.forget_unconfirmed),
    )
    retention.add(
        "digests", Retention("Avis envoyés", "ils ont été lus ou non", "deux mois", own_data.forget_digests)
    )
    privacy_purposes.add("chronicle.alerts", PRIVACY, rank=35)
    personal_menu.add("alerts", MenuEntry("Mes avis", "chronicle:my_alerts", "/avis/"), rank=10)
    foot_menu.add("alerts", MenuEntry("M’avertir", "chronicle:new_alert", "/avis/nouveau/"), rank=5)
