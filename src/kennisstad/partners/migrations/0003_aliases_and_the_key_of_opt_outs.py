# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0002_researchers_and_their_works'),
    ]

    operations = [
        migrations.CreateModel(
            name='ResearcherAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(max_length=20, unique=True)),
                ('researcher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='partners.researcher')),
            ],
        ),
        migrations.AddField(
            model_name='researchoptout',
            name='key',
            # Nobody knows with which secret earlier ones were made: the doctor warns of them.
            field=models.CharField(default='', max_length=16),
            preserve_default=False,
        ),
    ]
