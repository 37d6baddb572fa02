"""The addresses of the `network` room, a module a noun."""

from maillage.network.urls import organisations, posts, profile, spaces

app_name = "network"
urlpatterns = [
    *posts.urlpatterns,
    *profile.urlpatterns,
    *organisations.urlpatterns,
    *spaces.urlpatterns,
]
