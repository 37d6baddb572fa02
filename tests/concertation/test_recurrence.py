"""What is found alike in several places comes back with its territories; what identifies somebody is named (D5, D11, D4)."""

from __future__ import annotations

import pytest
from tests.concertation.factories import make_cycle, make_finding
from tests.network.factories import make_territory
from tests.network.space_factories import make_space, organiser

from maillage.concertation.actions.findings import gather
from maillage.concertation.forms.findings import CorrectEntryForm, PasteForm
from maillage.concertation.queries.recurrence import alike_in, elsewhere, themes_that_come_back
from maillage.core.readers import PUBLIC, VISITOR
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db
WAITS = "Six mois d’attente pour une place au cours de français"
ALSO_WAITS = "Les gens attendent des mois une place en français"


def test_the_same_finding_in_three_communes_comes_back_with_them() -> None:
    for commune in ("Liège", "Namur", "Huy"):
        cycle = make_cycle(make_space(f"Plateforme de {commune}"), public=True)
        make_finding(cycle, WAITS, territories=[make_territory(commune)])
    make_finding(cycle, "Plus de bus après 19h", kind="barrier", territories=[make_territory("Ciney")])
    (theme,) = themes_that_come_back(VISITOR)
    assert list(theme.places) == ["Huy", "Liège", "Namur"]
    assert len(theme.findings) == 3
    assert [len(one.findings) for one in elsewhere(theme.findings[0], VISITOR)] == [3]


def test_what_a_reader_may_not_see_does_not_come_back_for_them() -> None:
    open_cycle, closed = make_cycle(make_space("A"), public=True), make_cycle(make_space("B"))
    make_finding(open_cycle, WAITS, territories=[make_territory("Liège")])
    make_finding(closed, WAITS, territories=[make_territory("Namur")])
    assert themes_that_come_back(VISITOR) == []
    inside = organiser(closed.space)
    assert PUBLIC in inside.keys
    assert [list(theme.places) for theme in themes_that_come_back(inside)] == [["Liège", "Namur"]]


def test_a_common_wording_carries_the_places_of_its_originals() -> None:
    cycle = make_cycle(public=True)
    originals = [
        make_finding(cycle, wording, territories=[make_territory(commune)])
        for wording, commune in ((WAITS, "Liège"), (ALSO_WAITS, "Namur"))
    ]
    by = organiser(cycle.space)
    gather(by=by, uid=new_uid(), cycle=cycle, findings=originals, fields={"wording": "Trop d’attente"})
    (theme,) = themes_that_come_back(VISITOR)
    assert list(theme.places) == ["Liège", "Namur"]


def test_proposes_to_gather_what_says_the_same() -> None:
    cycle = make_cycle()
    same = [make_finding(cycle, wording) for wording in (WAITS, ALSO_WAITS)]
    make_finding(cycle, "Une ludothèque ouverte le samedi", kind="resource")
    (group,) = alike_in(cycle, organiser(cycle.space))
    assert {one.pk for one in group} == {one.pk for one in same}


def test_a_text_that_names_somebody_is_refused_until_it_was_read_again() -> None:
    cycle = make_cycle()
    finding = make_finding(cycle)
    data = {"wording": "Appelez le 0470 12 34 56 pour la dame", "kind": "need", "version": "1"}
    form = CorrectEntryForm(data, finding=finding)
    assert not form.is_valid()
    assert "un numéro de téléphone («\u00a00470 12 34 56\u00a0»)" in form.errors["wording"][0]
    assert "[téléphone]" in form.errors["wording"][0]
    assert 'type="checkbox"' in str(form["read_again"])
    assert CorrectEntryForm({**data, "read_again": "on"}, finding=finding).is_valid()


def test_a_harmless_text_shows_no_box() -> None:
    finding = make_finding(make_cycle())
    form = CorrectEntryForm({"wording": "Pas de bus", "kind": "need", "version": "1"}, finding=finding)
    assert form.is_valid()
    assert 'type="hidden"' in str(form["read_again"])


def test_each_line_of_a_table_is_read() -> None:
    form = PasteForm(
        {"lines": "Pas de bus\nMme Fatima Benali attend depuis mars", "kind": "need", "uid": new_uid()}
    )
    assert not form.is_valid()
    assert "un nom de personne" in form.errors["lines"][0]
