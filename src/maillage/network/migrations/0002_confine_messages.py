"""The source of a space's birth as a legal person; existing messages about restricted spaces become theirs alone."""

from django.db import migrations, models


def confine(apps, schema_editor):
    """Every message about a restricted space, or about who sits in it, carries the key of the space."""
    message = apps.get_model("mailing", "Message").objects.using(schema_editor.connection.alias)
    space = apps.get_model("network", "Space").objects.using(schema_editor.connection.alias)
    membership = apps.get_model("network", "Membership").objects.using(schema_editor.connection.alias)
    for pk, key in space.exclude(audience="public").values_list("pk", "audience"):
        message.filter(about_type="network.space", about_id=pk).update(confined_to=key)
        sitting = list(membership.filter(space_id=pk).values_list("pk", flat=True))
        for start in range(0, len(sitting), 500):
            batch = sitting[start : start + 500]
            message.filter(about_type="network.membership", about_id__in=batch).update(confined_to=key)


class Migration(migrations.Migration):

    dependencies = [
        ("mailing", "0002_message_confined_to"),
        ("network", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="space",
            name="legal_person_source",
            field=models.CharField(blank=True, max_length=300, verbose_name="source de la constitution"),
        ),
        migrations.RunPython(confine, migrations.RunPython.noop, elidable=True),
    ]
