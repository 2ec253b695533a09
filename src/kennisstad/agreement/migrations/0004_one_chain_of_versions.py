from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("agreement", "0003_agreements_follow_each_other"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['first', 'successor', 'amendment'])), name='agreement_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'offered', 'signed'])), name='agreement_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('follows__isnull', True), ('kind', 'first')), models.Q(models.Q(('kind', 'first'), _negated=True), ('follows__isnull', False)), _connector='OR'), name='agreement_first_follows_none'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('follows__isnull', True), models.Q(('follows', models.F('pk')), _negated=True), _connector='OR'), name='agreement_does_not_follow_itself'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'first')), fields=('kind',), name='agreement_one_is_first'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('quorum__isnull', True), ('quorum__gte', 1), _connector='OR'), name='agreement_quorum_is_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('signed_on__isnull', True), ('status', 'signed'), _connector='OR'), name='agreement_dated_when_signed'),
        ),
    ]
