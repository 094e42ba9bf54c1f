"""Forms of officers who keep models."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.activities import queries as activities
from aoxanh.practices import queries
from aoxanh.practices.types import (
    FIELDS,
    PARTNER_KINDS,
    Mate,
    MateKind,
    PracticeGiven,
    PracticeKind,
    PracticeLevel,
    Replicability,
)
from aoxanh.web.days import DayField


if TYPE_CHECKING:
    from aoxanh.practices.models import Practice


_MATES = {
    "units": MateKind.UNIT,
    "domestic": MateKind.DOMESTIC,
    "foreign": MateKind.FOREIGN,
    "ingo": MateKind.INGO,
}
"""Fields with names, one a line, and what is named there."""


def long_text(label: Promise, hint: Promise | str = "", rows: int = 3) -> forms.CharField:
    """A field for some sentences; what must be there is the action's to say."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy sentence
        help_text=hint,  # type: ignore[arg-type]  # a lazy sentence
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PracticeForm(forms.Form):
    """The eight fields in the words of the yearly table, then what helps others find it."""

    title = forms.CharField(label=_("Tên mô hình"), max_length=500)
    summary = forms.CharField(
        label=_("Một câu giới thiệu"),
        required=False,
        max_length=200,
        help_text=_("Người xã khác đọc một câu là hiểu làm gì, cho ai."),
    )
    level = forms.CharField(label=_("Cấp thực hiện"), required=False, max_length=300)
    scope = long_text(_("Phạm vi"), rows=2)
    purpose = long_text(_("Mục đích"), rows=2)
    content = long_text(_("Nội dung, cách làm"), _("Từng bước, để nơi khác làm được ngay."), rows=6)
    result = long_text(
        _("Kết quả"), _("Ghi rõ con số: bao nhiêu người, bao nhiêu công trình."), rows=4
    )
    replicability = long_text(_("Khả năng nhân rộng"), rows=2)
    recommendation = long_text(_("Kiến nghị, đề xuất"), rows=2)
    year = forms.IntegerField(
        label=_("Năm"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    kind = forms.ChoiceField(label=_("Loại mô hình"), choices=PracticeKind.choices)
    fields_of_work = forms.MultipleChoiceField(
        label=_("Lĩnh vực"), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = long_text(
        _("Đơn vị cùng làm"),
        _("Mỗi dòng một đơn vị, ghi đúng tên để nối với trang đơn vị."),
        rows=3,
    )
    domestic = long_text(_("Đối tác trong nước"), _("Mỗi dòng một tên."), rows=2)
    foreign = long_text(_("Đối tác nước ngoài"), _("Mỗi dòng một tên."), rows=2)
    ingo = long_text(_("Tổ chức phi chính phủ quốc tế"), _("Mỗi dòng một tên."), rows=2)
    started_on = DayField(
        label=_("Làm từ ngày"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    ended_on = DayField(
        label=_("Đến ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Bỏ trống nếu vẫn duy trì."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        offered = self.fields["fields_of_work"]
        offered.choices = [(each.code, each.name) for each in activities.fields_of_work()]  # type: ignore[attr-defined]  # a choice field

    @staticmethod
    def initial_of(practice: "Practice") -> dict[str, object]:
        """What the form begins with for a model that is kept already."""
        plain = ("title", "summary", "scope", "purpose", "content", "result", "recommendation")
        return {
            **{name: getattr(practice, name) for name in plain},
            "level": practice.level_text,
            "replicability": practice.replicability_text,
            "year": practice.year,
            "kind": practice.kind,
            "fields_of_work": practice.field_codes,
            **{
                name: "\n".join(each.name for each in practice.known_mates if each.kind == kind)
                for name, kind in _MATES.items()
            },
            "started_on": practice.started_on,
            "ended_on": practice.ended_on,
        }

    def given(self, *, place_id: int | None) -> PracticeGiven:
        """What was typed, as the registry takes it."""
        typed = self.cleaned_data
        return PracticeGiven(
            texts={field: typed[field.value] for field in FIELDS},
            year=typed["year"],
            kind=PracticeKind(typed["kind"]),
            place_id=place_id,
            summary=typed["summary"],
            mates=tuple(
                Mate(name=name, kind=kind)
                for field, kind in _MATES.items()
                for name in queries.names_in(typed[field])
            ),
            field_codes=tuple(typed["fields_of_work"]),
            started_on=typed["started_on"],
            ended_on=typed["ended_on"],
        )


class ClassesForm(forms.Form):
    """What the suggested classes really are."""

    level = forms.ChoiceField(label=_("Cấp"), choices=PracticeLevel.choices)
    replicability = forms.ChoiceField(label=_("Nhân rộng"), choices=Replicability.choices)


class PartnerForm(forms.Form):
    """A name that a text seems to call a partner: how it is written, and of which kind."""

    name = forms.CharField(label=_("Tên đối tác"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Loại"), choices=[(kind.value, kind.label) for kind in PARTNER_KINDS]
    )


class AdoptForm(forms.Form):
    """One sentence and a day: taking a model up."""

    adaptation = long_text(
        _("Đơn vị làm theo thế nào?"), _("Một câu: đổi gì cho hợp với nơi mình."), rows=3
    )
    started_on = DayField(
        label=_("Bắt đầu từ ngày"), widget=forms.DateInput(attrs={"type": "date"})
    )


class ReportForm(forms.Form):
    """How it went here."""

    result = long_text(_("Kết quả ở đơn vị"), rows=3)
    worked = forms.TypedChoiceField(
        label=_("Làm theo có hiệu quả không?"),
        choices=(("", _("Chưa rõ")), ("1", _("Có hiệu quả")), ("0", _("Không hợp"))),
        coerce=lambda typed: typed == "1",
        empty_value=None,
        required=False,
    )
    cost = forms.IntegerField(
        label=_("Chi phí (đồng)"),
        required=False,
        min_value=0,
        max_value=10**15,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    ended_on = DayField(
        label=_("Thôi làm từ ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Bỏ trống nếu vẫn duy trì."),
    )
