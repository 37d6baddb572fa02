"""The letters of « M’avertir »: confirming an address, the way to one's own page, the digest."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from maillage.accounts.actions import issue_link
from maillage.chronicle.models import Digest, Subscriber, Subscription
from maillage.chronicle.queries.alerts import Section, words_of
from maillage.chronicle.rules import CONFIRM_LINK, MANAGE_LINK
from maillage.chronicle.unsubscribing import stop_url
from maillage.core.readers import SYSTEM
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import Letter, write_letter
from maillage.mailing.models import Message
from maillage.records.clock import day_of
from maillage.ui.days import in_words

WHO = "Par un lien personnel"
"""Who acts by such a link, as the journal says."""


def send_confirmation(waiting: Sequence[Subscription]) -> Message:
    """To the address alone: whoever typed it learns nothing."""
    first = waiting[0]
    issued = issue_link(by=SYSTEM, purpose=CONFIRM_LINK, subject=first, label=WHO, email=first.subscriber.email)
    context = {"wishes": [words_of(one) for one in waiting], "url": issued.url}
    return queue_message(
        by=SYSTEM,
        to=first.subscriber.email,
        letter=write_letter("chronicle/mail/confirm", context),
        purpose="alerts_confirm",
        key=f"alerts:{first.asked_in}:{first.uid}:confirm",
    )


def send_manage_link(subscriber: Subscriber) -> Message:
    """« Voici votre page », to the address that is known."""
    context = {"url": _manage_url(subscriber)}
    return queue_message(
        by=SYSTEM,
        to=subscriber.to_email,
        letter=write_letter("chronicle/mail/manage", context),
        purpose="alerts_manage",
    )


def _manage_url(subscriber: Subscriber) -> str:
    """Log in, or for a bare address a personal link."""
    if subscriber.person is not None:
        return settings.SITE_URL + reverse("chronicle:my_alerts")
    return issue_link(by=SYSTEM, purpose=MANAGE_LINK, subject=subscriber, label=WHO, email=subscriber.email).url


def digest_letter(digest: Digest, sections: Sequence[Section]) -> Letter:
    """Text and HTML say the same; call it in the transaction that writes the digest, for it issues a link."""
    subscriber = digest.subscriber
    context = {
        "name": subscriber.to_name,
        "sections": sections,
        "count": sum(len(section.items) for section in sections),
        "day": in_words(day_of(digest.until)),
        "manage_url": _manage_url(subscriber),
        "stop_url": stop_url(subscriber.uid),
    }
    written = write_letter("chronicle/mail/digest", context)
    page = {"subject": written.subject, "blocks": _blocks(context, sections)}
    return Letter(written.subject, written.text, render_to_string("ui/mail/letter.html", page))


def _blocks(context: dict[str, object], sections: Sequence[Section]) -> list[SafeString]:
    blocks = [format_html("<p>Bonjour,</p><p>Voici ce qui est nouveau pour vous au {}.</p>", context["day"])]
    for section in sections:
        items = format_html_join(
            "",
            '<p><a href="{}"><strong>{}</strong></a><br>{}</p>',
            ((item.url, item.title, item.line) for item in section.items),
        )
        blocks.append(format_html("<h2>{}</h2>{}", section.label, items))
    blocks.append(
        format_html(
            '<p>Bien à vous,<br>L’équipe Maillage</p><p><a href="{}">Changer mes avis</a> · '
            '<a href="{}">Ne plus rien recevoir</a></p>',
            context["manage_url"],
            context["stop_url"],
        )
    )
    return [mark_safe(block) for block in blocks]  # noqa: S308 - each was made by format_html
