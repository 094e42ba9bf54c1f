import aoxanh.kernel.transactions
import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables
from aoxanh.kernel.immutable import RefuseChanges


class Migration(migrations.Migration):

    replaces = [('audit', '0001_initial'), ('audit', '0002_append_only'), ('audit', '0003_one_successor_each')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Bookmark',
                    fields=[
                        ('follower', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('xact', models.BigIntegerField(default=0)),
                        ('entry_id', models.BigIntegerField(default=0)),
                        ('moved_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.CharField(max_length=60)),
                        ('unit_id', models.BigIntegerField(null=True)),
                        ('actor_kind', models.CharField(max_length=8)),
                        ('account_id', models.BigIntegerField(null=True)),
                        ('pass_id', models.BigIntegerField(null=True)),
                        ('cause', models.CharField(blank=True, max_length=80)),
                        ('subject_type', models.CharField(blank=True, max_length=40)),
                        ('subject_id', models.BigIntegerField(null=True)),
                        ('touches', models.JSONField(default=list)),
                        ('values', models.JSONField(default=dict)),
                        ('detail_digest', models.CharField(blank=True, max_length=64)),
                        ('xact', models.BigIntegerField(db_default=aoxanh.kernel.transactions.TransactionId())),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['xact', 'id'], name='entry_in_order'), models.Index(fields=['unit_id', '-id'], name='entry_of_unit'), models.Index(fields=['subject_type', 'subject_id'], name='entry_of_subject')],
                    },
                ),
                migrations.CreateModel(
                    name='Seal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('last_xact', models.BigIntegerField()),
                        ('last_entry_id', models.BigIntegerField()),
                        ('entries', models.PositiveIntegerField()),
                        ('previous', models.CharField(blank=True, max_length=64)),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('signature', models.CharField(max_length=128)),
                        ('sealed_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('previous'), name='seal_has_one_successor')],
                    },
                ),
                migrations.CreateModel(
                    name='Detail',
                    fields=[
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='detail', serialize=False, to='audit.entry')),
                        ('salt', models.CharField(max_length=32)),
                        ('payload', models.JSONField()),
                    ],
                ),
            ],
        ),
        RefuseChanges(
            table='audit_entry',
        ),
        RefuseChanges(
            table='audit_seal',
        ),
        RefuseChanges(
            table='audit_detail',
            verbs=('UPDATE',),
        ),
    ]
