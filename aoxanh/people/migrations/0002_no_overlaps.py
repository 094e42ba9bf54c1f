from django.db import migrations

from aoxanh.kernel.overlaps import ForbidOverlaps


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [ForbidOverlaps("people_focalpoint", ["unit_id"])]
