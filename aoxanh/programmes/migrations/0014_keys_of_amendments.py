"""Amendments of entries without a code are found by what the entry is known by, no longer by its place."""

import hashlib

from django.db.models import Q

from aoxanh.kernel.upgrading import GentleMigration, InChunks


KNOWN_BY = {"OBJECTIVES": "clause", "ACHIEVED": "name", "BUDGET_RULES": "in"}
LONGEST = 36


def known_by(part, base):
    value = base.get(KNOWN_BY[part])
    text = str(min(value, default="") if isinstance(value, list) else value or "") or part.lower()
    return text if len(text) <= LONGEST else hashlib.sha256(text.encode()).hexdigest()[:LONGEST]


def name_keys(rows):
    for each in rows:
        each.key = known_by(each.part, each.base)
        each.save(update_fields=["key"])


class Migration(GentleMigration):
    dependencies = [("programmes", "0013_bases_of_plans")]
    operations = [InChunks("Amendment", name_keys, waiting=Q(part__in=KNOWN_BY, base__isnull=False))]
