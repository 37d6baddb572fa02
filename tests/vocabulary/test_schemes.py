"""A framework is made, corrected, extended and replaced from a screen (row G22)."""

import pytest
from tests.vocabulary.factories import a_scheme, a_term, day

from maillage.core.readers import SYSTEM, VISITOR, Reader
from maillage.journal.models import Entry
from maillage.records.actions import NotAllowed
from maillage.records.identity import new_uid
from maillage.records.versioned import ChangedMeanwhile
from maillage.vocabulary.actions.schemes import edit_scheme, extend_scheme, make_scheme, replace_scheme
from maillage.vocabulary.models import Extension, Scheme
from maillage.vocabulary.queries import terms_of
from maillage.vocabulary.refusals import NameTaken, PeriodRefused, Refused

pytestmark = pytest.mark.django_db


def test_a_coordinator_makes_a_framework_whose_code_comes_from_its_name(coordinator: Reader) -> None:
    fields = {"kind": "framework", "name": "Plan wallon de sortie de la pauvreté"}
    scheme = make_scheme(by=coordinator, uid=new_uid(), fields=fields)  # type: ignore[arg-type]
    assert scheme.code == "plan-wallon-de-sortie-de-la-pauvrete"


def test_a_member_and_a_visitor_make_none(member: Reader) -> None:
    for reader in (member, VISITOR):
        with pytest.raises(NotAllowed):
            make_scheme(by=reader, uid=new_uid(), fields={"kind": "list", "name": "Liste"})


def test_two_schemes_do_not_share_a_name_even_with_other_accents() -> None:
    a_scheme("Thèmes de travail")
    with pytest.raises(NameTaken):
        a_scheme("THEMES DE TRAVAIL")
    with pytest.raises(NameTaken):
        edit_scheme(by=SYSTEM, scheme=a_scheme(), seen=1, fields={"name": "Thèmes de travail"})


@pytest.mark.parametrize("name", ["🙂🙂", "—", "«  »"])
def test_a_name_without_letters_is_refused_in_clear_words(name: str) -> None:
    with pytest.raises(Refused, match="lettres"):
        a_scheme(name)


def test_sending_the_form_twice_makes_one_scheme() -> None:
    uid = new_uid()
    made = [make_scheme(by=SYSTEM, uid=uid, fields={"kind": "list", "name": "Langues"}) for _time in range(2)]
    assert made[0] == made[1]


def test_the_pcs_is_extended_by_a_year_with_the_day_the_reason_and_the_source() -> None:
    pcs = a_scheme("PCS 2020-2025", valid_from=day(2020), valid_to=day(2025, 12, 31))
    axis = a_term(pcs)
    assert not terms_of(pcs.code, on=day(2026, 6, 1)).exists()
    extend_scheme(
        by=SYSTEM,
        scheme=pcs,
        seen=1,
        valid_to=day(2026, 12, 31),
        decided_on=day(2025, 3, 11),
        reason="Prolongation d’un an",
        source="Ministre",
    )
    assert list(terms_of(pcs.code, on=day(2026, 6, 1))) == [axis]
    extension = Extension.objects.get(scheme=pcs)
    assert (extension.valid_to_before, extension.valid_to_after) == (day(2025, 12, 31), day(2026, 12, 31))
    entry = Entry.objects.about(pcs).get(verb="prolongé")
    assert entry.note == "Prolongation d’un an (décidé le 11/03/2025). Source : Ministre."


@pytest.mark.parametrize("new_end", [day(2025, 12, 31), day(2024)])
def test_an_extension_that_does_not_extend_is_refused(new_end: object) -> None:
    pcs = a_scheme(valid_to=day(2025, 12, 31))
    with pytest.raises(PeriodRefused, match="31/12/2025"):
        extend_scheme(
            by=SYSTEM,
            scheme=pcs,
            seen=1,
            valid_to=new_end,
            decided_on=day(2025),
            reason="r",
            source="s",  # type: ignore[arg-type]
        )
    assert not Extension.objects.exists()


