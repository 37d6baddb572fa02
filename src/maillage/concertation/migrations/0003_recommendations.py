import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import maillage.records.identity


def give_uids(apps, schema_editor):
    """To the positions that were taken before they had one."""
    del schema_editor
    positions = apps.get_model("concertation", "Position").objects
    for pk in positions.values_list("pk", flat=True).iterator():
        positions.filter(pk=pk).update(uid=maillage.records.identity.new_uid())


class Migration(migrations.Migration):
    dependencies = [
        ("concertation", "0002_consultations"),
        ("thread", "0001_initial"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.AddField("position", "uid", models.CharField(max_length=8, null=True, editable=False)),
        migrations.RunPython(give_uids, migrations.RunPython.noop),
        migrations.AlterField(
            "position",
            "uid",
            maillage.records.identity.UidField(
                default=maillage.records.identity.new_uid, editable=False, max_length=8, unique=True
            ),
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="recommandation")),
                (
                    "detail",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(3000)],
                        verbose_name="pourquoi, et comment",
                    ),
                ),
                ("addressee", models.CharField(blank=True, max_length=200, verbose_name="adressée à")),
                (
                    "scope",
                    models.CharField(
                        choices=[("local", "local"), ("global", "global"), ("both", "local et global")],
                        max_length=6,
                        verbose_name="d’ordre",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposée"),
                            ("adopted", "adoptée"),
                            ("dropped", "abandonnée"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="raison")),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="concertation.cycle",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="thread.item",
                    ),
                ),
                (
                    "objectives",
                    models.ManyToManyField(
                        related_name="+", to="vocabulary.term", verbose_name="objectifs servis"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["cycle", "status", "id"], name="concertation_recommend_list")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(status="dropped") | ~models.Q(status_reason=""),
                        name="concertation_recommend_dropped_why",
                    )
                ],
            },
        ),
    ]
