import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    replaces = [('cooperation', '0001_initial'), ('cooperation', '0002_persons_by_number')]

    initial = True

    dependencies = [
        ('files', '0003_bundles'),
        ('programmes', '0011_figure_decisions'),
        ('units', '0007_year_themes'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Record',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40)),
                        ('title', models.CharField(max_length=200, verbose_name='việc gì')),
                        ('text', models.TextField(blank=True, max_length=4000, verbose_name='nội dung')),
                        ('partner_name', models.CharField(blank=True, max_length=200, verbose_name='cơ quan')),
                        ('state', models.CharField(max_length=40)),
                        ('since', models.DateField(verbose_name='từ ngày')),
                        ('is_ended', models.BooleanField(default=False)),
                        ('account_id', models.BigIntegerField(null=True)),
                        ('recorded_at', models.DateTimeField()),
                        ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.task')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('number', models.CharField(blank=True, max_length=12, verbose_name='số trong sổ')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', 'kind'], name='cooperation_of_unit'), models.Index(fields=['partner', 'kind'], name='cooperation_of_partner')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('partner__isnull', False), models.Q(('partner_name', ''), _negated=True), _connector='OR'), name='cooperation_has_a_partner'), models.CheckConstraint(condition=models.Q(('partner', None), models.Q(('partner', models.F('unit')), _negated=True), _connector='OR'), name='cooperation_with_another_unit'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('unit', 'number'), name='cooperation_number_once'), models.CheckConstraint(condition=models.Q(('number', ''), models.Q(('number', models.F('title')), ('partner', None), ('text', '')), _connector='OR'), name='cooperation_person_by_number_alone')],
                    },
                ),
                migrations.CreateModel(
                    name='Step',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=40)),
                        ('counts', models.CharField(blank=True, max_length=60)),
                        ('on', models.DateField(verbose_name='ngày')),
                        ('note', models.TextField(blank=True, max_length=4000, verbose_name='kết quả')),
                        ('paper', models.CharField(blank=True, max_length=200, verbose_name='văn bản')),
                        ('account_id', models.BigIntegerField(null=True)),
                        ('recorded_at', models.DateTimeField()),
                        ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                        ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='cooperation.record')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['counts', 'on'], name='cooperation_step_counts')],
                    },
                ),
            ],
        ),
    ]
