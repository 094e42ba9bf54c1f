"""Keep the decision that ended a unit."""

import datetime
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('units', '0002_no_overlaps'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='closing',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.change'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', datetime.date(9999, 12, 31)), ('closing__isnull', True)), models.Q(models.Q(('closed_on', datetime.date(9999, 12, 31)), _negated=True), ('closing__isnull', False)), _connector='OR'), name='unit_closed_by_a_decision'),
        ),
    ]
