"""The words of models that were kept before words were."""

from typing import Any

from django.db import migrations


_AT_ONCE = 500


def remember(apps: Any, schema_editor: Any) -> None:
    practices, words = apps.get_model("practices", "Practice"), apps.get_model("practices", "Word")
    texts = practices.objects.order_by("pk").values_list("search_text", flat=True)
    known: set[str] = set()
    for text in texts.iterator(chunk_size=_AT_ONCE):
        new = {word for word in text.split() if len(word) <= 40} - known
        words.objects.bulk_create([words(word=word) for word in sorted(new)], ignore_conflicts=True)
        known |= new


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("practices", "0002_words")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
