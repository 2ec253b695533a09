# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('district', 'district'), ('neighbourhood', 'neighbourhood')], max_length=15)),
                ('code', models.CharField(max_length=10, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='neighbourhoods', to='neighbourhoods.area')),
            ],
        ),
        migrations.CreateModel(
            name='City',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('municipality_code', models.CharField(max_length=6)),
                ('desk_name', models.CharField(max_length=120)),
                ('address', models.TextField(blank=True, max_length=400)),
                ('postcode', models.CharField(blank=True, max_length=7)),
                ('place', models.CharField(blank=True, max_length=80)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('postcode_first', models.PositiveSmallIntegerField()),
                ('postcode_last', models.PositiveSmallIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='city_is_one'), models.CheckConstraint(condition=models.Q(('postcode_first__gte', 1000), ('postcode_first__lte', models.F('postcode_last')), ('postcode_last__lte', 9999)), name='city_postcodes_are_a_range')],
            },
        ),
        migrations.CreateModel(
            name='CityText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], max_length=2)),
                ('opening_hours', models.TextField(blank=True, max_length=1000)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='neighbourhoods.city')),
            ],
        ),
        migrations.CreateModel(
            name='Outline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('geometry', models.JSONField()),
                ('attribution', models.CharField(max_length=200)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outlines', to='neighbourhoods.area')),
            ],
        ),
        migrations.CreateModel(
            name='PostcodeArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pc4', models.PositiveSmallIntegerField()),
                ('share', models.FloatField(blank=True, null=True)),
                ('source', models.CharField(max_length=200)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postcodes', to='neighbourhoods.area')),
            ],
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['district', 'neighbourhood'])), name='area_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'neighbourhood'), ('parent__isnull', False)), models.Q(models.Q(('kind', 'neighbourhood'), _negated=True), ('parent__isnull', True)), _connector='OR'), name='area_neighbourhoods_alone_have_a_parent'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('code', ''), _negated=True), models.Q(('slug', ''), _negated=True)), name='area_is_named'),
        ),
        migrations.AddConstraint(
            model_name='citytext',
            constraint=models.UniqueConstraint(fields=('city', 'language'), name='citytext_once_per_language'),
        ),
        migrations.AddConstraint(
            model_name='outline',
            constraint=models.UniqueConstraint(fields=('area', 'year'), name='outline_once_per_year'),
        ),
        migrations.AddConstraint(
            model_name='outline',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 1950), ('year__lte', 2100)), name='outline_year_is_likely'),
        ),
        migrations.AddConstraint(
            model_name='outline',
            constraint=models.CheckConstraint(condition=models.Q(('attribution', ''), _negated=True), name='outline_names_its_makers'),
        ),
        migrations.AddConstraint(
            model_name='postcodearea',
            constraint=models.UniqueConstraint(fields=('pc4', 'area'), name='postcode_once_per_area'),
        ),
        migrations.AddConstraint(
            model_name='postcodearea',
            constraint=models.CheckConstraint(condition=models.Q(('pc4__gte', 1000), ('pc4__lte', 9999)), name='postcode_has_four_digits'),
        ),
        migrations.AddConstraint(
            model_name='postcodearea',
            constraint=models.CheckConstraint(condition=models.Q(('share__isnull', True), models.Q(('share__gt', 0), ('share__lte', 1)), _connector='OR'), name='postcode_share_is_a_part'),
        ),
        migrations.AddConstraint(
            model_name='citytext',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['nl', 'en'])), name='citytext_language_is_known'),
        ),
    ]
