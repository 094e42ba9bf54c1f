"""One name, one parent, one closure row at a time."""

from django.db import migrations

from aoxanh.kernel.overlaps import ForbidOverlaps


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]

    operations = [
        ForbidOverlaps("units_unitversion", ("unit_id",)),
        ForbidOverlaps("units_parenthood", ("unit_id",)),
        ForbidOverlaps("units_closure", ("ancestor_id", "descendant_id")),
    ]
