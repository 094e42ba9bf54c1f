import aoxanh.kernel.codes
import datetime
import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables
from aoxanh.kernel.overlaps import ForbidOverlaps


class Migration(migrations.Migration):

    replaces = [('units', '0001_initial'), ('units', '0002_no_overlaps'), ('units', '0003_unit_closing'), ('units', '0004_first_run'), ('units', '0005_reorganisations'), ('units', '0006_clusters'), ('units', '0007_year_themes')]

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Change',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('verb', models.CharField(choices=[('FOUND', 'Thành lập'), ('RENAME', 'Đổi tên'), ('RECLASSIFY', 'Đổi loại hình'), ('MOVE', 'Chuyển về đơn vị khác'), ('CLOSE', 'Kết thúc hoạt động'), ('MERGE', 'Hợp nhất, sáp nhập'), ('SPLIT', 'Chia tách')], max_length=12)),
                        ('on', models.DateField(verbose_name='có hiệu lực từ')),
                        ('decision_number', models.CharField(blank=True, max_length=80, verbose_name='số quyết định')),
                        ('decision_on', models.DateField(blank=True, null=True, verbose_name='ngày ký')),
                        ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='cơ quan quyết định')),
                        ('account_id', models.BigIntegerField(null=True)),
                        ('recorded_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='UnitKind',
                    fields=[
                        ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('family', models.CharField(choices=[('DOAN', 'Đoàn TNCS Hồ Chí Minh'), ('HOI_LHTN', 'Hội Liên hiệp Thanh niên Việt Nam'), ('HOI_SV', 'Hội Sinh viên Việt Nam'), ('DOI_TNTP', 'Đội TNTP Hồ Chí Minh'), ('GROUP', 'Câu lạc bộ, đội, nhóm'), ('STATE', 'Cơ quan nhà nước, tổ chức chính trị - xã hội'), ('PARTNER', 'Đối tác')], max_length=12)),
                        ('level', models.CharField(choices=[('CENTRAL', 'Trung ương'), ('PROVINCE', 'Cấp tỉnh'), ('DISTRICT', 'Cấp huyện'), ('COMMUNE', 'Cấp xã'), ('GRASSROOTS', 'Cơ sở'), ('BRANCH', 'Chi đoàn, chi hội')], max_length=12)),
                        ('name', models.CharField(max_length=120, verbose_name='tên loại hình')),
                        ('prefix', models.CharField(blank=True, max_length=60)),
                        ('is_sector', models.BooleanField(default=False, verbose_name='Đoàn trực thuộc')),
                        ('is_territorial', models.BooleanField(default=False)),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='Unit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=aoxanh.kernel.codes.new_code, editable=False, max_length=10, unique=True)),
                        ('founded_on', models.DateField(verbose_name='thành lập ngày')),
                        ('closed_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='kết thúc ngày')),
                        ('counterpart', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('founding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.change')),
                        ('closing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.change')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('founded_on__lt', models.F('closed_on'))), name='unit_closed_after_founded'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on', datetime.date(9999, 12, 31)), ('closing__isnull', True)), models.Q(models.Q(('closed_on', datetime.date(9999, 12, 31)), _negated=True), ('closing__isnull', False)), _connector='OR'), name='unit_closed_by_a_decision')],
                    },
                ),
                migrations.CreateModel(
                    name='Succession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('keeper', models.BooleanField(default=False)),
                        ('change', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.change')),
                        ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heirs', to='units.unit')),
                        ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heritages', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor'), name='succession_once'), models.UniqueConstraint(condition=models.Q(('keeper', True)), fields=('predecessor',), name='succession_one_keeper'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_not_to_itself')],
                    },
                ),
                migrations.CreateModel(
                    name='Parenthood',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('change', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.change')),
                        ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='childhoods', to='units.unit')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parenthoods', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='parenthood_period'), models.CheckConstraint(condition=models.Q(('unit', models.F('parent')), _negated=True), name='parenthood_not_of_itself'), models.UniqueConstraint(fields=('unit', 'valid_from'), name='parenthood_once_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Instance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scale', models.CharField(choices=[('NATION', 'Toàn quốc'), ('PROVINCE', 'Cấp tỉnh'), ('DISTRICT', 'Cấp huyện'), ('COMMUNE', 'Cấp xã')], max_length=12)),
                        ('name', models.CharField(max_length=120, verbose_name='tên cổng')),
                        ('short_name', models.CharField(max_length=60)),
                        ('portal_label', models.CharField(default='Cổng thông tin', max_length=60)),
                        ('place_name', models.CharField(max_length=60, verbose_name='địa danh trên văn bản')),
                        ('document_code', models.CharField(blank=True, max_length=40, verbose_name='ký hiệu văn bản')),
                        ('support_phone', models.CharField(blank=True, max_length=20)),
                        ('theme', models.CharField(default='nui', max_length=20)),
                        ('second_factor', models.CharField(choices=[('OPTIONAL', 'Tự chọn'), ('WIDE', 'Bắt buộc với vai trò phạm vi rộng'), ('ALL', 'Bắt buộc với mọi cán bộ')], default='WIDE', max_length=10)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('created_at', models.DateTimeField()),
                        ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                        ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('year_themes', models.JSONField(blank=True, default=dict, verbose_name='chủ đề năm')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='instance_is_one')],
                    },
                ),
                migrations.CreateModel(
                    name='Hold',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=60)),
                        ('until', models.DateField()),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('unit', 'key'), name='hold_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Closure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('depth', models.PositiveSmallIntegerField()),
                        ('keeper', models.BooleanField(default=False)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('ancestor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('descendant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ancestry', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['descendant', 'valid_from', 'valid_to', 'ancestor'], name='closure_upward')],
                        'constraints': [models.UniqueConstraint(fields=('ancestor', 'descendant', 'valid_from'), name='closure_once'), models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='closure_period')],
                    },
                ),
                migrations.CreateModel(
                    name='UnitAlias',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('search_text', models.CharField(max_length=250)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('unit', 'search_text'), name='unit_alias_once')],
                    },
                ),
                migrations.CreateModel(
                    name='UnitVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='tên đơn vị')),
                        ('short_name', models.CharField(max_length=120, verbose_name='tên gọn')),
                        ('header_superior', models.CharField(blank=True, max_length=200)),
                        ('header_body', models.CharField(blank=True, max_length=200)),
                        ('search_text', models.CharField(max_length=250)),
                        ('sort_key', models.CharField(max_length=250)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('change', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.change')),
                        ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unitkind')),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['sort_key'], name='unit_version_sorted')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='unit_version_period'), models.UniqueConstraint(fields=('unit', 'valid_from'), name='unit_version_once_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Beginning',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token_digest', models.CharField(max_length=64)),
                        ('names', models.JSONField(default=dict)),
                        ('put_off', models.JSONField(default=list)),
                        ('created_at', models.DateTimeField()),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='beginning_is_one')],
                    },
                ),
                migrations.CreateModel(
                    name='Reorganisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='có hiệu lực từ')),
                        ('decision_number', models.CharField(max_length=80, verbose_name='số quyết định')),
                        ('decision_on', models.DateField(verbose_name='ngày ký')),
                        ('decided_by', models.CharField(max_length=200, verbose_name='cơ quan quyết định')),
                        ('decision_key', models.CharField(max_length=100)),
                        ('state', models.CharField(choices=[('DRAFT', 'Đang chuẩn bị'), ('APPLIED', 'Đã ghi'), ('TAKEN_BACK', 'Đã rút lại')], default='DRAFT', max_length=12)),
                        ('kept', models.JSONField(default=dict)),
                        ('prepared_by_id', models.BigIntegerField(null=True)),
                        ('prepared_at', models.DateTimeField()),
                        ('applied_at', models.DateTimeField(null=True)),
                        ('taken_back_at', models.DateTimeField(null=True)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'TAKEN_BACK'), _negated=True), fields=('unit', 'decision_key'), name='reorganisation_decided_once'), models.CheckConstraint(condition=models.Q(models.Q(('applied_at', None), ('state', 'DRAFT'), ('taken_back_at', None)), models.Q(('applied_at__isnull', False), ('state', 'APPLIED'), ('taken_back_at', None)), models.Q(('applied_at__isnull', False), ('state', 'TAKEN_BACK'), ('taken_back_at__isnull', False)), _connector='OR'), name='reorganisation_state_has_its_time')],
                    },
                ),
                migrations.CreateModel(
                    name='ReorganisationLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('verb', models.CharField(choices=[('FOUND', 'Thành lập'), ('RENAME', 'Đổi tên'), ('RECLASSIFY', 'Đổi loại hình'), ('MOVE', 'Chuyển về đơn vị khác'), ('CLOSE', 'Kết thúc hoạt động'), ('MERGE', 'Hợp nhất, sáp nhập'), ('SPLIT', 'Chia tách')], max_length=12)),
                        ('officers', models.CharField(choices=[('ALL', 'Mọi cán bộ đang có quyền'), ('NAMED', 'Chỉ những người ghi trong quyết định'), ('NONE', 'Không ai')], default='ALL', max_length=8)),
                        ('named', models.JSONField(default=list)),
                        ('change', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.change')),
                        ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='units.reorganisation')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('reorganisation', 'unit'), name='reorganisation_line_once_a_unit'), models.CheckConstraint(condition=models.Q(('verb__in', ('MERGE', 'SPLIT', 'CLOSE', 'MOVE'))), name='reorganisation_line_ends_or_moves')],
                    },
                ),
                migrations.CreateModel(
                    name='ReorganisationHeir',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('keeper', models.BooleanField(default=False)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='heirs', to='units.reorganisationline')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('line', 'unit'), name='reorganisation_heir_once'), models.UniqueConstraint(condition=models.Q(('keeper', True)), fields=('line',), name='reorganisation_one_keeper')],
                    },
                ),
                migrations.CreateModel(
                    name='Cluster',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, verbose_name='tên cụm')),
                        ('about', models.CharField(blank=True, max_length=400, verbose_name='giới thiệu')),
                        ('formed_on', models.DateField(verbose_name='lập ngày')),
                        ('closed_on', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='giải thể ngày')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('formed_on__lt', models.F('closed_on'))), name='cluster_closed_after_formed')],
                    },
                ),
                migrations.CreateModel(
                    name='ClusterLead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='units.cluster')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('cluster', 'year'), name='cluster_lead_once_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='ClusterMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='units.cluster')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', 'valid_to'], name='cluster_member_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='cluster_member_period')],
                    },
                ),
            ],
        ),
        ForbidOverlaps(
            table='units_unitversion',
            keys=('unit_id',),
        ),
        ForbidOverlaps(
            table='units_parenthood',
            keys=('unit_id',),
        ),
        ForbidOverlaps(
            table='units_closure',
            keys=('ancestor_id', 'descendant_id'),
        ),
        ForbidOverlaps(
            table='units_clustermember',
            keys=['cluster_id', 'unit_id'],
        ),
    ]
