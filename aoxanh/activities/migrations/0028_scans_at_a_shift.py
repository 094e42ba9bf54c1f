"""The scans of many persons at one shift are found by both, however few of them PostgreSQL believes there are.

An index of the shift alone was read whole for each batch while a door filled up. Altering the field would make SQLite
lay the table anew, without the triggers of what only grows.
"""

import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.upgrading import GentleMigration


_ALONE = "activities_scan_shift_id_4869bbc9"


class Migration(GentleMigration):

    dependencies = [
        ('activities', '0027_one_index_each'),
        ('people', '0006_erased_persons'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='scan',
            index=models.Index(fields=['shift', 'person'], name='scan_at_shift_of_person'),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX {_ALONE}", f"CREATE INDEX {_ALONE} ON activities_scan (shift_id)"
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='scan',
                    name='shift',
                    field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.shift'),
                ),
            ],
        ),
    ]
