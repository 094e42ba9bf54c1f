import aoxanh.kernel.codes
import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    replaces = [('work', '0001_initial'), ('work', '0002_lists'), ('work', '0003_one_index_each'), ('work', '0004_forgotten')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Schedule',
                    fields=[
                        ('name', models.CharField(max_length=60, primary_key=True, serialize=False)),
                        ('asked_until', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Job',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=aoxanh.kernel.codes.new_code, editable=False, max_length=10, unique=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('arguments', models.JSONField(default=dict)),
                        ('unit_id', models.BigIntegerField(null=True)),
                        ('account_id', models.BigIntegerField(null=True)),
                        ('done', models.PositiveIntegerField(default=0)),
                        ('total', models.PositiveIntegerField(default=0)),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('result_file_id', models.BigIntegerField(null=True)),
                        ('idempotency_key', models.CharField(max_length=120, null=True, unique=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('state', models.CharField(choices=[('QUEUED', 'Đang chờ'), ('RUNNING', 'Đang chạy'), ('DONE', 'Đã xong'), ('FAILED', 'Không xong'), ('CANCELLED', 'Đã dừng theo yêu cầu')], default='QUEUED', max_length=10)),
                        ('run_after', models.DateTimeField()),
                        ('lease_until', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField()),
                        ('started_at', models.DateTimeField(null=True)),
                        ('finished_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state__in', ('QUEUED', 'RUNNING'))), fields=['run_after', 'id'], name='job_queue'), models.Index(fields=['account_id', '-id'], name='job_of_account'), models.Index(fields=['unit_id', '-id'], name='job_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='job_done_of_total'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'RUNNING')), models.Q(models.Q(('state', 'RUNNING'), _negated=True), ('lease_until__isnull', True)), _connector='OR'), name='job_leased_while_running'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state__in', ('DONE', 'FAILED', 'CANCELLED'))), models.Q(models.Q(('state__in', ('DONE', 'FAILED', 'CANCELLED')), _negated=True), ('finished_at__isnull', True)), _connector='OR'), name='job_finished_when_ended')],
                    },
                ),
                migrations.CreateModel(
                    name='Batch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=aoxanh.kernel.codes.new_code, editable=False, max_length=10, unique=True)),
                        ('kind', models.CharField(max_length=60)),
                        ('unit_id', models.BigIntegerField()),
                        ('account_id', models.BigIntegerField(null=True)),
                        ('subject_id', models.BigIntegerField(null=True)),
                        ('job_id', models.BigIntegerField(null=True)),
                        ('name', models.CharField(max_length=160, verbose_name='tên danh sách')),
                        ('headings', models.JSONField(default=list)),
                        ('headings_through', models.IntegerField(default=-1)),
                        ('mapping', models.JSONField(default=list)),
                        ('fills', models.JSONField(default=dict)),
                        ('ready', models.PositiveIntegerField(default=0)),
                        ('faulty', models.PositiveIntegerField(default=0)),
                        ('noted', models.PositiveIntegerField(default=0)),
                        ('applied', models.PositiveIntegerField(default=0)),
                        ('kept', models.PositiveIntegerField(default=0)),
                        ('state', models.CharField(choices=[('MAPPING', 'Chờ ghép cột'), ('CHECKING', 'Đang kiểm tra'), ('CHECKED', 'Chờ xác nhận'), ('APPLYING', 'Đang nhập'), ('APPLIED', 'Đã nhập'), ('UNDOING', 'Đang hoàn tác'), ('UNDONE', 'Đã hoàn tác')], default='MAPPING', max_length=10)),
                        ('created_at', models.DateTimeField()),
                        ('applied_at', models.DateTimeField(null=True)),
                        ('undone_at', models.DateTimeField(null=True)),
                        ('undone_by_id', models.BigIntegerField(null=True)),
                        ('forgotten_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit_id', '-id'], name='batch_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'UNDONE'), _negated=True), ('undone_at__isnull', False), _connector='OR'), name='batch_undone_at_some_time')],
                    },
                ),
                migrations.CreateModel(
                    name='BatchRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('line', models.PositiveIntegerField()),
                        ('cells', models.JSONField()),
                        ('mended', models.JSONField(null=True)),
                        ('marks', models.JSONField(default=list)),
                        ('findings', models.JSONField(default=list)),
                        ('made', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('READY', 'Nhập được'), ('FAULTY', 'Cần sửa'), ('NOTE', 'Không phải dữ liệu'), ('APPLIED', 'Đã nhập'), ('UNDONE', 'Đã hoàn tác'), ('KEPT', 'Giữ lại')], default='READY', max_length=8)),
                        ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='work.batch')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('batch', 'line'), name='batch_row_once_a_line')],
                    },
                ),
            ],
        ),
    ]
