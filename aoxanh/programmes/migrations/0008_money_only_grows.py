"""The entries of money refuse to be changed or removed; a correction is a new entry."""

from django.db import migrations

from aoxanh.kernel.immutable import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("programmes", "0007_budgets")]

    operations = [RefuseChanges("programmes_moneyentry")]
