"""Addresses: letters to groups."""

from django.urls import path

from maillage.network.views import letters

urlpatterns = [
    path("ecrire/", letters.write_to, name="write_to"),
    path("ecrire/lettres/", letters.letters, name="letters"),
    path("ecrire/lettres/<str:uid>/", letters.letter, name="letter"),
]
