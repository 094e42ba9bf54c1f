import aoxanh.kernel.codes
import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables
from aoxanh.kernel.overlaps import ForbidOverlaps


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_no_overlaps'), ('people', '0003_handovers'), ('people', '0004_one_index_each'), ('people', '0005_mergers'), ('people', '0006_erased_persons')]

    initial = True

    dependencies = [
        ('places', '0001_initial'),
        ('units', '0004_first_run'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=aoxanh.kernel.codes.new_code, editable=False, max_length=10, unique=True)),
                        ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                        ('search_text', models.CharField(max_length=120)),
                        ('sort_key', models.CharField(max_length=250)),
                        ('birth_date', models.DateField(blank=True, null=True, verbose_name='ngày sinh')),
                        ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm sinh')),
                        ('gender', models.CharField(blank=True, choices=[('FEMALE', 'Nữ'), ('MALE', 'Nam'), ('', 'Không nêu')], max_length=8, verbose_name='giới tính')),
                        ('phone', models.CharField(blank=True, max_length=20, verbose_name='số điện thoại')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                        ('contact_key', models.CharField(blank=True, max_length=64)),
                        ('youth_category', models.CharField(blank=True, choices=[('PUPIL', 'Học sinh'), ('STUDENT', 'Sinh viên'), ('RURAL', 'Thanh niên địa bàn'), ('CIVIL_SERVANT', 'Cán bộ, công chức, viên chức'), ('ARMED_FORCES', 'Thanh niên lực lượng vũ trang'), ('WORKER', 'Công nhân, người lao động'), ('INTELLECTUAL', 'Trí thức trẻ'), ('ENTREPRENEUR', 'Doanh nhân trẻ'), ('OTHER', 'Khác')], max_length=16, verbose_name='đối tượng thanh niên')),
                        ('skills', models.JSONField(blank=True, default=list, verbose_name='kỹ năng')),
                        ('availability', models.CharField(blank=True, max_length=200, verbose_name='thời gian rảnh')),
                        ('state', models.CharField(choices=[('UNVERIFIED', 'Chưa xác nhận'), ('VERIFIED', 'Đã xác nhận'), ('ENDED', 'Đã ngừng')], default='UNVERIFIED', max_length=12)),
                        ('created_at', models.DateTimeField()),
                        ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('home_place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                        ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('erased_at', models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', 'sort_key'], name='person_of_unit_sorted'), models.Index(fields=['contact_key'], name='person_by_contact_key'), models.Index(fields=['phone'], name='person_by_phone')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), ('state', 'ENDED'), _connector='OR'), name='person_merged_is_ended')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('MEMBER', 'Đoàn viên'), ('FEDERATION_MEMBER', 'Hội viên Hội LHTN'), ('STUDENT_MEMBER', 'Hội viên Hội Sinh viên'), ('VOLUNTEER', 'Tình nguyện viên')], max_length=20)),
                        ('student_code', models.CharField(blank=True, max_length=30, verbose_name='mã sinh viên, học sinh')),
                        ('class_name', models.CharField(blank=True, max_length=60, verbose_name='lớp')),
                        ('faculty', models.CharField(blank=True, max_length=120, verbose_name='khoa')),
                        ('valid_from', models.DateField(verbose_name='từ ngày')),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.person')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', 'valid_from', 'valid_to'], name='membership_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='membership_period'), models.UniqueConstraint(fields=('person', 'unit', 'kind', 'valid_from'), name='membership_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Guardian',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('full_name', models.CharField(max_length=120, verbose_name='họ và tên người giám hộ')),
                        ('phone', models.CharField(max_length=20, verbose_name='số điện thoại người giám hộ')),
                        ('relation', models.CharField(blank=True, max_length=40, verbose_name='quan hệ')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardians', to='people.person')),
                    ],
                ),
                migrations.CreateModel(
                    name='FocalPoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('department', models.CharField(blank=True, max_length=120, verbose_name='bộ phận')),
                        ('phone', models.CharField(max_length=20, verbose_name='điện thoại công việc')),
                        ('valid_from', models.DateField(verbose_name='từ ngày')),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='focal_point_period')],
                    },
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('PARTICIPATION', 'Tham gia hoạt động'), ('PHOTOS', 'Đăng ảnh hoạt động'), ('CONTACT', 'Nhận tin về hoạt động')], max_length=16)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('given_by', models.CharField(choices=[('SELF', 'Chính người đó'), ('GUARDIAN', 'Người giám hộ'), ('UNIT', 'Đơn vị lưu bản giấy')], max_length=8)),
                        ('given_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('guardian', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.person')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('given_by', 'GUARDIAN'), ('guardian__isnull', False)), models.Q(('given_by', 'GUARDIAN'), _negated=True), _connector='OR'), name='consent_of_guardian_names_one')],
                    },
                ),
                migrations.CreateModel(
                    name='Post',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120, verbose_name='chức danh')),
                        ('is_head', models.BooleanField(default=False, verbose_name='đứng đầu')),
                        ('is_full_time', models.BooleanField(default=False, verbose_name='chuyên trách công tác Đoàn, Hội')),
                        ('is_specialised', models.BooleanField(default=False, verbose_name='chuyên trách phụ trách tình nguyện')),
                        ('in_charge_of_volunteering', models.BooleanField(default=False, verbose_name='phụ trách tình nguyện')),
                        ('decision_number', models.CharField(blank=True, max_length=80, verbose_name='số quyết định')),
                        ('valid_from', models.DateField(verbose_name='từ ngày')),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='people.person')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('is_provisional', models.BooleanField(default=False, verbose_name='lâm thời')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', 'valid_from', 'valid_to'], name='post_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='post_period'), models.CheckConstraint(condition=models.Q(('is_provisional', False), ('valid_to__lt', datetime.date(9999, 12, 31)), _connector='OR'), name='post_provisional_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='Handover',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('full_name', models.CharField(max_length=120, verbose_name='người nhận')),
                        ('phone', models.CharField(blank=True, max_length=20)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('token_digest', models.CharField(max_length=64, unique=True)),
                        ('on', models.DateField(verbose_name='ngày bàn giao')),
                        ('until', models.DateField(verbose_name='hết nhiệm kỳ')),
                        ('is_provisional', models.BooleanField(default=False, verbose_name='lâm thời')),
                        ('work', models.JSONField(default=list)),
                        ('moved', models.JSONField(default=dict)),
                        ('proposed_by_id', models.BigIntegerField(null=True)),
                        ('proposed_at', models.DateTimeField()),
                        ('accepted_at', models.DateTimeField(null=True)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('incoming', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('outgoing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('on__lt', models.F('until'))), name='handover_period'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('incoming__isnull', True)), models.Q(('accepted_at__isnull', False), ('incoming__isnull', False)), _connector='OR'), name='handover_accepted_by_someone'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='handover_not_both_accepted_and_withdrawn'), models.CheckConstraint(condition=models.Q(('outgoing', models.F('incoming')), _negated=True), name='handover_to_somebody_else'), models.UniqueConstraint(condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('unit', 'outgoing'), name='handover_open_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Merger',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('account_id', models.BigIntegerField(null=True)),
                        ('carried', models.JSONField(default=list)),
                        ('state_before', models.CharField(choices=[('UNVERIFIED', 'Chưa xác nhận'), ('VERIFIED', 'Đã xác nhận'), ('ENDED', 'Đã ngừng')], max_length=12)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                        ('merged_by_id', models.BigIntegerField(null=True)),
                        ('undone_by_id', models.BigIntegerField(null=True)),
                        ('merged_at', models.DateTimeField()),
                        ('undone_at', models.DateTimeField(null=True)),
                        ('into', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mergers', to='people.person')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('person',), name='merger_stands_once'), models.CheckConstraint(condition=models.Q(('person', models.F('into')), _negated=True), name='merger_of_two')],
                    },
                ),
            ],
        ),
        ForbidOverlaps(
            table='people_focalpoint',
            keys=['unit_id'],
        ),
    ]
