# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations


def chain(apps, schema_editor):
    """What was entered before had been signed; each follows the one that started before it."""
    before = None
    for agreement in apps.get_model("agreement", "Agreement").objects.order_by("starts_on", "pk"):
        agreement.kind = "successor" if before else "first"
        agreement.status, agreement.follows = "signed", before
        agreement.save(update_fields=["kind", "status", "follows"])
        before = agreement


class Migration(migrations.Migration):

    dependencies = [
        ("agreement", "0002_versions_commitments_and_signatures"),
    ]

    operations = [migrations.RunPython(chain, migrations.RunPython.noop)]
