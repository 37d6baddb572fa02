"""One text, two twins."""

from __future__ import annotations

from django.template import engines

from maillage.mailing.letters import letter_of


def test_a_line_before_an_address_becomes_the_button() -> None:
    letter = letter_of(
        "Vos coordonnées", "Bonjour,\n\nVotre fiche.\nTout est à jour :\nhttps://exemple.be/lien/x/"
    )
    assert '<a href="https://exemple.be/lien/x/">Tout est à jour</a>' in letter.html
    assert "<p>Votre fiche.</p>" in letter.html
    assert "Tout est à jour :\nhttps://exemple.be/lien/x/" in letter.text


def test_what_people_wrote_stays_text() -> None:
    letter = letter_of("Objet", "Bonjour <script>alert(1)</script> & *Zoé*,\n\n- un\n- deux <b>")
    assert "<script>" not in letter.html
    assert "Bonjour &lt;script&gt;alert(1)&lt;/script&gt; &amp; *Zoé*," in letter.html
    assert "<ul><li>un</li><li>deux &lt;b&gt;</li></ul>" in letter.html


def test_a_subject_keeps_to_one_line() -> None:
    assert letter_of("Bonjour\r\nBcc: tous@exemple.be", "x").subject == "Bonjour Bcc: tous@exemple.be"
    assert len(letter_of("é" * 400, "x").subject) == 250


def test_every_letter_signs_off_as_the_field_does() -> None:
    template = engines["django"].from_string(
        '{% extends "ui/mail/letter.txt" %}{% block body %}À l’ASBL « L’Île & Cie ».{% endblock %}'
    )
    assert letter_of("x", template.render({})).text == (
        "Bonjour,\n\nÀ l’ASBL « L’Île & Cie ».\n\nBien à vous,\nL’équipe Maillage\n"
    )
