from django.db import migrations, models

from aoxanh.kernel.founding import CreateTables


class Migration(migrations.Migration):

    replaces = [('notices', '0001_initial'), ('notices', '0002_told_by_hand')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=120, unique=True)),
                        ('channel', models.CharField(choices=[('IN_APP', 'Trên cổng'), ('EMAIL', 'E-mail'), ('TEXT', 'Tin nhắn (chép gửi tay)')], max_length=8)),
                        ('account_id', models.BigIntegerField(null=True)),
                        ('address', models.CharField(blank=True, max_length=254)),
                        ('unit_id', models.BigIntegerField(null=True)),
                        ('subject', models.CharField(max_length=200, verbose_name='tiêu đề')),
                        ('body', models.TextField(verbose_name='nội dung')),
                        ('path', models.CharField(blank=True, max_length=300)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('state', models.CharField(choices=[('WAITING', 'Chờ gửi'), ('SENT', 'Đã gửi'), ('READ', 'Đã đọc'), ('FAILED', 'Gửi không được')], default='WAITING', max_length=8)),
                        ('created_at', models.DateTimeField()),
                        ('try_after', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('read_at', models.DateTimeField(null=True)),
                        ('about', models.CharField(blank=True, max_length=40)),
                        ('told_by_id', models.BigIntegerField(null=True)),
                        ('topic', models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['account_id', '-id'], name='notice_of_account'), models.Index(fields=['unit_id', '-id'], name='notice_of_unit'), models.Index(condition=models.Q(('state', 'WAITING')), fields=['try_after', 'id'], name='notice_waiting'), models.Index(condition=models.Q(('about', ''), _negated=True), fields=['about', 'topic'], name='notice_about')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state__in', ('SENT', 'READ'))), models.Q(('sent_at__isnull', True), ('state__in', ('WAITING', 'FAILED'))), _connector='OR'), name='notice_sent_at_when_sent'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'IN_APP'), ('account_id__isnull', False)), models.Q(('channel', 'EMAIL'), models.Q(('address', ''), _negated=True)), ('channel', 'TEXT'), _connector='OR'), name='notice_has_receiver'), models.CheckConstraint(condition=models.Q(('told_by_id__isnull', True), models.Q(('channel', 'TEXT'), ('state', 'SENT')), _connector='OR'), name='notice_told_by_hand_when_sent')],
                    },
                ),
            ],
        ),
    ]
