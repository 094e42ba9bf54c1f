from django.db import migrations, models

from aoxanh.kernel.searching import SearchWords


class Migration(migrations.Migration):
    dependencies = [("practices", "0003_remember_words")]

    operations = [
        migrations.RemoveIndex(model_name="practice", name="practice_listed"),
        migrations.AddIndex(
            model_name="practice",
            index=models.Index(fields=["state", "-listed_at", "-id"], name="practice_listed_latest"),
        ),
        SearchWords(
            "practices_practice",
            "search_text",
            beside=(
                "state", "level", "replicability", "kind", "year", "place_id", "partner_kind", "partner", "field_codes",
            ),
        ),
    ]
