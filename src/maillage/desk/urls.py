"""The addresses of the `desk` room."""

from django.urls import URLPattern

app_name = "desk"
urlpatterns: list[URLPattern] = []
