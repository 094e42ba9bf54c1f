"""The number of the writing transaction, by which followers know what is final."""

from typing import Any

from django.db import models
from django.db.models import Func


class TransactionId(Func):
    """The number of the writing transaction on PostgreSQL; 0 on SQLite, whose writers are serial."""

    template = "0"
    output_field = models.BigIntegerField()
    allowed_default = True

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(
            compiler, connection, template="(pg_current_xact_id()::text::bigint)", **context
        )
