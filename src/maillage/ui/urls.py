"""The addresses of the `ui` room: the pages that every public site owes, and the living style page."""

from django.urls import path

from maillage.ui import views

app_name = "ui"
urlpatterns = [
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("vie-privee/", views.privacy, name="privacy"),
    path("mentions-legales/", views.legal, name="legal"),
    path("style/", views.style, name="style"),
]
