from datetime import timedelta

from django.db import migrations

WEEK = timedelta(days=7)


def promise_a_week(apps, schema_editor):
    """Messages of before get a week, which is about the five working days of those that come."""
    for message in apps.get_model("contact", "Message").objects.filter(due_on=None).iterator():
        message.due_on = (message.sent_at + WEEK).date()
        message.save(update_fields=["due_on"])


class Migration(migrations.Migration):

    dependencies = [("contact", "0002_a_message_has_a_desk")]

    operations = [migrations.RunPython(promise_a_week, migrations.RunPython.noop)]