def test_a_framework_without_end_is_not_extended() -> None:
    with pytest.raises(PeriodRefused):
        extend_scheme(
            by=SYSTEM,
            scheme=a_scheme(),
            seen=1,
            valid_to=day(2026),
            decided_on=day(2025),
            reason="r",
            source="s",
        )


def test_a_new_framework_ends_the_old_one_the_day_before_and_starts_from_the_terms_kept() -> None:
    old = a_scheme("PCS 2020-2026", valid_from=day(2020), valid_to=day(2026, 12, 31))
    axis = a_term(old, "axe 1", "Travail")
    right = a_term(old, "1.1", "Droit au travail", broader=axis)
    a_term(old, "axe 2", "Logement")
    fields = {"kind": "framework", "name": "PCS 2026-2031", "valid_from": day(2026, 7, 1)}
    new = replace_scheme(by=SYSTEM, old=old, seen=1, uid=new_uid(), fields=fields, carry_over=[right, axis])  # type: ignore[arg-type]
    old.refresh_from_db()
    assert old.valid_to == day(2026, 6, 30)
    assert new.replaces == old
    assert [(one.notation, one.broader and one.broader.notation) for one in new.terms.all()] == [
        ("axe 1", None),
        ("1.1", "axe 1"),
    ]
    assert old.terms.count() == 3


def test_a_framework_already_over_keeps_its_end_when_it_is_replaced() -> None:
    old = a_scheme(valid_from=day(2006), valid_to=day(2009, 12, 31))
    fields = {"kind": "framework", "name": "Suivant", "valid_from": day(2012)}
    replace_scheme(by=SYSTEM, old=old, seen=1, uid=new_uid(), fields=fields)  # type: ignore[arg-type]
    old.refresh_from_db()
    assert old.valid_to == day(2009, 12, 31)


def test_the_next_framework_starts_after_the_old_one() -> None:
    old = a_scheme(valid_from=day(2020))
    for start in (day(2020), day(2019), None):
        with pytest.raises(PeriodRefused):
            replace_scheme(
                by=SYSTEM,
                old=old,
                seen=1,
                uid=new_uid(),
                fields={"kind": "framework", "name": "N", "valid_from": start},
            )


def test_a_column_that_terms_still_fill_is_not_taken_away() -> None:
    scheme = a_scheme(columns={"act": "Texte légal", "body": "Organisme"})
    a_term(scheme, details={"act": "Loi du 10 mai 2007"})
    with pytest.raises(Refused, match="Texte légal"):
        edit_scheme(by=SYSTEM, scheme=scheme, seen=1, fields={"columns": {"body": "Organisme"}})
    scheme.refresh_from_db()
    edit_scheme(by=SYSTEM, scheme=scheme, seen=1, fields={"columns": {"act": "Texte légal"}})
    scheme.refresh_from_db()
    assert scheme.columns == {"act": "Texte légal"}


def test_the_second_of_two_people_is_told_that_the_scheme_changed() -> None:
    scheme = a_scheme()
    edit_scheme(by=SYSTEM, scheme=scheme, seen=1, fields={"name": "Premier"})
    with pytest.raises(ChangedMeanwhile):
        edit_scheme(by=SYSTEM, scheme=scheme, seen=1, fields={"name": "Second"})


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("pcs-2020-2026", "Plan de cohésion sociale 2020-2025, prolongé à 2026", "PCS 2020-2026"),
        ("pst-3", "Plan stratégique transversal 3 – Inclusion sociale (PST 3)", "PST 3"),
        ("caw", "Contrat d’avenir pour la Wallonie (CAW)", "CAW"),
        ("pcs-2027-2032", "PCS 2027-2032", "PCS 2027-2032"),
        (
            "rights-pcs-2009-2019",
            "Six droits fondamentaux des premiers PCS",
            "Six droits fondamentaux des premiers PCS",
        ),
        ("plan-local-2030", "Plan local de Sambreville pour 2030", "Plan local de Sambreville pour 2030"),
    ],
)
def test_a_framework_has_the_short_name_that_people_use(code: str, name: str, said: str) -> None:
    assert Scheme(code=code, name=name, kind=Scheme.Kind.FRAMEWORK).short_name == said
