"""Several units and partners of one model: what one column held becomes names with their kinds."""

from hashlib import sha256
from typing import Any

from django.db import migrations, models

from aoxanh.kernel.searching import DropWords, SearchWords
from aoxanh.kernel.text import fold
from aoxanh.kernel.upgrading import GentleMigration, InChunks


_BEFORE = SearchWords(
    "practices_practice",
    "search_text",
    beside=("state", "level", "replicability", "kind", "year", "place_id", "partner_kind", "partner", "field_codes"),
)


def carry_over(rows: Any) -> None:
    changed = []
    for practice in rows:
        marks = [f"zzu{practice.unit_id}"]
        if practice.place_id is not None:
            marks.append(f"zzp{practice.place_id}")
        if practice.partner:
            kind = practice.partner_kind or "DOMESTIC"
            name = {"name": practice.partner, "kind": kind, "unit_id": None, "place_id": None}
            practice.mates = [name]
            digest = sha256(fold(practice.partner).encode()).hexdigest()[:16]
            marks += [f"zzk{kind.lower()}", f"zzn{digest}"]
        practice.marks = " ".join(marks)
        changed.append(practice)
    rows.model.objects.bulk_update(changed, ["mates", "marks"])


def remember(apps: Any, schema_editor: Any) -> None:
    practices, partners = apps.get_model("practices", "Practice"), apps.get_model("practices", "Partner")
    named = {fold(each["name"]): each for mates in practices.objects.order_by("pk").values_list("mates", flat=True) for each in mates}
    partners.objects.bulk_create(
        [partners(key=key, name=each["name"], kind=each["kind"]) for key, each in sorted(named.items())],
        ignore_conflicts=True,
    )


def carry_back(rows: Any) -> None:
    for practice in rows.exclude(mates=[]):
        partners = [each for each in practice.mates if each["kind"] in {"DOMESTIC", "FOREIGN", "INGO"}]
        if partners:
            practice.partner, practice.partner_kind = partners[0]["name"], partners[0]["kind"]
            practice.save(update_fields=["partner", "partner_kind"])


class Migration(GentleMigration):
    dependencies = [("practices", "0006_ideas_of_visitors")]

    operations = [
        DropWords("practices_practice", "search_text", beside=_BEFORE.beside),
        migrations.AddField(
            model_name="practice",
            name="mates",
            field=models.JSONField(blank=True, default=list, verbose_name="cùng làm"),
        ),
        migrations.AddField(
            model_name="practice",
            name="marks",
            field=models.TextField(default=""),
        ),
        migrations.AlterField(
            model_name="practiceflag",
            name="kind",
            field=models.CharField(
                choices=[
                    ("UNKNOWN_PROVINCE", "Không nhận ra tỉnh, thành phố"),
                    ("OTHER_PROVINCE", "Nội dung nói về tỉnh khác"),
                    ("SAME_TEXT", "Giống hệt một dòng khác"),
                    ("SIMILAR_TEXT", "Gần giống một dòng khác"),
                    ("DRIFTED_COLUMNS", "Có thể lệch cột"),
                    ("PLAN_NOT_RESULT", "Kết quả ghi như kế hoạch"),
                    ("LEVEL_IS_SCOPE", "Cấp và phạm vi ghi như nhau"),
                    ("UNKNOWN_UNIT", "Không nhận ra đơn vị cùng làm"),
                ],
                max_length=20,
            ),
        ),
        InChunks("Practice", carry_over, carry_back, waiting=models.Q(marks="")),
        migrations.RemoveField(model_name="practice", name="partner"),
        migrations.RemoveField(model_name="practice", name="partner_kind"),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("UNIT", "Đơn vị cùng làm"),
                            ("DOMESTIC", "Đối tác trong nước"),
                            ("FOREIGN", "Đối tác nước ngoài"),
                            ("INGO", "Tổ chức phi chính phủ quốc tế"),
                            ("DECLINED", "Không phải đối tác"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("DOMESTIC", "FOREIGN", "INGO"))), name="partner_is_no_unit"
                    )
                ],
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
        SearchWords(
            "practices_practice",
            "search_text",
            beside=("state", "level", "replicability", "kind", "year", "field_codes"),
            marks=True,
        ),
    ]
