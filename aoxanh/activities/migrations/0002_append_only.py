"""Scans and the hours ledger refuse to be changed (house decisions 3, 4, 13)."""

from django.db import migrations

from aoxanh.kernel.immutable import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial")]

    operations = [
        RefuseChanges("activities_scan"),
        RefuseChanges("activities_hoursentry"),
    ]
