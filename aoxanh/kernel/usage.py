"""Who points at a row: asked before an undo deletes it, through every foreign key there is, above and below."""

from collections.abc import Collection
from typing import Any

from django.db import models


def users_of(
    model: type[models.Model], keys: Collection[int], *, apart: Collection[type[models.Model]]
) -> dict[int, str]:
    """For each key that is pointed at, the context of a row that does; rows of ``apart`` do not count."""
    options: Any = model._meta  # noqa: SLF001  Django names it so
    found: dict[int, str] = {}
    for relation in options.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        holder = relation.related_model
        if holder in apart:
            continue
        column = relation.field.attname
        pointing = holder._base_manager.filter(**{f"{column}__in": keys})  # noqa: SLF001
        for key in pointing.order_by(column).values_list(column, flat=True).distinct():
            found.setdefault(key, holder._meta.app_label)  # noqa: SLF001
    return found
