# SPDX-License-Identifier: EUPL-1.2

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PressFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True)),
                ('place', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(9999)])),
                ('number', models.PositiveBigIntegerField(validators=[django.core.validators.MaxValueValidator(1000000000000)])),
                ('holds_on', models.DateField(help_text='The day for which the number holds.')),
            ],
            options={
                'verbose_name': 'figure for the press',
                'verbose_name_plural': 'figures for the press',
            },
        ),
        migrations.CreateModel(
            name='Ambassador',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('alias', models.CharField(max_length=60)),
                ('country', models.CharField(max_length=60)),
                ('speaks', models.CharField(max_length=120)),
                ('connection', models.CharField(choices=[('student', 'student'), ('employee', 'employee'), ('researcher', 'researcher'), ('family', 'partner or family'), ('entrepreneur', 'entrepreneur'), ('lived-here', 'lived here before')], max_length=12)),
                ('subjects', models.TextField(max_length=500)),
                ('email', models.EmailField(max_length=254)),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], max_length=2)),
                ('consent_version', models.CharField(max_length=20)),
                ('consent_text', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AmbassadorMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('name', models.CharField(max_length=60)),
                ('email', models.EmailField(max_length=254)),
                ('words', models.TextField(max_length=2000)),
                ('sent_at', models.DateTimeField()),
                ('passed_on_at', models.DateTimeField(blank=True, null=True)),
                ('ambassador', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='welcome.ambassador')),
            ],
        ),
        migrations.CreateModel(
            name='PathStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True)),
                ('phase', models.CharField(choices=[('coming-in', 'coming in'), ('settling-in', 'settling in'), ('living-in', 'living in the city'), ('leaving', 'leaving')], max_length=12)),
                ('place', models.PositiveSmallIntegerField(default=0, help_text='The order within its phase.', validators=[django.core.validators.MaxValueValidator(9999)])),
                ('for_student', models.BooleanField(default=True)),
                ('for_employee', models.BooleanField(default=True)),
                ('for_researcher', models.BooleanField(default=True)),
                ('for_family', models.BooleanField(default=True)),
                ('for_entrepreneur', models.BooleanField(default=True)),
                ('passport', models.CharField(choices=[('any', 'everyone'), ('eu', 'people with a passport from the EU, the EEA or Switzerland'), ('other', 'people with another passport')], default='any', max_length=5)),
                ('counted_from', models.CharField(choices=[('none', 'no term'), ('arrival', 'the day of arrival'), ('departure', 'the day of departure')], default='none', max_length=9)),
                ('due', models.SmallIntegerField(blank=True, help_text='So many days or months after that day at the latest; below zero is before it.', null=True, validators=[django.core.validators.MinValueValidator(-1000), django.core.validators.MaxValueValidator(1000)])),
                ('unit', models.CharField(choices=[('day', 'days'), ('month', 'months')], default='day', max_length=5)),
                ('known_on', models.DateField(help_text='The day for which this is known to hold.')),
            ],
            options={
                'verbose_name': "step of the newcomer's path",
                'verbose_name_plural': "newcomer's path",
                'constraints': [models.CheckConstraint(condition=models.Q(('phase__in', ['coming-in', 'settling-in', 'living-in', 'leaving'])), name='pathstep_phase_is_known'), models.CheckConstraint(condition=models.Q(('passport__in', ['any', 'eu', 'other'])), name='pathstep_passport_is_known'), models.CheckConstraint(condition=models.Q(('counted_from__in', ['none', 'arrival', 'departure'])), name='pathstep_anchor_is_known'), models.CheckConstraint(condition=models.Q(('unit__in', ['day', 'month'])), name='pathstep_unit_is_known'), models.CheckConstraint(condition=models.Q(('for_student', True), ('for_employee', True), ('for_researcher', True), ('for_family', True), ('for_entrepreneur', True), _connector='OR'), name='pathstep_is_for_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('counted_from', 'none'), ('due__isnull', True)), models.Q(('counted_from__in', ('arrival', 'departure')), ('due__gte', -1000), ('due__lte', 1000)), _connector='OR'), name='pathstep_term_has_its_day')],
            },
        ),
        migrations.CreateModel(
            name='PathStepText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], max_length=2)),
                ('title', models.CharField(max_length=120)),
                ('task', models.TextField(max_length=1000, verbose_name='what to do')),
                ('why', models.TextField(blank=True, max_length=1000)),
                ('where', models.CharField(blank=True, max_length=160, verbose_name='where, in words')),
                ('address', models.URLField(blank=True, max_length=300, verbose_name='address of the official page')),
                ('source', models.CharField(max_length=160, verbose_name='who says so')),
                ('step', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='welcome.pathstep')),
            ],
        ),
        migrations.CreateModel(
            name='PressFactText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], max_length=2)),
                ('unit', models.CharField(help_text='What the number counts, such as “inhabitants”.', max_length=120)),
                ('definition', models.CharField(max_length=300)),
                ('source', models.CharField(max_length=200)),
                ('fact', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='welcome.pressfact')),
            ],
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=120)),
                ('address', models.CharField(blank=True, max_length=120)),
                ('postcode', models.CharField(blank=True, max_length=7)),
                ('place', models.CharField(blank=True, max_length=60)),
                ('website', models.URLField(blank=True, max_length=300)),
                ('step_free', models.CharField(choices=[('yes', 'step-free'), ('partly', 'partly step-free'), ('no', 'not step-free'), ('unknown', 'ask the venue about step-free access')], default='unknown', max_length=7)),
            ],
            options={
                'verbose_name': 'congress venue',
                'verbose_name_plural': 'congress venues',
                'constraints': [models.CheckConstraint(condition=models.Q(('step_free__in', ['yes', 'partly', 'no', 'unknown'])), name='venue_step_free_is_known')],
            },
        ),
        migrations.CreateModel(
            name='VenueRoom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('theatre', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)])),
                ('classroom', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)])),
                ('reception', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)])),
                ('is_example', models.BooleanField(default=False, verbose_name='these figures are an example')),
                ('source', models.CharField(blank=True, max_length=160)),
                ('known_on', models.DateField()),
                ('venue', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='welcome.venue')),
            ],
        ),
        migrations.CreateModel(
            name='VenueText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], max_length=2)),
                ('about', models.TextField(max_length=1000)),
                ('venue', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='welcome.venue')),
            ],
        ),
        migrations.AddConstraint(
            model_name='ambassador',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='ambassador_once_per_address'),
        ),
        migrations.AddConstraint(
            model_name='ambassador',
            constraint=models.CheckConstraint(condition=models.Q(('connection__in', ['student', 'employee', 'researcher', 'family', 'entrepreneur', 'lived-here'])), name='ambassador_connection_is_known'),
        ),
        migrations.AddConstraint(
            model_name='ambassador',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['nl', 'en'])), name='ambassador_language_is_known'),
        ),
        migrations.AddConstraint(
            model_name='ambassador',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), models.Q(('approved_at__gte', models.F('confirmed_at')), ('confirmed_at__isnull', False)), _connector='OR'), name='ambassador_confirms_before_the_desk_approves'),
        ),
        migrations.AddConstraint(
            model_name='ambassadormessage',
            constraint=models.CheckConstraint(condition=models.Q(('passed_on_at__isnull', True), ('passed_on_at__gte', models.F('sent_at')), _connector='OR'), name='ambassadormessage_passed_on_after_it_was_sent'),
        ),
        migrations.AddConstraint(
            model_name='pathsteptext',
            constraint=models.UniqueConstraint(fields=('step', 'language'), name='pathsteptext_once_per_language'),
        ),
        migrations.AddConstraint(
            model_name='pathsteptext',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['nl', 'en'])), name='pathsteptext_language_is_known'),
        ),
        migrations.AddConstraint(
            model_name='pressfacttext',
            constraint=models.UniqueConstraint(fields=('fact', 'language'), name='pressfacttext_once_per_language'),
        ),
        migrations.AddConstraint(
            model_name='pressfacttext',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['nl', 'en'])), name='pressfacttext_language_is_known'),
        ),
        migrations.AddConstraint(
            model_name='venueroom',
            constraint=models.UniqueConstraint(fields=('venue', 'name'), name='venueroom_once_by_name'),
        ),
        migrations.AddConstraint(
            model_name='venueroom',
            constraint=models.CheckConstraint(condition=models.Q(('is_example', True), models.Q(('source', ''), _negated=True), _connector='OR'), name='venueroom_example_or_source'),
        ),
        migrations.AddConstraint(
            model_name='venueroom',
            constraint=models.CheckConstraint(condition=models.Q(('theatre__isnull', True), models.Q(('theatre__gte', 1), ('theatre__lte', 100000)), _connector='OR'), name='venueroom_theatre_is_a_number_of_people'),
        ),
        migrations.AddConstraint(
            model_name='venueroom',
            constraint=models.CheckConstraint(condition=models.Q(('classroom__isnull', True), models.Q(('classroom__gte', 1), ('classroom__lte', 100000)), _connector='OR'), name='venueroom_classroom_is_a_number_of_people'),
        ),
        migrations.AddConstraint(
            model_name='venueroom',
            constraint=models.CheckConstraint(condition=models.Q(('reception__isnull', True), models.Q(('reception__gte', 1), ('reception__lte', 100000)), _connector='OR'), name='venueroom_reception_is_a_number_of_people'),
        ),
        migrations.AddConstraint(
            model_name='venuetext',
            constraint=models.UniqueConstraint(fields=('venue', 'language'), name='venuetext_once_per_language'),
        ),
        migrations.AddConstraint(
            model_name='venuetext',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['nl', 'en'])), name='venuetext_language_is_known'),
        ),
    ]
