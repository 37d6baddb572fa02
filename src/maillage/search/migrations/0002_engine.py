"""The full-text index itself, which differs from one database to the other (`maillage.search.matching`)."""

from django.db import migrations

from maillage.search.matching import install, remove


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(install, remove, elidable=False)]
