"""From one text template to the two twins of a mail: plain text, and a simple HTML page made from that same text.

A message is a pair of templates: `<name>.subject.txt` (one line) and `<name>.txt`, which extends `ui/mail/letter.txt`
and fills its block `body`. The HTML knows paragraphs, lists (« - »), addresses, and one large button: a paragraph
whose last line is an address alone takes the line above it as the label of the button.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join, urlize
from django.utils.safestring import SafeString, mark_safe

ADDRESS_ALONE = re.compile(r"https?://\S+")
SUBJECT_LENGTH = 250


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to be queued."""

    subject: str
    text: str
    html: str


def write_letter(template: str, context: Mapping[str, Any]) -> Letter:
    """Renders `<template>.subject.txt` and `<template>.txt`; call it before the transaction, not inside."""
    everything = {"site_url": settings.SITE_URL, **context}
    subject = render_to_string(f"{template}.subject.txt", everything)
    return letter_of(subject, render_to_string(f"{template}.txt", everything))


def letter_of(subject: str, text: str) -> Letter:
    """A letter from a subject and a text that someone wrote."""
    one_line = " ".join(subject.split())[:SUBJECT_LENGTH]
    body = re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n")).strip() + "\n"
    return Letter(subject=one_line, text=body, html=_page(one_line, body))


def _page(subject: str, text: str) -> str:
    blocks = [_block(block) for block in text.strip().split("\n\n")]
    return render_to_string("ui/mail/letter.html", {"subject": subject, "blocks": blocks})


def _block(block: str) -> SafeString:
    lines = [line.strip() for line in block.strip().splitlines()]
    if len(lines) > 1 and ADDRESS_ALONE.fullmatch(lines[-1]):
        return _with_button(lines)
    if lines and all(line.startswith("- ") for line in lines):
        items = format_html_join("", "<li>{}</li>", ((_linked(line[2:]),) for line in lines))
        return format_html("<ul>{}</ul>", items)
    return _paragraph(lines)


def _with_button(lines: list[str]) -> SafeString:
    *before, label, address = lines
    opening = _paragraph(before) if before else mark_safe("")
    button = format_html('<p class="button"><a href="{}">{}</a></p>', address, label.rstrip(" :\u00a0\u202f"))
    return format_html("{}{}", opening, button)


def _paragraph(lines: list[str]) -> SafeString:
    return format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((_linked(x),) for x in lines)))


def _linked(line: str) -> SafeString:
    return mark_safe(urlize(conditional_escape(line)))  # noqa: S308 - escaped on this very line
