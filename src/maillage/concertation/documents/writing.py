"""The synthesis as PDF (tagged) and as DOCX, from the same parts."""

from __future__ import annotations

import io
from pathlib import Path

import docx

from maillage.concertation.documents.parts import parts_of
from maillage.concertation.queries.synthesis import Synthesis
from maillage.ui.paper import pdf_of

TEMPLATE = Path(__file__).with_name("synthesis.typ")
STYLES = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "item": "List Bullet"}


def synthesis_pdf(one: Synthesis) -> bytes:
    """A4, tagged, in less than a second."""
    parts = [{"style": part.style, "text": part.text} for part in parts_of(one)]
    return pdf_of(TEMPLATE, {"title": one.cycle.title, "parts": parts, "foot": one.cycle.space.name})


def synthesis_docx(one: Synthesis) -> bytes:
    """To be worked on: headings are headings, bullets are bullets."""
    document = docx.Document()
    document.core_properties.title = one.cycle.title
    document.core_properties.author = one.cycle.space.name
    document.core_properties.language = "fr-BE"
    document.add_heading(one.cycle.title, level=0)
    for part in parts_of(one):
        paragraph = document.add_paragraph(style=STYLES.get(part.style))
        run = paragraph.add_run(part.text)
        run.bold = True if part.style == "strong" else None
        run.italic = True if part.style == "note" else None
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
