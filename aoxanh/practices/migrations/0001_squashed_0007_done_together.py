import aoxanh.kernel.codes
import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables
from aoxanh.kernel.searching import SearchWords


class Migration(migrations.Migration):

    replaces = [('practices', '0001_initial'), ('practices', '0002_words'), ('practices', '0003_remember_words'), ('practices', '0004_words_beside_states'), ('practices', '0005_rounds_ideas_handbooks'), ('practices', '0006_ideas_of_visitors'), ('practices', '0007_done_together')]

    initial = True

    dependencies = [
        ('places', '0001_initial'),
        ('units', '0006_clusters'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Practice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=aoxanh.kernel.codes.new_code, editable=False, max_length=10, unique=True)),
                        ('kind', models.CharField(choices=[('PRACTICE', 'Mô hình tình nguyện'), ('SUPPORT', 'Mô hình hỗ trợ thanh niên'), ('COORDINATION', 'Mô hình quản lý, điều phối')], default='PRACTICE', max_length=12)),
                        ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                        ('province_text', models.CharField(blank=True, max_length=100, verbose_name='tỉnh, thành phố như đã ghi')),
                        ('title', models.CharField(max_length=500, verbose_name='tên mô hình')),
                        ('level_text', models.CharField(blank=True, max_length=300, verbose_name='cấp thực hiện')),
                        ('scope', models.TextField(blank=True, verbose_name='phạm vi')),
                        ('purpose', models.TextField(blank=True, verbose_name='mục đích')),
                        ('content', models.TextField(blank=True, verbose_name='nội dung, cách làm')),
                        ('result', models.TextField(blank=True, verbose_name='kết quả')),
                        ('replicability_text', models.TextField(blank=True, verbose_name='khả năng nhân rộng')),
                        ('recommendation', models.TextField(blank=True, verbose_name='kiến nghị, đề xuất')),
                        ('summary', models.CharField(blank=True, max_length=200, verbose_name='một câu giới thiệu')),
                        ('version', models.PositiveSmallIntegerField(default=1)),
                        ('level', models.CharField(choices=[('CENTRE', 'Trung ương'), ('PROVINCE', 'Cấp tỉnh'), ('DISTRICT', 'Cấp huyện'), ('COMMUNE', 'Cấp xã'), ('GRASSROOTS', 'Chi đoàn, chi hội, đội, nhóm, khoa, trường'), ('OTHER', 'Khác')], max_length=12)),
                        ('replicability', models.CharField(choices=[('YES', 'Nhân rộng được'), ('NO', 'Không nhân rộng'), ('TERRITORY', 'Chỉ nêu phạm vi'), ('UNCLEAR', 'Chưa rõ'), ('BLANK', 'Không ghi')], max_length=12)),
                        ('classes_confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('field_codes', models.JSONField(blank=True, default=list, verbose_name='lĩnh vực')),
                        ('started_on', models.DateField(blank=True, null=True, verbose_name='bắt đầu')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='kết thúc')),
                        ('source_line', models.PositiveIntegerField(blank=True, null=True)),
                        ('source_raw', models.TextField(blank=True)),
                        ('repairs', models.JSONField(blank=True, default=list)),
                        ('digest', models.CharField(max_length=64)),
                        ('search_text', models.TextField()),
                        ('sort_key', models.CharField(max_length=250)),
                        ('state', models.CharField(choices=[('DRAFT', 'Chờ xem lại'), ('LISTED', 'Trong kho mô hình'), ('RETIRED', 'Ngừng giới thiệu')], default='DRAFT', max_length=8)),
                        ('listed_at', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('mates', models.JSONField(blank=True, default=list, verbose_name='cùng làm')),
                        ('marks', models.TextField(default='')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', 'sort_key'], name='practice_of_unit_sorted'), models.Index(fields=['digest'], name='practice_by_digest'), models.Index(fields=['place', 'year'], name='practice_of_place'), models.Index(fields=['state', '-listed_at', '-id'], name='practice_listed_latest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='practice_has_title'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'LISTED'), _negated=True), ('listed_at__isnull', False), _connector='OR'), name='practice_listed_since'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('started_on__isnull', True), ('started_on__lte', models.F('ended_on')), _connector='OR'), name='practice_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Adoption',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('started_on', models.DateField(verbose_name='bắt đầu')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='thôi làm')),
                        ('adaptation', models.TextField(verbose_name='đã đổi gì cho hợp')),
                        ('result', models.TextField(blank=True, verbose_name='kết quả')),
                        ('cost', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='chi phí (đồng)')),
                        ('worked', models.BooleanField(blank=True, null=True)),
                        ('reported_at', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='practices.practice')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', '-started_on'], name='adoption_of_unit')],
                        'constraints': [models.UniqueConstraint(fields=('practice', 'unit'), name='adoption_once_per_unit'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('started_on__lte', models.F('ended_on')), _connector='OR'), name='adoption_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='PracticeFlag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('UNKNOWN_PROVINCE', 'Không nhận ra tỉnh, thành phố'), ('OTHER_PROVINCE', 'Nội dung nói về tỉnh khác'), ('SAME_TEXT', 'Giống hệt một dòng khác'), ('SIMILAR_TEXT', 'Gần giống một dòng khác'), ('DRIFTED_COLUMNS', 'Có thể lệch cột'), ('PLAN_NOT_RESULT', 'Kết quả ghi như kế hoạch'), ('LEVEL_IS_SCOPE', 'Cấp và phạm vi ghi như nhau'), ('UNKNOWN_UNIT', 'Không nhận ra đơn vị cùng làm')], max_length=20)),
                        ('about', models.CharField(blank=True, max_length=200)),
                        ('resolved_at', models.DateTimeField(blank=True, null=True)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='practices.practice')),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='practices.practice')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('resolved_at__isnull', True)), fields=['practice'], name='flag_open')],
                    },
                ),
                migrations.CreateModel(
                    name='Wording',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveSmallIntegerField()),
                        ('texts', models.JSONField()),
                        ('account_id', models.BigIntegerField(blank=True, null=True)),
                        ('until', models.DateTimeField()),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='practices.practice')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('practice', 'version'), name='wording_once_per_version')],
                    },
                ),
                migrations.CreateModel(
                    name='Word',
                    fields=[
                        ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ],
                ),
                migrations.CreateModel(
                    name='Handbook',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=aoxanh.kernel.codes.new_code, editable=False, max_length=10, unique=True)),
                        ('title', models.CharField(max_length=200, verbose_name='tên cẩm nang')),
                        ('foreword', models.TextField(blank=True, verbose_name='lời mở đầu')),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', '-created_at'], name='handbook_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='handbook_has_title')],
                    },
                ),
                migrations.CreateModel(
                    name='HandbookEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('handbook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='practices.handbook')),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practices.practice')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('handbook', 'practice'), name='handbook_tells_a_model_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Idea',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=aoxanh.kernel.codes.new_code, editable=False, max_length=10, unique=True)),
                        ('account_id', models.BigIntegerField(blank=True, null=True)),
                        ('kind', models.CharField(choices=[('PROJECT', 'Ý tưởng dự án'), ('SOLUTION', 'Giải pháp, sáng kiến')], max_length=12)),
                        ('title', models.CharField(max_length=200, verbose_name='tên')),
                        ('text', models.TextField(verbose_name='nội dung')),
                        ('state', models.CharField(choices=[('WAITING', 'Chờ trả lời'), ('ACCEPTED', 'Được chấp nhận'), ('DECLINED', 'Chưa làm')], default='WAITING', max_length=12)),
                        ('answer', models.TextField(blank=True, verbose_name='trả lời')),
                        ('sent_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('practice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practices.practice')),
                        ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('is_open', models.BooleanField(default=False, verbose_name='gửi trên trang công khai')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['to_unit', 'state'], name='idea_to_unit'), models.Index(fields=['unit', '-sent_at'], name='idea_of_unit')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'WAITING')), models.Q(models.Q(('state', 'WAITING'), _negated=True), ('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='idea_answered_in_words'), models.CheckConstraint(condition=models.Q(('is_open', False), ('account_id__isnull', True), _connector='OR'), name='idea_of_a_visitor_names_nobody')],
                    },
                ),
                migrations.CreateModel(
                    name='Recommendation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('level', models.CharField(choices=[('CENTRE', 'Trung ương'), ('PROVINCE', 'Cấp tỉnh'), ('DISTRICT', 'Cấp huyện'), ('COMMUNE', 'Cấp xã'), ('GRASSROOTS', 'Chi đoàn, chi hội, đội, nhóm, khoa, trường'), ('OTHER', 'Khác')], max_length=12)),
                        ('text', models.TextField()),
                        ('answer', models.TextField(blank=True)),
                        ('sent_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='practices.practice')),
                        ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['to_unit', 'answered_at'], name='recommendation_to_unit')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('practice',), name='recommendation_waits_once'), models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='recommendation_answered_in_words')],
                    },
                ),
                migrations.CreateModel(
                    name='Round',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                        ('nominate_until', models.DateField(verbose_name='nhận đề cử đến hết ngày')),
                        ('criteria', models.JSONField()),
                        ('announced_at', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('unit', 'year'), name='round_once_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='Candidate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField(verbose_name='vì sao đề cử')),
                        ('outcome', models.CharField(choices=[('WAITING', 'Chờ xét'), ('HONOURED', 'Tôn vinh'), ('RECOGNISED', 'Công nhận'), ('DECLINED', 'Chưa chọn')], default='WAITING', max_length=12)),
                        ('created_at', models.DateTimeField()),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='practices.practice')),
                        ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                        ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='practices.round')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['unit', '-created_at'], name='nomination_of_unit')],
                        'constraints': [models.UniqueConstraint(fields=('round', 'practice'), name='nomination_once_a_round'), models.UniqueConstraint(condition=models.Q(('round__isnull', True)), fields=('to_unit', 'practice'), name='nomination_waits_once'), models.CheckConstraint(condition=models.Q(('outcome', 'WAITING'), ('round__isnull', False), _connector='OR'), name='nomination_decided_in_a_round')],
                    },
                ),
                migrations.CreateModel(
                    name='Appraisal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('account_id', models.BigIntegerField()),
                        ('points', models.JSONField()),
                        ('total', models.PositiveSmallIntegerField()),
                        ('note', models.TextField(blank=True)),
                        ('given_at', models.DateTimeField()),
                        ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraisals', to='practices.candidate')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('nomination', 'account_id'), name='appraisal_once_an_account')],
                    },
                ),
                migrations.CreateModel(
                    name='ContinuityCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('checked_on', models.DateField(verbose_name='ngày kiểm tra')),
                        ('found', models.CharField(choices=[('KEPT', 'Vẫn duy trì'), ('CHANGED', 'Duy trì, có thay đổi'), ('PAUSED', 'Tạm dừng'), ('ENDED', 'Đã thôi')], max_length=8, verbose_name='tình trạng')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                        ('created_at', models.DateTimeField()),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='practices.practice')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['practice', '-checked_on'], name='check_of_practice')],
                    },
                ),
                migrations.CreateModel(
                    name='Partner',
                    fields=[
                        ('key', models.CharField(max_length=200, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('UNIT', 'Đơn vị cùng làm'), ('DOMESTIC', 'Đối tác trong nước'), ('FOREIGN', 'Đối tác nước ngoài'), ('INGO', 'Tổ chức phi chính phủ quốc tế'), ('DECLINED', 'Không phải đối tác')], max_length=12)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('DOMESTIC', 'FOREIGN', 'INGO'))), name='partner_is_no_unit')],
                    },
                ),
            ],
        ),
        SearchWords(
            table='practices_practice',
            column='search_text',
            beside=('state', 'level', 'replicability', 'kind', 'year', 'field_codes'),
            marks=True,
        ),
    ]
