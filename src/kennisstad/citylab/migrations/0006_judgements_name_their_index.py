from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('citylab', '0005_courses_ask_for_questions'),
    ]

    operations = [
        migrations.RenameIndex(
            model_name='judgement',
            new_name='judgement_by_at',
            old_name='citylab_jud_at_71c9a5_idx',
        ),
    ]
