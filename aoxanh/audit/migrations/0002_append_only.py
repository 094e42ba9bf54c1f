"""The trail refuses to be changed: entries and seals by every verb, details except by erasure."""

from django.db import migrations

from aoxanh.kernel.immutable import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        RefuseChanges("audit_entry"),
        RefuseChanges("audit_seal"),
        RefuseChanges("audit_detail", verbs=("UPDATE",)),
    ]
