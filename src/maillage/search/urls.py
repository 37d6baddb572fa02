"""The addresses of the `search` room."""

from django.urls import path

from maillage.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("propositions/", views.suggestions, name="suggestions"),
]
