import datetime
import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    replaces = [('inspections', '0001_initial'), ('inspections', '0002_checklists_about_models'), ('inspections', '0003_visits_as_often_as_wanted')]

    initial = True

    dependencies = [
        ('units', '0007_year_themes'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Checklist',
                    fields=[
                        ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120, verbose_name='bảng kiểm')),
                        ('items', models.JSONField()),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('about_models', models.BooleanField(default=False)),
                        ('inspects', models.BooleanField(default=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='ItUse',
                    fields=[
                        ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120, verbose_name='cách ứng dụng')),
                        ('seen_by', models.CharField(blank=True, choices=[('', 'Đơn vị tự nêu'), ('ACTIVITIES', 'hoạt động mở trên cổng'), ('SIGNUPS', 'lượt đăng ký trực tuyến'), ('CHECKINS', 'lượt điểm danh')], max_length=12)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='InspectionPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                        ('created_at', models.DateTimeField()),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('unit', 'year'), name='inspection_plan_once_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='Draw',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seed', models.CharField(max_length=100, verbose_name='số rút thăm')),
                        ('pool', models.JSONField()),
                        ('pool_digest', models.CharField(max_length=64)),
                        ('drawn', models.JSONField()),
                        ('names', models.JSONField()),
                        ('account_id', models.BigIntegerField(null=True)),
                        ('drawn_at', models.DateTimeField()),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='inspections.inspectionplan')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('seed', ''), _negated=True), name='draw_has_seed')],
                    },
                ),
                migrations.CreateModel(
                    name='UseDeclaration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uses', models.JSONField()),
                        ('seen', models.JSONField(default=dict)),
                        ('evidence', models.TextField(verbose_name='minh chứng')),
                        ('note', models.CharField(blank=True, max_length=500, verbose_name='ý kiến cấp trên')),
                        ('state', models.CharField(choices=[('SENT', 'Chờ cấp trên xem'), ('ACCEPTED', 'Đã công nhận'), ('RETURNED', 'Trả lại')], default='SENT', max_length=8)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('decided_by_id', models.BigIntegerField(null=True)),
                        ('sent_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', 'valid_from'], name='use_declaration_of_unit')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'SENT')), fields=('unit',), name='use_declaration_waits_once'), models.CheckConstraint(condition=models.Q(('valid_from__lte', models.F('valid_to'))), name='use_declaration_period'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'SENT')), models.Q(models.Q(('state', 'SENT'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='use_declaration_decided_at_when_decided')],
                    },
                ),
                migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('items', models.JSONField()),
                        ('held_on', models.DateField(blank=True, null=True, verbose_name='ngày kiểm tra')),
                        ('team', models.CharField(blank=True, max_length=500, verbose_name='đoàn kiểm tra')),
                        ('marks', models.JSONField(default=dict)),
                        ('conclusion', models.TextField(blank=True, verbose_name='kết luận')),
                        ('state', models.CharField(choices=[('PLANNED', 'Theo kế hoạch'), ('CONCLUDED', 'Đã kết luận')], default='PLANNED', max_length=12)),
                        ('planned_at', models.DateTimeField()),
                        ('concluded_at', models.DateTimeField(blank=True, null=True)),
                        ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inspections.checklist')),
                        ('draw', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='inspections.draw')),
                        ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unitkind')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='inspections.inspectionplan')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', 'state'], name='visit_to_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('held_on__isnull', True), ('state', 'PLANNED')), models.Q(('concluded_at__isnull', False), ('conclusion__gt', ''), ('held_on__isnull', False), ('state', 'CONCLUDED')), _connector='OR'), name='visit_concluded_with_day_and_words'), models.UniqueConstraint(condition=models.Q(('state', 'PLANNED')), fields=('plan', 'unit', 'checklist'), name='visit_waits_once_by_checklist')],
                    },
                ),
                migrations.CreateModel(
                    name='Remedy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('finding', models.CharField(max_length=500, verbose_name='điều chưa đạt')),
                        ('remedy', models.CharField(max_length=500, verbose_name='việc cần khắc phục')),
                        ('due_on', models.DateField(verbose_name='hạn khắc phục')),
                        ('proof', models.CharField(blank=True, max_length=500, verbose_name='minh chứng')),
                        ('done_on', models.DateField(blank=True, null=True)),
                        ('asked_at', models.DateTimeField()),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='inspections.visit')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', True), ('proof', '')), models.Q(('done_on__isnull', False), models.Q(('proof', ''), _negated=True)), _connector='OR'), name='remedy_done_with_proof'), models.CheckConstraint(condition=models.Q(models.Q(('finding', ''), _negated=True), models.Q(('remedy', models.F('finding')), _negated=True), models.Q(('remedy', ''), _negated=True)), name='remedy_says_what')],
                    },
                ),
            ],
        ),
    ]
