"""Reading hours as people type them: what is understood, what is shown back instead of being guessed."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.hours_drawn import slot_lists

from maillage.core.hours import Slot, UnreadHours, in_words, merged, read_hours


def _read(text: str) -> list[str]:
    """« 1[2,-1] 14:00-16:30 x »: weekday, weeks, hours, and x when not during school holidays."""
    return [
        f"{slot.weekday}{list(slot.weeks) if slot.weeks else ''} {slot.start:%H:%M}-{slot.end:%H:%M}"
        f"{'' if slot.in_holidays else ' x'}".replace(", ", ",")
        for slot in read_hours(text)
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "lundi 9h-12h", "Lundi de 9h à 12h", "lun. 9:00–12:00", "lu 09h00 - 12h00", "LUNDI : 9.00-12.00",
        "le lundi, de 9 heures à midi", "tous les lundis de 9 à 12h", "lundis 9-12", "• lundi 9 h — 12 h.",
        "chaque lundi 9h00 à 12:00", "lundi matin 9h-12h", "lundi\u00a0: de\u00a09\u00a0h à 12\u202fh",
        "lundi de 9h jusqu’à 12h", "lundi 9h-10h30 et 10h30-12h", "9h-12h".join(["lun ", "\n\n"]),
    ],
)  # fmt: skip
def test_one_morning_in_many_hands(typed: str) -> None:
    assert read_hours(typed) == (Slot(0, dt.time(9), dt.time(12)),)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        (" \n ", []),
        ("lu et me de 9h à 12h", ["0 09:00-12:00", "2 09:00-12:00"]),
        ("ma/je/di 9h-9h45", ["1 09:00-09:45", "3 09:00-09:45", "6 09:00-09:45"]),
        ("mar, mer, jeu, ven, sam et dim 8h05-9h", [f"{day} 08:05-09:00" for day in range(1, 7)]),
        ("je-sa 18h30-20h", ["3 18:30-20:00", "4 18:30-20:00", "5 18:30-20:00"]),
        ("du lundi au mercredi 9h-12h30 et 13h30-16h",
         [f"{day} {hours}" for day in range(3) for hours in ("09:00-12:30", "13:30-16:00")]),
        ("lundi et mercredi 9h-12h, 13h-14h", [f"{day} {h}" for day in (0, 2) for h in ("09:00-12:00", "13:00-14:00")]),
        ("lundi et mercredi 9h-12h 13h-14h", [f"{day} {h}" for day in (0, 2) for h in ("09:00-12:00", "13:00-14:00")]),
        ("de vendredi à dimanche 10h-11h", ["4 10:00-11:00", "5 10:00-11:00", "6 10:00-11:00"]),
        ("du samedi au lundi 10h-11h", ["0 10:00-11:00", "5 10:00-11:00", "6 10:00-11:00"]),
        ("2e mardi du mois 14h-16h", ["1[2] 14:00-16:00"]),
        ("2ème mardi de chaque mois 14h-16h", ["1[2] 14:00-16:00"]),
        ("le deuxième mardi 14h-16h", ["1[2] 14:00-16:00"]),
        ("dernier vendredi du mois de 10 à 12h", ["4[-1] 10:00-12:00"]),
        ("les 1er et 3e lundis du mois 9h-10h", ["0[1,3] 09:00-10:00"]),
        ("le premier et le dernier jeudi du mois 9h-10h", ["3[1,-1] 09:00-10:00"]),
        ("1er lundi et 4e jeudi du mois 9h-10h", ["0[1] 09:00-10:00", "3[4] 09:00-10:00"]),
        ("tous les jours sauf mercredi et dimanche 9h-10h", [f"{day} 09:00-10:00" for day in (0, 1, 3, 4, 5)]),
        ("tous les jours sauf du lundi au vendredi 9h-10h", ["5 09:00-10:00", "6 09:00-10:00"]),
        ("mardi après-midi de 14h à 16h, jeudi soir 18h-20h", ["1 14:00-16:00", "3 18:00-20:00"]),
        ("lundi 9h-10h\nmardi 9h-10h ; jeudi 9h-10h", ["0 09:00-10:00", "1 09:00-10:00", "3 09:00-10:00"]),
        ("lundi 9h-12h. Mardi 14h-16h.", ["0 09:00-12:00", "1 14:00-16:00"]),
    ],
)  # fmt: skip
def test_hours_as_they_are_typed(typed: str, read: list[str]) -> None:
    assert _read(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("lundi 9h-12h hors vacances scolaires", ["0 09:00-12:00 x"]),
        ("lundi 9h-12h (Hors congés scolaires)", ["0 09:00-12:00 x"]),
        ("lundi 9h-12h sauf pendant les vacances scolaires.", ["0 09:00-12:00 x"]),
        ("lundi 9h-12h, mardi 9h-10h, hors vacances scolaires", ["0 09:00-12:00 x", "1 09:00-10:00 x"]),
        ("lundi 9h-12h\nmardi 9h-10h hors vacances scolaires", ["0 09:00-12:00", "1 09:00-10:00 x"]),
        ("lundi 9h-12h\nmardi 9h-10h\nhors vacances scolaires", ["0 09:00-12:00 x", "1 09:00-10:00 x"]),
        (
            "lundi 9h-12h toute l’année\nmardi 9h-10h\nhors vacances scolaires",
            ["0 09:00-12:00", "1 09:00-10:00 x"],
        ),
        ("lundi 9h-12h hors vacances scolaires, mardi 9h-10h", ["0 09:00-12:00 x", "1 09:00-10:00"]),
        (
            "lundi 9h-12h toute l'année, mardi 9h-10h hors vacances scolaires",
            ["0 09:00-12:00", "1 09:00-10:00 x"],
        ),
    ],
)
def test_school_holidays_are_said_of_what_stands_before(typed: str, read: list[str]) -> None:
    assert _read(typed) == read


@pytest.mark.parametrize(
    ("typed", "piece"),
    [
        ("mardi matin", "mardi matin"),
        ("Lundi 9h-12h, Mardi Après-midi", "Mardi Après-midi"),
        ("lundi, mardi", "lundi, mardi"),
        ("lundi ; mardi 14h-16h", "lundi"),
        ("9h-12h", "9h-12h"),
        ("de 9h à 12h le lundi", "de 9h à 12h"),
        ("lundi 9h", "9h"),
        ("lundi 9h-", "9h-"),
        ("lundi 9h 12h", "9h 12h"),
        ("à partir de 9h", "à"),
        ("Lundi 16h - 14h", "16h - 14h"),
        ("lundi 9h-9h", "9h-9h"),
        ("lundi 9h-24h", "24h"),
        ("lundi 9h-12h60", "12h60"),
        ("lundi 10/12", "10"),
        ("lundi et Mercrdi 14h-16h", "Mercrdi"),
        ("lundi 9h-12h Sur Rendez-vous", "Sur Rendez-vous"),
        ("un lundi sur deux 9h-12h", "un"),
        ("5e mardi du mois 9h-12h", "5e"),
        ("avant-dernier mardi du mois 9h-12h", "avant-dernier"),
        ("2e mardi et jeudi du mois 9h-10h", "jeudi"),
        ("2e 3e mardi 9h-10h", "3e"),
        ("du lundi 9h-12h", "du lundi"),
        ("du lundi au lundi 9h-12h", "du lundi au lundi"),
        ("mardi soir 9h-12h", "soir 9h-12h"),
        ("mardi après-midi 2h-4h", "après-midi 2h-4h"),
        ("lundi 9h-12h (hors vacances scolaires", "(hors vacances scolaires"),
        ("lundi 9h-12h hors jours fériés", "hors jours fériés"),
        ("lundi 9h-12h et", "et"),
        ("lundi 9h-12h, le", "le"),
        ("(lundi 9h-12h)", "("),
    ],
)
def test_what_is_not_understood_is_shown_as_typed(typed: str, piece: str) -> None:
    with pytest.raises(UnreadHours) as refused:
        read_hours(f"lundi 8h-9h\n\n{typed}\nmardi 8h-9h")
    assert (refused.value.piece, refused.value.line) == (piece, 3)


def test_holidays_said_before_any_hours_are_not_understood() -> None:
    with pytest.raises(UnreadHours) as refused:
        read_hours("Hors vacances scolaires :\nlundi 9h-12h")
    assert (refused.value.piece, refused.value.line) == ("Hors vacances scolaires", 1)


@given(slot_lists)
def test_what_is_said_in_words_is_read_back(those: list[Slot]) -> None:
    assert read_hours(in_words(those)) == merged(those)


WORDS = [
    "lundi", "ma", "ven.", "2e", "dernier", "du mois", "du", "au", "de", "à", "et", ",", ";", "-", "9h", "12h30", "14",
    "h", "9:00", "16.30", "matin", "tous les jours", "sauf", "hors vacances scolaires", "toute l’année", "(", ")", "le",
    "30", ":", "\n", "mercrdi", "1er", "/",
]  # fmt: skip


def _refusal_of(typed: str) -> UnreadHours | None:
    try:
        read_hours(typed)
    except UnreadHours as refused:
        return refused
    return None


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)))
@example("lundi 9h-12h e\u0301")
@example("½h ²e İ ﬁ ſ")
def test_any_text_is_read_or_refused_with_a_piece_of_its_line(typed: str) -> None:
    if refused := _refusal_of(typed):
        assert refused.piece
        assert refused.piece in unicodedata.normalize("NFC", typed).splitlines()[refused.line - 1]


def test_hours_typed_with_minutes_before_another_word() -> None:
    assert _read("lundi 9h15-10h30 hors vacances scolaires") == ["0 09:15-10:30 x"]
    assert _read("lundi 9h-10h30, 2e mardi 9h15 à 10h45 et 11h-12h") == [
        "0 09:00-10:30", "1[2] 09:15-10:45", "1[2] 11:00-12:00",
    ]  # fmt: skip
