import aoxanh.kernel.codes
import datetime
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    replaces = [('files', '0001_initial'), ('files', '0002_scans'), ('files', '0003_bundles')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='StoredFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=aoxanh.kernel.codes.new_code, editable=False, max_length=10, unique=True)),
                        ('unit_id', models.BigIntegerField(db_index=True)),
                        ('kind', models.CharField(choices=[('PHOTO', 'Ảnh'), ('DOCUMENT', 'Tài liệu'), ('PDF', 'Bản in PDF'), ('EXPORT', 'Bảng kết xuất'), ('SCAN', 'Bản chụp, bản quét giấy'), ('BUNDLE', 'Bộ hồ sơ')], max_length=10)),
                        ('name', models.CharField(max_length=120)),
                        ('mime', models.CharField(max_length=100)),
                        ('size', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('path', models.CharField(max_length=80, unique=True)),
                        ('keep_until', models.DateField(db_index=True, default=datetime.date(9999, 12, 31))),
                        ('created_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='stored_file_has_content')],
                    },
                ),
            ],
        ),
    ]
