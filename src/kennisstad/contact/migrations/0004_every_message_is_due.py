from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("contact", "0003_messages_are_due")]

    operations = [migrations.AlterField(model_name="message", name="due_on", field=models.DateField())]
