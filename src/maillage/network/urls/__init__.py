"""The addresses of the `network` room, a module a noun."""

from maillage.network.urls import campaigns, letters, organisations, posts, profile, spaces

app_name = "network"
urlpatterns = [
    *campaigns.urlpatterns,
    *letters.urlpatterns,
    *posts.urlpatterns,
    *profile.urlpatterns,
    *organisations.urlpatterns,
    *spaces.urlpatterns,
]
