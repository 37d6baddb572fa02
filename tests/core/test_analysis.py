"""The analyser: words as people of the field write them, and forms of one word found by each other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core import inflections

from maillage.core.analysis import LANGUAGES, holds, index_tokens, stems, surface, understand, words_of

KNOWN_CONFLATIONS = {("formation", "format"), ("jeune", "jeûner"), ("local", "localité")}
"""Nearness of French that a stemmer cannot tell; none of them misleads a coordinator for long."""


def spelled(text: str) -> list[str]:
    return [word.spelled for word in words_of(text)]


def finds(typed: str, written: str, language: str = "fr") -> bool:
    return holds(understand(typed), set(index_tokens(written, language)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’accueil d'enfants qu'on garde", ["accueil", "enfants", "on", "garde"]),
        ("le C.P.A.S. de Liège, l’A.S.B.L.", ["le", "cpas", "de", "liège", "asbl"]),
        ("aujourd'hui, l'entr'aide, prud’hommes", ["aujourdhui", "entraide", "prudhommes"]),
        ("étudiant·e·s, formateurs·trices", ["étudiant", "formateurs"]),
        ("apprenant(e)s, conseiller(ère)s", ["apprenant", "conseiller"]),
        ("directeur/trice, étudiant.e.s, conseiller/ère", ["directeur", "étudiant", "conseiller"]),
        ("animateur-trice et étudiant-e-s", ["animateur", "et", "étudiant"]),
        ("BCE 0412.345.678, 1.180 personnes", ["bce", "0412345678", "1180", "personnes"]),
        ("niveau A1, PST 3, axe 4", ["niveau", "a1", "pst", "3", "axe", "4"]),
        ("ŒUVRE, œil", ["oeuvre", "oeil"]),
        ("zéro\u200blargeur \u202ebidi\u202c", ["zérolargeur", "bidi"]),
        ("🙂 – « » <b>", ["b"]),
        ("", []),
    ],
)
def test_words_are_those_a_reader_would_say(text: str, words: list[str]) -> None:
    assert spelled(text) == words


def test_a_compound_is_one_word_and_its_parts() -> None:
    (word,) = words_of("Jemeppe-sur-Sambre")
    assert (word.spelled, word.parts) == ("jemeppesursambre", ("jemeppe", "sur", "sambre"))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("plateforme", "La plate-forme"),
        ("plate-forme", "Les plateformes"),
        ("socio-professionnelle", "insertion socioprofessionnelle"),
        ("socioprofessionnelles", "insertion socio-professionnelle"),
        ("jemeppe sambre", "Jemeppe-sur-Sambre"),
        ("discrimination", "lutte anti-discrimination"),
        ("cpas", "le C.P.A.S."),
        ("C.P.A.S", "le CPAS"),
        ("etudiante", "les étudiant·e·s"),
        ("oeuvres", "une œuvre"),
        ("0412345678", "BCE 0412.345.678"),
        ("جمعية", "جمعية Al Amal"),
        ("LES MOTS PASSEURS", "Les Mots-Passeurs asbl"),
    ],
)
def test_what_is_typed_finds_what_is_written(typed: str, written: str) -> None:
    assert finds(typed, written)


def test_forms_of_one_word_find_each_other_nine_times_in_ten() -> None:
    pairs = inflections.PAIRS
    found = [pair for pair in pairs if finds(*pair) and finds(*reversed(pair))]
    assert len(set(pairs)) >= 150
    assert len(found) / len(pairs) >= 0.94


def test_a_form_typed_without_accents_finds_the_other_forms() -> None:
    missed = [pair for pair in inflections.UNACCENTED if not finds(*pair)]
    assert missed == []


def test_different_words_are_kept_apart() -> None:
    confused = {pair for pair in inflections.APART if finds(*pair) or finds(*reversed(pair))}
    assert confused <= KNOWN_CONFLATIONS


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [("nl", "vereniging", "verenigingen"), ("de", "Gemeinde", "Gemeinden"), ("en", "meeting", "meetings")],
)
def test_each_language_has_its_own_inflections(language: str, typed: str, written: str) -> None:
    assert finds(typed, written, language)


def test_stems_of_one_language_do_not_answer_for_another() -> None:
    """« cours » in English is « cour »: a French text about a yard is no answer to « cours »."""
    assert not finds("cours", "la cour")


def test_a_language_without_stemmer_is_found_by_its_very_forms() -> None:
    assert finds("dernekler", "Kültür dernekleri ve dernekler", "tr")
    assert not finds("dernek", "dernekler", "tr")


def test_small_words_are_left_out_unless_nothing_else_is_typed() -> None:
    assert [term.spelled for term in understand("la maison de l’emploi").terms] == ["maison", "emploi"]
    assert [term.spelled for term in understand("et nous").terms] == ["et", "nous"]


def test_the_last_word_may_be_in_the_making() -> None:
    assert holds(understand("mots pass", partial=True), set(index_tokens("Les Mots Passeurs")))
    assert not holds(understand("mots pass"), set(index_tokens("Les Mots Passeurs")))
    assert not holds(understand("mots pass ", partial=True), set(index_tokens("Les Mots Passeurs")))


def test_nothing_typed_finds_nothing() -> None:
    assert not understand("  « ? » 🙂 ")
    assert not holds(understand(""), {"maison"})


def test_a_very_long_text_is_cut() -> None:
    assert len(understand("mot " * 500 + "a b c d e f g h i j k l m n o p").terms) <= 12
    assert len(max(index_tokens("a" * 5000), key=len)) < 60


@given(st.text(max_size=80), st.sampled_from(sorted(LANGUAGES)))
def test_tokens_are_small_letters_and_digits(text: str, language: str) -> None:
    assert all(re.fullmatch("[a-z0-9]+", token) for token in index_tokens(text, language))


@given(st.text(alphabet="aàbcdeéèlmnoœprstuxy’'-·.() 12SC", max_size=50))
def test_a_text_answers_to_its_own_words(text: str) -> None:
    query = understand(text)
    assert not query or holds(query, set(index_tokens(text)))


@given(st.text(max_size=40))
def test_a_beginning_answers_at_least_to_what_the_word_answers(text: str) -> None:
    tokens = set(index_tokens("Coordination sociale de Sainte-Walburge, accueil et écoute"))
    assert holds(understand(text, partial=True), tokens) >= holds(understand(text), tokens)


@given(st.text(alphabet="abcdeéèçàstnrilou", min_size=1, max_size=14))
def test_surfaces_and_stems_never_meet(word: str) -> None:
    assert not surface(word).startswith("0")
    assert all(stem.startswith("0") for language in LANGUAGES for stem in stems(word, language))
