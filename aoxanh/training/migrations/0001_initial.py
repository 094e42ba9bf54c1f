import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activities', '0017_kinds_that_train'),
        ('people', '0004_one_index_each'),
        ('practices', '0003_remember_words'),
        ('units', '0004_first_run'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='AppliedModel',
                    fields=[
                        ('activity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='activities.activity')),
                        ('applied_at', models.DateTimeField()),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practices.practice')),
                    ],
                ),
                migrations.CreateModel(
                    name='Topic',
                    fields=[
                        ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120, verbose_name='nội dung tập huấn')),
                        ('is_coordination', models.BooleanField(default=False)),
                        ('share', models.PositiveSmallIntegerField(verbose_name='phần trăm số buổi phải dự')),
                        ('valid_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='còn hạn (tháng)')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('share__gte', 1), ('share__lte', 100)), name='topic_share')],
                    },
                ),
                migrations.CreateModel(
                    name='Course',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('form', models.CharField(choices=[('IN_PERSON', 'Trực tiếp'), ('ONLINE', 'Trực tuyến'), ('BLENDED', 'Trực tiếp kết hợp trực tuyến')], max_length=12, verbose_name='hình thức lớp')),
                        ('level', models.CharField(choices=[('CENTRAL', 'Trung ương'), ('PROVINCE', 'Cấp tỉnh'), ('DISTRICT', 'Cấp huyện, Đoàn trực thuộc'), ('COMMUNE', 'Cấp xã, cơ sở')], max_length=12, verbose_name='cấp')),
                        ('audience', models.CharField(choices=[('OFFICERS', 'Cán bộ phụ trách'), ('LEADERS', 'Đội trưởng, chủ nhiệm câu lạc bộ'), ('BOTH', 'Cán bộ phụ trách và đội trưởng, chủ nhiệm'), ('MEMBERS', 'Đoàn viên, thanh niên, tình nguyện viên')], max_length=12, verbose_name='dành cho')),
                        ('share', models.PositiveSmallIntegerField(verbose_name='phần trăm số buổi phải dự')),
                        ('valid_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='còn hạn (tháng)')),
                        ('state', models.CharField(choices=[('OPEN', 'Đang diễn ra'), ('FINISHED', 'Đã chốt kết quả')], default='OPEN', max_length=8)),
                        ('finished_on', models.DateField(blank=True, null=True, verbose_name='ngày kết thúc')),
                        ('created_at', models.DateTimeField()),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('activity', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.activity')),
                        ('practices', models.ManyToManyField(blank=True, related_name='+', to='practices.practice')),
                        ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.topic')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['state', 'finished_on'], name='course_by_state_and_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('share__gte', 1), ('share__lte', 100)), name='course_share'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('finished_on__isnull', True), ('state', 'OPEN')), models.Q(('finished_at__isnull', False), ('finished_on__isnull', False), ('state', 'FINISHED')), _connector='OR'), name='course_finished_on_when_finished')],
                    },
                ),
                migrations.CreateModel(
                    name='Trainee',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attended', models.PositiveSmallIntegerField(default=0, verbose_name='số buổi dự')),
                        ('paper', models.CharField(blank=True, max_length=200, verbose_name='danh sách ký tên')),
                        ('is_officer', models.BooleanField(default=False)),
                        ('is_specialised', models.BooleanField(default=False)),
                        ('completed', models.BooleanField(default=False, verbose_name='hoàn thành')),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainees', to='training.course')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person', 'valid_to'], name='trainee_of_person'), models.Index(fields=['unit', 'valid_from'], name='trainee_of_unit')],
                        'constraints': [models.UniqueConstraint(fields=('course', 'person'), name='trainee_once_a_course'), models.CheckConstraint(condition=models.Q(models.Q(('completed', False), ('valid_from__isnull', True), ('valid_to__isnull', True)), models.Q(('completed', True), ('valid_from__isnull', False), ('valid_to__gt', models.F('valid_from'))), _connector='OR'), name='trainee_valid_when_completed')],
                    },
                ),
                migrations.CreateModel(
                    name='Trainer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('full_name', models.CharField(max_length=120, verbose_name='giảng viên, báo cáo viên')),
                        ('name_key', models.CharField(max_length=120)),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainers', to='training.course')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('course', 'name_key'), name='trainer_once_a_course'), models.CheckConstraint(condition=models.Q(('name_key', ''), _negated=True), name='trainer_has_name')],
                    },
                ),
            ],
        ),
    ]
