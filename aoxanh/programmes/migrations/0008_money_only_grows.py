"""The entries of money refuse to be changed or removed; a correction is a new entry."""

from django.db import migrations

from aoxanh.kernel.immutable import RefuseChanges
from aoxanh.kernel.upgrading import GentleMigration


class Migration(GentleMigration):
    dependencies = [("programmes", "0007_budgets")]

    operations = [RefuseChanges("programmes_moneyentry")]
