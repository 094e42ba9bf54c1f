import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    replaces = [('access', '0001_initial'), ('access', '0002_provisional_roles'), ('access', '0003_lists_of_invitations'), ('access', '0004_api_keys')]

    initial = True

    dependencies = [
        ('units', '0005_reorganisations'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Account',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('phone', models.CharField(blank=True, max_length=20, null=True, unique=True, verbose_name='số điện thoại')),
                        ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='e-mail')),
                        ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                        ('language', models.CharField(default='vi', max_length=5)),
                        ('is_active', models.BooleanField(default=True)),
                        ('created_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('phone__isnull', False), ('email__isnull', False), _connector='OR'), name='account_can_be_reached')],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('VOLUNTEER', 'Tình nguyện viên'), ('CLUB_LEADER', 'Chủ nhiệm câu lạc bộ, đội, nhóm'), ('BRANCH_OFFICER', 'Cán bộ chi đoàn, chi hội'), ('COMMUNE_OFFICER', 'Cán bộ Đoàn, Hội cấp xã'), ('DISTRICT_OFFICER', 'Cán bộ Đoàn, Hội cấp huyện'), ('SCHOOL_OFFICER', 'Cán bộ Đoàn, Hội trường học'), ('PROVINCE_OFFICER', 'Cán bộ thường trực cấp tỉnh'), ('PROVINCE_BOARD', 'Ban chuyên môn cấp tỉnh'), ('PARTNER_AGENCY', 'Cơ quan phối hợp'), ('LOCAL_AUTHORITY', 'Người xác nhận của chính quyền địa phương'), ('INSPECTOR', 'Người kiểm tra, giám sát'), ('JUDGE', 'Giám khảo'), ('FINANCE_OFFICER', 'Cán bộ tài chính'), ('AUDIT_READER', 'Người đọc nhật ký'), ('ADMIN', 'Quản trị hệ thống')], max_length=24, verbose_name='vai trò')),
                        ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                        ('phone', models.CharField(blank=True, max_length=20)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('token_digest', models.CharField(max_length=64, unique=True)),
                        ('valid_until', models.DateTimeField()),
                        ('role_until', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('invited_by_id', models.BigIntegerField(null=True)),
                        ('accepted_at', models.DateTimeField(null=True)),
                        ('revoked_at', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField()),
                        ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('is_provisional', models.BooleanField(default=False, verbose_name='lâm thời')),
                        ('has_link', models.BooleanField(default=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_by_someone'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('revoked_at__isnull', True), _connector='OR'), name='invitation_not_both_accepted_and_revoked'), models.CheckConstraint(condition=models.Q(models.Q(('phone', ''), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR'), name='invitation_can_be_sent'), models.CheckConstraint(condition=models.Q(('is_provisional', False), ('role_until__lt', datetime.date(9999, 12, 31)), _connector='OR'), name='invitation_provisional_ends'), models.CheckConstraint(condition=models.Q(('has_link', True), ('accepted_at__isnull', True), _connector='OR'), name='invitation_accepted_by_link')],
                    },
                ),
                migrations.CreateModel(
                    name='RoleGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('VOLUNTEER', 'Tình nguyện viên'), ('CLUB_LEADER', 'Chủ nhiệm câu lạc bộ, đội, nhóm'), ('BRANCH_OFFICER', 'Cán bộ chi đoàn, chi hội'), ('COMMUNE_OFFICER', 'Cán bộ Đoàn, Hội cấp xã'), ('DISTRICT_OFFICER', 'Cán bộ Đoàn, Hội cấp huyện'), ('SCHOOL_OFFICER', 'Cán bộ Đoàn, Hội trường học'), ('PROVINCE_OFFICER', 'Cán bộ thường trực cấp tỉnh'), ('PROVINCE_BOARD', 'Ban chuyên môn cấp tỉnh'), ('PARTNER_AGENCY', 'Cơ quan phối hợp'), ('LOCAL_AUTHORITY', 'Người xác nhận của chính quyền địa phương'), ('INSPECTOR', 'Người kiểm tra, giám sát'), ('JUDGE', 'Giám khảo'), ('FINANCE_OFFICER', 'Cán bộ tài chính'), ('AUDIT_READER', 'Người đọc nhật ký'), ('ADMIN', 'Quản trị hệ thống')], max_length=24, verbose_name='vai trò')),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('granted_by_id', models.BigIntegerField(null=True)),
                        ('ended_reason', models.CharField(blank=True, max_length=200)),
                        ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('is_provisional', models.BooleanField(default=False, verbose_name='lâm thời')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', 'valid_from', 'valid_to'], name='role_grant_at_unit'), models.Index(fields=['valid_to'], name='role_grant_ending')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='role_grant_period'), models.UniqueConstraint(fields=('account', 'unit', 'role', 'valid_from'), name='role_grant_once'), models.CheckConstraint(condition=models.Q(('is_provisional', False), ('valid_to__lt', datetime.date(9999, 12, 31)), _connector='OR'), name='role_grant_provisional_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='ApiKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('VOLUNTEER', 'Tình nguyện viên'), ('CLUB_LEADER', 'Chủ nhiệm câu lạc bộ, đội, nhóm'), ('BRANCH_OFFICER', 'Cán bộ chi đoàn, chi hội'), ('COMMUNE_OFFICER', 'Cán bộ Đoàn, Hội cấp xã'), ('DISTRICT_OFFICER', 'Cán bộ Đoàn, Hội cấp huyện'), ('SCHOOL_OFFICER', 'Cán bộ Đoàn, Hội trường học'), ('PROVINCE_OFFICER', 'Cán bộ thường trực cấp tỉnh'), ('PROVINCE_BOARD', 'Ban chuyên môn cấp tỉnh'), ('PARTNER_AGENCY', 'Cơ quan phối hợp'), ('LOCAL_AUTHORITY', 'Người xác nhận của chính quyền địa phương'), ('INSPECTOR', 'Người kiểm tra, giám sát'), ('JUDGE', 'Giám khảo'), ('FINANCE_OFFICER', 'Cán bộ tài chính'), ('AUDIT_READER', 'Người đọc nhật ký'), ('ADMIN', 'Quản trị hệ thống')], max_length=24, verbose_name='vai trò')),
                        ('name', models.CharField(max_length=80, verbose_name='dùng cho')),
                        ('secret_digest', models.CharField(max_length=64, unique=True)),
                        ('given_at', models.DateTimeField()),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField()),
                        ('revoked_at', models.DateTimeField(null=True)),
                        ('used_on', models.DateField(null=True)),
                        ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', '-id'], name='api_key_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='api_key_period')],
                    },
                ),
            ],
        ),
    ]
