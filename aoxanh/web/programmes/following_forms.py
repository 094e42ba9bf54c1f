"""What is asked of units that follow a plan: their own plan, acknowledgement, obstacles and answers."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.programmes.types.boards import BoardShown
from aoxanh.programmes.types.following import ObstacleGiven, PlanGiven
from aoxanh.web.days import DayField


WHOLE = ""
"""The choice of all years."""


_BOARD = "b"
"""Begins the choice of a board; that of a unit is its number."""


def _board_in_words(board: BoardShown) -> str:
    """“Thanh thiếu nhi trong trường học (học sinh): Ban Thanh thiếu nhi Trường học, Tỉnh đoàn”."""
    groups = f" ({', '.join(board.groups)})" if board.groups else ""
    return f"{board.name}{groups}: {board.holder}"


def _date(label: str, *, required: bool = True) -> DayField:
    return DayField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Hãy chọn ngày theo lịch."),
        },
    )


class PlanForm(forms.Form):
    """The unit's own plan: which years, which paper."""

    title = forms.CharField(label=_("Tên kế hoạch"), max_length=300)
    year = forms.ChoiceField(label=_("Cho năm nào"), required=False)
    number = forms.CharField(
        label=_("Số, ký hiệu"), required=False, max_length=60, help_text=_("Ví dụ: 15-KH/ĐTN")
    )
    issued_on = _date(_("Ngày ban hành"), required=False)  # type: ignore[arg-type]  # lazy
    file = forms.FileField(
        label=_("Tệp kế hoạch"), required=False, help_text=_("PDF, Word. Không bắt buộc.")
    )

    def __init__(self, *args: object, years: Sequence[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        offered = [(str(year), str(year)) for year in years]
        self.fields["year"].choices = [*offered, (WHOLE, _("Cả giai đoạn"))]  # type: ignore[attr-defined]  # a choice field

    def given(self) -> PlanGiven:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        sent = typed["file"]
        return PlanGiven(
            year=int(typed["year"]) if typed["year"] else None,
            title=typed["title"],
            number=typed["number"],
            issued_on=typed["issued_on"],
            file=(sent.name, sent.read()) if sent else None,
        )


class AcknowledgeForm(forms.Form):
    """When and how a plan was made known to the members."""

    on = _date(_("Quán triệt ngày"))  # type: ignore[arg-type]  # lazy
    how = forms.CharField(
        label=_("Hình thức"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: sinh hoạt chi đoàn tháng 3."),
    )


class ObstacleForm(forms.Form):
    """What stands in the way, what would help, and who is asked."""

    title = forms.CharField(label=_("Vướng mắc gì, một câu"), max_length=200)
    text = forms.CharField(
        label=_("Nội dung"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    proposal = forms.CharField(
        label=_("Đề xuất tháo gỡ"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    programme = forms.ChoiceField(label=_("Về chương trình"), required=False)
    addressed = forms.ChoiceField(label=_("Gửi tới"))

    def __init__(
        self,
        *args: object,
        boards: Sequence[BoardShown],
        above: Sequence[tuple[int, str]],
        programmes: Sequence[tuple[int, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        offered = [(f"{_BOARD}{each.pk}", _board_in_words(each)) for each in boards]
        groups = [(_("Bộ phận phụ trách"), offered), (_("Đơn vị cấp trên"), above)]
        self.fields["addressed"].choices = groups if offered else above  # type: ignore[attr-defined]  # a choice field
        self.fields["programme"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Không theo chương trình nào")),
            *programmes,
        ]

    def given(self) -> ObstacleGiven:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        to = typed["addressed"]
        is_board = to.startswith(_BOARD)
        return ObstacleGiven(
            title=typed["title"],
            text=typed["text"],
            proposal=typed["proposal"],
            addressed_id=None if is_board else int(to),
            board_id=int(to.removeprefix(_BOARD)) if is_board else None,
            programme_id=int(typed["programme"]) if typed["programme"] else None,
        )


class AnswerForm(forms.Form):
    """An answer, or a word to whom it is sent on."""

    text = forms.CharField(
        label=_("Nội dung"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    to = forms.TypedChoiceField(label=_("Gửi tới"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: object, above: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        offered = [(pk, _("Chuyển lên %(name)s") % {"name": name}) for pk, name in above]
        self.fields["to"].choices = [("", _("Trả lời đơn vị nêu")), *offered]  # type: ignore[attr-defined]  # a choice field
