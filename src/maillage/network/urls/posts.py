"""Addresses of people and posts."""

from django.urls import URLPattern, path

from maillage.network.views import cards, posts

HERE = "annuaire/<address:uid>/equipe/"

urlpatterns: list[URLPattern] = [
    path("annuaire/personnes/", posts.people, name="people"),
    path("annuaire/personnes/<slug:uid>/", posts.person, name="person"),
    path("annuaire/personnes/<slug:uid>/carte.vcf", cards.person_card, name="person_card"),
    path(f"{HERE}nouveau/", posts.add_post, name="add_post"),
    path(f"{HERE}<slug:post>/", posts.edit_post, name="edit_post"),
    path(f"{HERE}<slug:post>/depart/", posts.leave_organisation, name="leave_organisation"),
]
