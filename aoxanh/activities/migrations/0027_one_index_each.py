"""Foreign keys whose column leads another index need none of their own: fewer to keep with every scan and sign-up.

Only the indexes go. Altering the fields would make SQLite lay the tables anew, without the triggers of what only grows.
"""

import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.upgrading import GentleMigration


_COVERED = (
    ("scan", "activity_id", "e744126e"),
    ("scan", "person_id", "74290c2f"),
    ("participation", "activity_id", "398b3752"),
    ("participation", "organiser_unit_id", "c99c9d79"),
    ("participation", "participant_unit_id", "192d208f"),
    ("participation", "person_id", "fe2362d7"),
    ("participation", "shift_id", "f70216bd"),
    ("signup", "person_id", "cb0870e9"),
    ("signup", "shift_id", "8bba4f42"),
    ("pass", "activity_id", "c935fc8a"),
    ("pass", "person_id", "e1e8f1ff"),
)


def _dropped(table, column, mark):
    name = f"activities_{table}_{column}_{mark}"
    return migrations.RunSQL(
        f"DROP INDEX {name}", f"CREATE INDEX {name} ON activities_{table} ({column})"
    )


class Migration(GentleMigration):

    dependencies = [
        ('activities', '0026_papers_photographed'),
        ('people', '0006_erased_persons'),
        ('units', '0007_year_themes'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[_dropped(*each) for each in _COVERED],
            state_operations=[
                migrations.AlterField(
                    model_name='participation',
                    name='activity',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='activities.activity'),
                ),
                migrations.AlterField(
                    model_name='participation',
                    name='organiser_unit',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
                ),
                migrations.AlterField(
                    model_name='participation',
                    name='participant_unit',
                    field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
                ),
                migrations.AlterField(
                    model_name='participation',
                    name='person',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
                ),
                migrations.AlterField(
                    model_name='participation',
                    name='shift',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='activities.shift'),
                ),
                migrations.AlterField(
                    model_name='pass',
                    name='activity',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='passes', to='activities.activity'),
                ),
                migrations.AlterField(
                    model_name='pass',
                    name='person',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
                ),
                migrations.AlterField(
                    model_name='scan',
                    name='activity',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.activity'),
                ),
                migrations.AlterField(
                    model_name='scan',
                    name='person',
                    field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
                ),
                migrations.AlterField(
                    model_name='signup',
                    name='person',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
                ),
                migrations.AlterField(
                    model_name='signup',
                    name='shift',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='signups', to='activities.shift'),
                ),
            ],
        ),
    ]
