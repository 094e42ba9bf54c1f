"""What was written by mistake is corrected by rows that only grow; a matter taken back frees its number."""

import django.db.models.deletion
from django.db import migrations, models

from aoxanh.kernel.immutable import RefuseChanges
from aoxanh.kernel.upgrading import GentleMigration


class Migration(GentleMigration):

    dependencies = [
        ('cooperation', '0002_persons_by_number'),
        ('programmes', '0011_figure_decisions'),
        ('units', '0007_year_themes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=12, verbose_name='số ghi nhầm')),
                ('mistake', models.CharField(choices=[('STEP', 'Ghi nhầm bước'), ('DAY', 'Ghi nhầm ngày, văn bản'), ('WHOM', 'Ghi nhầm người, nhầm đơn vị'), ('TWICE', 'Ghi hai lần'), ('OTHER', 'Lý do khác')], max_length=8, verbose_name='nhầm gì')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='lý do')),
                ('account_id', models.BigIntegerField(null=True)),
                ('recorded_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='record',
            name='cooperation_number_once',
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('state', ''), _negated=True)), fields=('unit', 'number'), name='cooperation_number_once'),
        ),
        migrations.AddField(
            model_name='correction',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='cooperation.record'),
        ),
        migrations.AddField(
            model_name='correction',
            name='step',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='cooperation.step'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', ''), ('step__isnull', False)), models.Q(('step', None), models.Q(('number', ''), _negated=True)), _connector='OR'), name='cooperation_corrects_a_step_or_a_number'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mistake', 'OTHER'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='cooperation_other_mistake_is_told'),
        ),
        RefuseChanges("cooperation_correction"),
    ]
