"""What is remembered of searches is forgotten when the index changes (`maillage.search.watching`)."""

from django.db import migrations, models

from maillage.search.watching import install, remove


class Migration(migrations.Migration):
    dependencies = [("search", "0002_engine")]

    operations = [
        migrations.CreateModel(
            name="IndexChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=32)),
            ],
        ),
        migrations.RunPython(install, remove, elidable=False),
    ]
