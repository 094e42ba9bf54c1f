import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    replaces = [('documents', '0001_initial'), ('documents', '0002_issued_papers')]

    initial = True

    dependencies = [
        ('units', '0003_unit_closing'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Series',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                        ('code', models.CharField(max_length=12, verbose_name='loại sổ')),
                        ('last_number', models.PositiveIntegerField(default=0, verbose_name='số cuối')),
                        ('moved_at', models.DateTimeField()),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('unit', 'year', 'code'), name='series_once'), models.CheckConstraint(condition=models.Q(('year__gte', 1930), ('year__lte', 9999)), name='series_year_is_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='Paper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('template', models.CharField(max_length=40)),
                        ('about_kind', models.CharField(max_length=20)),
                        ('about_id', models.BigIntegerField()),
                        ('series', models.CharField(max_length=12, verbose_name='loại văn bản')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                        ('number', models.PositiveIntegerField(verbose_name='số')),
                        ('symbol', models.CharField(max_length=60, verbose_name='số, ký hiệu')),
                        ('title', models.CharField(max_length=300, verbose_name='trích yếu')),
                        ('issued_on', models.DateField(verbose_name='ngày ban hành')),
                        ('signer_name', models.CharField(max_length=120, verbose_name='người ký')),
                        ('signer_title', models.CharField(max_length=120, verbose_name='chức danh người ký')),
                        ('issued_by_id', models.BigIntegerField(blank=True, null=True)),
                        ('state', models.CharField(choices=[('ISSUED', 'Đã vào sổ'), ('VOID', 'Đã hủy số')], default='ISSUED', max_length=8)),
                        ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hủy số')),
                        ('voided_at', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', '-issued_on'], name='paper_of_unit')],
                        'constraints': [models.UniqueConstraint(fields=('unit', 'series', 'year', 'number'), name='paper_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'ISSUED')), fields=('about_kind', 'about_id', 'template'), name='paper_once_a_subject'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ISSUED'), ('void_reason', ''), ('voided_at__isnull', True)), models.Q(('state', 'VOID'), ('void_reason__gt', ''), ('voided_at__isnull', False)), _connector='OR'), name='paper_void_with_reason')],
                    },
                ),
            ],
        ),
    ]
