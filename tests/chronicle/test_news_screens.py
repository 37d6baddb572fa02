"""The screens of news, walked by a visitor, a worker and an organiser; and what a restricted space lets out: nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.chronicle.factories import make_news
from tests.network.factories import make_organisation, make_territory
from tests.network.screens import log_in, text
from tests.network.space_factories import make_space, seat, theme, worker

from maillage.chronicle.models import NewsItem
from maillage.chronicle.registers.news import archive_in_search
from maillage.chronicle.wording import when_in_words
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR
from maillage.journal.models import Entry
from maillage.network.actions.space_changes import change_visibility
from maillage.network.models import Organisation, Space, Succession
from maillage.network.registries import organisation_panels, space_panels
from maillage.records.clock import today
from maillage.search.models import SearchDocument

pytestmark = pytest.mark.django_db
NEWS = "/nouvelles/"
SECRET = "Soirée huis clos"


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture
def foyer() -> Organisation:
    return make_organisation("Foyer de la Meuse")


@pytest.fixture
def zoe(foyer: Organisation) -> Client:
    return log_in(worker(foyer, "Zoé Foyer"))


def titles(client: Client, **narrowed: str) -> list[str]:
    return [row.object.title for row in client.get(NEWS, narrowed).context["listing"].rows]


def typed(**more: Any) -> dict[str, Any]:
    return {"title": "Porte ouverte", "kind": "event", "text": "Venez !", "audience": PUBLIC, **more}


def test_a_worker_posts_once_and_everyone_reads_it(client: Client, zoe: Client, foyer: Organisation) -> None:
    form = zoe.get(f"{NEWS}publier/").context["form"]
    sent = typed(uid=form["uid"].value(), organisation=foyer.uid, starts_on="2026-12-03", link="exemple.be")
    made, again = zoe.post(f"{NEWS}publier/", sent), zoe.post(f"{NEWS}publier/", sent)
    item = NewsItem.objects.get()
    assert made["Location"] == again["Location"] == reverse("chronicle:news_item", args=[item.address])
    page = text(client.get(made["Location"]))
    assert "le 3 décembre 2026" in page
    assert 'href="https://exemple.be"' in page
    assert "Foyer de la Meuse" in page
    assert item.posted_by is not None
    assert item.posted_by.given_name == "Zoé"


def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(zoe: Client, foyer: Organisation) -> None:
    bad = typed(
        title="x" * 161,
        organisation="zzzzzzzz",
        starts_on="31/02/2026",
        territories="Nulle part\x00<script>",
        link="pas une adresse",
        kind="zzz",
    )
    said = text(zoe.post(f"{NEWS}publier/", bad))
    for words in ("31/02/2026", "par exemple 31/12/2025", "ce nom n’est pas connu", "adresse complète"):
        assert words in said
    assert "&lt;script&gt;" in said
    assert "<script>" not in said
    assert not NewsItem.objects.exists()


def test_the_end_before_the_beginning_is_refused_beside_the_field(zoe: Client, foyer: Organisation) -> None:
    answer = zoe.post(
        f"{NEWS}publier/", typed(organisation=foyer.uid, starts_on="2026-12-03", ends_on="2026-12-01")
    )
    assert answer.context["form"].errors["ends_on"] == ["La fin ne peut pas précéder le début."]


def test_an_organiser_writes_to_the_members_of_a_space_of_theirs_alone() -> None:
    host = make_organisation("Centre", is_host=True)
    chloe = log_in(worker(host, "Chloé Centre", coordinator=True))
    mine, other = make_space("Plateforme FLE", host=host), make_space("Ailleurs")
    chloe.post(f"{NEWS}publier/", typed(space=mine.pk, audience="space"))
    assert NewsItem.objects.get().audience == mine.key
    refused = chloe.post(f"{NEWS}publier/", typed(space=other.pk, audience="space"))
    assert refused.status_code == 200
    assert "space" in refused.context["form"].errors
    alone = chloe.post(f"{NEWS}publier/", typed(organisation="Centre", audience="space"))
    assert alone.context["form"].errors["space"] == [
        "Choisissez l’espace dont les membres verront la nouvelle."
    ]


def test_two_who_correct_see_each_other(zoe: Client, foyer: Organisation) -> None:
    item = make_news(organisation=foyer)
    url = reverse("chronicle:correct_news", args=[item.address])
    first = typed(organisation=foyer.uid, version="1", place="Salle A")
    zoe.post(url, first)
    page = text(zoe.post(url, {**first, "place": "Salle B"}))
    assert "Salle A" in page
    assert "Salle B" in page
    item.refresh_from_db()
    assert item.place == "Salle A"


def test_withdrawn_only_who_may_put_it_back_finds_it(client: Client, zoe: Client, foyer: Organisation) -> None:
    item = make_news(organisation=foyer)
    page = reverse("chronicle:news_item", args=[item.address])
    zoe.post(reverse("chronicle:withdraw_news", args=[item.address]))
    assert client.get(page).status_code == 404
    assert "est retirée" in text(zoe.get(page))
    assert titles(zoe) == []
    zoe.post(reverse("chronicle:put_news_back", args=[item.address]))
    assert titles(client) == ["Porte ouverte"]


def test_the_list_narrows_by_theme_territory_and_kind_and_keeps_an_archive(client: Client) -> None:
    province = make_territory("Liège", "province")
    seraing, namur = make_territory("Seraing", "commune", province), make_territory("Namur")
    language = theme("Langues")
    make_news("Cours", kind="training", themes=[theme("FLE", broader=language)], territories=[seraing])
    make_news("Provinciale", territories=[province])
    make_news("Namuroise", territories=[namur])
    old = make_news("Vieille")
    NewsItem.objects.filter(pk=old.pk).update(shown_until=today() - dt.timedelta(days=1))
    assert titles(client) == ["Namuroise", "Provinciale", "Cours"]
    assert titles(client, theme=language.uid) == ["Cours"]
    assert titles(client, genre="training") == ["Cours"]
    assert titles(client, territoire=seraing.uid) == ["Provinciale", "Cours"]
    assert titles(client, etat="archives") == ["Vieille"]
    assert titles(client, etat="tous", q="vieille") == ["Vieille"]
    assert titles(client, tri="titre") == ["Cours", "Namuroise", "Provinciale"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    town = make_territory("Namur")
    for number in range(count):
        make_news(f"Nouvelle {number}", themes=[theme(f"Thème {number}")], territories=[town])
    cache.clear()
    with django_assert_num_queries(8):
        client.get(NEWS)


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_asks_the_same_number_of_questions(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_news(f"Nouvelle {number}", themes=[theme(f"Thème {number}")])
    with django_assert_num_queries(3):
        client.get(f"{NEWS}flux.rss")


def test_the_feed_is_read_by_programs(client: Client) -> None:
    make_news("Ateliers & café", text="Un < deux", themes=[theme("FLE")])
    rss = ElementTree.fromstring(client.get(f"{NEWS}flux.rss").content)
    item = NewsItem.objects.get()
    assert rss.findtext("channel/item/title") == "Ateliers & café"
    assert rss.findtext("channel/item/link") == f"http://127.0.0.1:8000{NEWS}ateliers-cafe-{item.uid}/"
    assert rss.findtext("channel/item/guid") == f"http://127.0.0.1:8000{NEWS}{item.uid}/"
    atom = ElementTree.fromstring(client.get(f"{NEWS}flux.atom").content)
    assert atom.findtext("{*}entry/{*}title") == "Ateliers & café"
    assert {one.get("term") for one in atom.iterfind("{*}entry/{*}category")} == {"nouvelle", "FLE"}


@pytest.fixture
def closed(foyer: Organisation) -> Space:
    space = make_space("Violences", restricted=True)
    seat(space, foyer)
    make_news(
        SECRET,
        space=space,
        audience=space.key,
        themes=[theme("Thème caché")],
        territories=[make_territory("Huy")],
    )
    return space


def test_the_news_of_a_restricted_space_exist_for_its_members_only(
    client: Client, zoe: Client, closed: Space
) -> None:
    page = reverse("chronicle:news_item", args=[NewsItem.objects.get().address])
    assert SECRET in text(zoe.get(page))
    assert SECRET in text(zoe.get(NEWS))
    stranger = log_in(worker(make_organisation()))
    for visitor in (client, stranger):
        assert visitor.get(page).status_code == 404
        for url in (
            NEWS,
            f"{NEWS}?format=csv&etat=tous",
            f"{NEWS}?format=impression",
            f"{NEWS}flux.rss",
            f"{NEWS}flux.atom",
            "/recherche/?q=huis",
        ):
            said = text(visitor.get(url))
            for word in (SECRET, "Thème caché", "Huy", NewsItem.objects.get().uid):
                assert word not in said, url
    for feed in ("flux.rss", "flux.atom"):
        assert SECRET not in text(zoe.get(NEWS + feed)), "a feed shows what a visitor may read, whoever asks"


def test_the_search_finds_news_by_theme_and_forgets_what_is_withdrawn(client: Client) -> None:
    item = make_news("Porte ouverte", themes=[theme("Citoyenneté")])
    assert "Porte ouverte" in text(client.get("/recherche/?q=citoyennete"))
    NewsItem.objects.filter(pk=item.pk).update(shown_until=today() - dt.timedelta(days=1))
    archive_in_search()
    document = SearchDocument.objects.get(kind="nouvelle")
    assert document.standing == 300
    archive_in_search()
    assert SearchDocument.objects.get(kind="nouvelle").pk == document.pk


def test_when_a_space_closes_its_news_go_in_with_it(client: Client, foyer: Organisation) -> None:
    from tests.network.space_factories import organiser

    space = make_space("Violences", members=(foyer,))
    make_news(SECRET, space=space, organisation=foyer)
    assert SECRET in text(client.get(NEWS))
    change_visibility(by=organiser(space), space=space, restricted=True)
    cache.clear()
    assert SECRET not in text(client.get(NEWS))
    assert SECRET not in text(client.get("/recherche/?q=huis"))
    panels = organisation_panels.loaded(foyer, VISITOR, today())
    assert "news" not in {panel.key for panel in panels}
    assert not Entry.objects.visible_to(VISITOR).filter(object_label=SECRET).exists()


def test_pages_of_organisations_and_spaces_show_their_news(
    client: Client, zoe: Client, foyer: Organisation
) -> None:
    space = make_space("Plateforme FLE", members=(foyer,))
    make_news("Du foyer", organisation=foyer)
    make_news("De la plateforme", space=space)
    make_news("Du service", organisation=make_organisation("Service", part_of=foyer))
    make_news("Membres", organisation=foyer, audience=MEMBERS)
    sheet = text(client.get(reverse("network:organisation", args=[foyer.address])))
    assert "Du foyer" in sheet
    assert "Du service" in sheet
    assert "Membres</a>" not in sheet
    assert "Publier une nouvelle" not in sheet
    assert "Publier une nouvelle" in text(zoe.get(reverse("network:organisation", args=[foyer.address])))
    assert "De la plateforme" in text(client.get(reverse("network:space", args=[space.address])))
    shown = {panel.key for panel in space_panels.loaded(make_space("Vide"), VISITOR, today())}
    assert "news" not in shown


def test_an_organisation_entered_twice_keeps_what_it_announced(foyer: Organisation) -> None:
    from maillage.chronicle.actions.following import follow_succession, undo_succession

    double = make_organisation("Foyer Meuse")
    item = make_news(organisation=double)
    known = Succession.objects.create(former=double, successor=foyer, kind="duplicate", day=today())
    moved = follow_succession(SYSTEM, known)
    item.refresh_from_db()
    assert item.organisation == foyer
    undo_succession(SYSTEM, known, moved)
    item.refresh_from_db()
    assert item.organisation == double


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (None, None, ""),
        ((2026, 12, 3), None, "le 3 décembre 2026"),
        ((2026, 12, 1), (2026, 12, 1), "le 1er décembre 2026"),
        ((2026, 12, 1), (2026, 12, 5), "du 1er au 5 décembre 2026"),
        ((2026, 11, 30), (2026, 12, 2), "du 30 novembre 2026 au 2 décembre 2026"),
    ],
)
def test_when_it_is_in_words(starts: Any, ends: Any, words: str) -> None:
    item = NewsItem(starts_on=starts and dt.date(*starts), ends_on=ends and dt.date(*ends))
    assert when_in_words(item) == words


def test_a_coordinator_finds_the_organisation_filled_in() -> None:
    chloe = log_in(worker(make_organisation("Centre", is_host=True), "Chloé Centre", coordinator=True))
    assert 'value="Centre"' in text(chloe.get(f"{NEWS}publier/"))
    other = make_organisation("Écho")
    assert 'value="Écho"' in text(chloe.get(f"{NEWS}publier/?organisation={other.uid}"))


def test_a_narrowed_list_offers_to_be_told_of_just_that(client: Client) -> None:
    """Also in the part that htmx swaps, which the head of the page does not follow."""
    make_news(kind="call")
    part = client.get(f"{NEWS}?genre=call", headers={"HX-Request": "true", "HX-Target": "liste"})
    assert "/avis/nouveau/?quoi=nouvelles&amp;genre=call" in text(part)
