import aoxanh.recognition.models.certificates
import datetime
import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    replaces = [('recognition', '0001_initial'), ('recognition', '0002_service_years'), ('recognition', '0003_papers_by_rule'), ('recognition', '0004_commendations')]

    initial = True

    dependencies = [
        ('activities', '0017_kinds_that_train'),
        ('files', '0003_bundles'),
        ('people', '0005_mergers'),
        ('units', '0005_reorganisations'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='RecognitionRuleRow',
                    fields=[
                        ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=160, verbose_name='quy định')),
                        ('source', models.CharField(max_length=200, verbose_name='căn cứ')),
                        ('definition', models.JSONField()),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=aoxanh.recognition.models.certificates.new_certificate_code, editable=False, max_length=16, unique=True)),
                        ('year', models.PositiveSmallIntegerField(verbose_name='năm vào sổ')),
                        ('number', models.PositiveIntegerField(verbose_name='số vào sổ')),
                        ('issued_on', models.DateField(verbose_name='ngày cấp')),
                        ('starts_on', models.DateField(verbose_name='từ ngày')),
                        ('ends_on', models.DateField(verbose_name='đến hết ngày')),
                        ('minutes', models.PositiveIntegerField(verbose_name='số phút')),
                        ('minutes_by_source', models.JSONField(default=dict)),
                        ('activities_count', models.PositiveIntegerField(verbose_name='số hoạt động')),
                        ('activity_title', models.CharField(blank=True, max_length=200, verbose_name='tên hoạt động')),
                        ('organisers', models.JSONField(default=list)),
                        ('confirmers', models.JSONField(default=list)),
                        ('unit_name', models.CharField(max_length=200, verbose_name='đơn vị cấp')),
                        ('wording', models.JSONField(default=dict)),
                        ('person_name', models.CharField(max_length=120, verbose_name='người được chứng nhận')),
                        ('birth_date', models.DateField(null=True)),
                        ('birth_year', models.PositiveSmallIntegerField(null=True)),
                        ('person_units', models.CharField(blank=True, max_length=420)),
                        ('signer_name', models.CharField(max_length=120, verbose_name='người ký')),
                        ('signer_title', models.CharField(max_length=120, verbose_name='chức danh người ký')),
                        ('token', models.TextField()),
                        ('status', models.CharField(choices=[('VALID', 'Hợp lệ'), ('REVOKED', 'Đã thu hồi')], default='VALID', max_length=8)),
                        ('revoked_on', models.DateField(null=True, verbose_name='ngày thu hồi')),
                        ('revoke_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thu hồi')),
                        ('disclosed', models.BooleanField(default=False, verbose_name='cho xem họ tên')),
                        ('created_at', models.DateTimeField()),
                        ('activity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.activity')),
                        ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                        ('replaced_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='recognition.certificate')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('series', models.CharField(default='CN', max_length=8, verbose_name='sổ')),
                        ('rule', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recognition.recognitionrulerow')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person', '-issued_on'], name='certificate_of_person'), models.Index(fields=['activity'], name='certificate_of_activity')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('activity__isnull', False), ('status', 'VALID')), fields=('unit', 'person', 'activity'), name='certificate_of_activity_once'), models.CheckConstraint(condition=models.Q(('starts_on__lt', models.F('ends_on'))), name='certificate_period'), models.CheckConstraint(condition=models.Q(('activities_count__gt', 0), ('minutes__gt', 0)), name='certificate_has_hours'), models.CheckConstraint(condition=models.Q(models.Q(('replaced_by', None), ('revoked_on', None), ('status', 'VALID')), models.Q(('revoke_reason__gt', ''), ('revoked_on__isnull', False), ('status', 'REVOKED')), _connector='OR'), name='certificate_revoked_with_reason'), models.UniqueConstraint(fields=('unit', 'year', 'series', 'number'), name='certificate_number_once'), models.UniqueConstraint(condition=models.Q(('activity__isnull', True), ('rule__isnull', True), ('status', 'VALID')), fields=('unit', 'person', 'starts_on', 'ends_on'), name='certificate_of_period_once'), models.UniqueConstraint(condition=models.Q(('rule__isnull', False), ('status', 'VALID')), fields=('person', 'rule', 'starts_on', 'ends_on'), name='certificate_by_rule_once'), models.CheckConstraint(condition=models.Q(('rule__isnull', True), ('activity__isnull', True), _connector='OR'), name='certificate_by_rule_of_period')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceRuleRow',
                    fields=[
                        ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=160, verbose_name='quy định')),
                        ('source', models.CharField(max_length=200, verbose_name='căn cứ')),
                        ('definition', models.JSONField()),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='ElsewhereProof',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200, verbose_name='tên hoạt động')),
                        ('organiser', models.CharField(max_length=200, verbose_name='đơn vị tổ chức')),
                        ('starts_on', models.DateField(verbose_name='từ ngày')),
                        ('ends_on', models.DateField(verbose_name='đến hết ngày')),
                        ('days', models.PositiveSmallIntegerField(verbose_name='số ngày')),
                        ('hours', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='số giờ')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                        ('decided_by_id', models.BigIntegerField(blank=True, null=True)),
                        ('state', models.CharField(choices=[('DECLARED', 'Chờ đơn vị xác nhận'), ('CONFIRMED', 'Đơn vị đã xác nhận'), ('REFUSED', 'Không được chấp nhận')], default='DECLARED', max_length=12)),
                        ('declared_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person', 'starts_on'], name='elsewhere_of_person'), models.Index(fields=['unit', 'state'], name='elsewhere_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('days__gt', 0), ('starts_on__lt', models.F('ends_on'))), name='elsewhere_proof_days'), models.CheckConstraint(condition=models.Q(('hours__isnull', True), ('hours__gt', 0), _connector='OR'), name='elsewhere_proof_hours'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'DECLARED')), models.Q(models.Q(('state', 'DECLARED'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='elsewhere_proof_decided_at_when_decided'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'REFUSED'), _negated=True), ('reason__gt', ''), _connector='OR'), name='elsewhere_proof_refused_with_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='RuleAdoption',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('decision_number', models.CharField(blank=True, max_length=120, verbose_name='số, ngày văn bản')),
                        ('valid_from', models.DateField(verbose_name='từ ngày')),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('adopted_by_id', models.BigIntegerField(blank=True, null=True)),
                        ('adopted_at', models.DateTimeField()),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recognition.servicerulerow')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='rule_adoption_period'), models.UniqueConstraint(fields=('unit', 'valid_from'), name='rule_adoption_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Commendation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='người, tập thể được khen')),
                        ('is_collective', models.BooleanField(default=False, verbose_name='tập thể')),
                        ('form', models.CharField(choices=[('MERIT', 'Bằng khen'), ('PRAISE', 'Giấy khen'), ('MENTION', 'Biểu dương')], max_length=12, verbose_name='hình thức')),
                        ('level', models.CharField(choices=[('CENTRAL', 'Trung ương'), ('PROVINCE', 'Cấp tỉnh'), ('DISTRICT', 'Cấp huyện, Đoàn trực thuộc'), ('COMMUNE', 'Cấp xã, cơ sở')], max_length=12, verbose_name='cấp khen')),
                        ('occasion', models.CharField(choices=[('PERIODIC', 'Định kỳ'), ('AD_HOC', 'Đột xuất')], default='PERIODIC', max_length=12, verbose_name='dịp khen')),
                        ('merit', models.CharField(max_length=500, verbose_name='thành tích')),
                        ('evidence', models.CharField(blank=True, max_length=500, verbose_name='minh chứng')),
                        ('deeds', models.JSONField(default=dict)),
                        ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                        ('decided_on', models.DateField(null=True, verbose_name='ngày quyết định')),
                        ('authority', models.CharField(blank=True, max_length=200, verbose_name='cấp có thẩm quyền')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                        ('state', models.CharField(choices=[('PROPOSED', 'Đang đề nghị'), ('DECIDED', 'Đã khen thưởng'), ('DECLINED', 'Không khen thưởng')], default='PROPOSED', max_length=12)),
                        ('created_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                        ('collective', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person', '-decided_on'], name='commendation_of_person'), models.Index(fields=['unit', 'state'], name='commendation_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_collective', True), ('person__isnull', True)), models.Q(('collective__isnull', True), ('is_collective', False), ('person__isnull', False)), _connector='OR'), name='commendation_of_person_or_collective'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'DECIDED'), _negated=True), models.Q(('authority__gt', ''), ('decided_on__isnull', False), ('decision_number__gt', '')), _connector='OR'), name='commendation_decided_by_decision'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'DECLINED'), _negated=True), ('reason__gt', ''), _connector='OR'), name='commendation_declined_with_reason'), models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('state', 'DECIDED')), fields=('person', 'decision_number', 'decided_on'), name='commendation_of_person_once'), models.UniqueConstraint(condition=models.Q(('is_collective', True), ('state', 'DECIDED')), fields=('unit', 'name', 'decision_number', 'decided_on'), name='commendation_of_collective_once')],
                    },
                ),
            ],
        ),
    ]
