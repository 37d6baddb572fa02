"""The addresses of personal links, under `/lien/`."""

from django.urls import path

from maillage.accounts.views import links as views

app_name = "links"
urlpatterns = [
    path("<str:token>/", views.open_link, name="open"),
    path("<str:token>/nouveau/", views.ask_new_link, name="renew"),
]
