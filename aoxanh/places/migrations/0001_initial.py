import datetime
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Place',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('level', models.CharField(choices=[('PROVINCE', 'cấp tỉnh'), ('DISTRICT', 'cấp huyện'), ('COMMUNE', 'cấp xã')], max_length=8)),
                        ('code', models.CharField(max_length=5, validators=[django.core.validators.RegexValidator('^\\d{2,5}$')], verbose_name='mã')),
                        ('kind', models.CharField(choices=[('PROVINCE', 'tỉnh'), ('MUNICIPALITY', 'thành phố trực thuộc trung ương'), ('RURAL_DISTRICT', 'huyện'), ('URBAN_DISTRICT', 'quận'), ('TOWN', 'thị xã'), ('CITY', 'thành phố thuộc tỉnh'), ('COMMUNE', 'xã'), ('WARD', 'phường'), ('TOWNSHIP', 'thị trấn'), ('SPECIAL_ZONE', 'đặc khu')], max_length=16, verbose_name='loại')),
                        ('name', models.CharField(max_length=80, verbose_name='tên')),
                        ('full_name', models.CharField(max_length=100, verbose_name='tên đầy đủ')),
                        ('latitude', models.FloatField(blank=True, null=True)),
                        ('longitude', models.FloatField(blank=True, null=True)),
                        ('area_km2', models.FloatField(blank=True, null=True, verbose_name='diện tích (km²)')),
                        ('search_text', models.CharField(max_length=400)),
                        ('sort_key', models.CharField(max_length=250)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.place')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['code', 'valid_from'], name='place_code_valid_from')],
                        'constraints': [models.UniqueConstraint(fields=('level', 'code', 'valid_from'), name='place_once_per_validity'), models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='place_period_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('level', 'PROVINCE'), ('parent__isnull', True)), models.Q(models.Q(('level', 'PROVINCE'), _negated=True), ('parent__isnull', False)), _connector='OR'), name='place_parent_unless_province')],
                    },
                ),
                migrations.CreateModel(
                    name='PlaceAlias',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('alias', models.CharField(max_length=80)),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='places.place')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('place', 'alias'), name='place_alias_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PlaceFlag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('flag', models.CharField(choices=[('BORDER', 'biên giới'), ('ISLAND', 'hải đảo'), ('REMOTE', 'vùng sâu, vùng xa'), ('DIFFICULT', 'đặc biệt khó khăn'), ('ETHNIC_MINORITY', 'vùng đồng bào dân tộc thiểu số'), ('RELIGION', 'vùng đồng bào có đạo'), ('SECURITY', 'địa bàn trọng điểm về an ninh'), ('NEW_RURAL', 'xây dựng nông thôn mới')], max_length=16)),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='căn cứ')),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(default=datetime.date(9999, 12, 31))),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='places.place')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('place', 'flag', 'valid_from'), name='place_flag_once_per_validity'), models.CheckConstraint(condition=models.Q(('valid_from__lt', models.F('valid_to'))), name='place_flag_period_not_empty')],
                    },
                ),
                migrations.CreateModel(
                    name='PlaceSuccession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('share', models.CharField(choices=[('WHOLE', 'toàn bộ'), ('PART', 'một phần')], max_length=5)),
                        ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions_after', to='places.place')),
                        ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions_before', to='places.place')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'on'), name='place_succession_once'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='place_succeeds_another')],
                    },
                ),
            ],
        ),
    ]
