"""A unit declares a day once (house decision 13)."""

from django.db import migrations

from aoxanh.kernel.overlaps import ForbidOverlaps


class Migration(migrations.Migration):
    dependencies = [("activities", "0002_append_only")]

    operations = [ForbidOverlaps("activities_declaredtotal", keys=("unit_id",))]
