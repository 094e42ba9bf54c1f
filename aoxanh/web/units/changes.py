"""What officers can change about a unit: each a small form with its day and legal basis."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import day_of
from aoxanh.kernel.periods import FOREVER
from aoxanh.units import actions, queries
from aoxanh.units.types import Decision, Level
from aoxanh.web.days import DayField
from aoxanh.web.places.fields import PlaceField, PlaceTyped
from aoxanh.web.places.province import home_commune, home_province
from aoxanh.web.units.choices import NOBODY, kind_choices, near, superiors


if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from aoxanh.units.models import Unit

_DAY = {"type": "date"}


def day_field(label: "_StrPromise", **options: Any) -> DayField:  # noqa: ANN401  options of any field
    return DayField(
        label=label,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Hãy chọn ngày theo lịch."),
        },
        **options,
    )


def _number(value: str) -> int | None:
    return int(value) if value else None


class ChangeForm(forms.Form):
    """A change of one unit; subclasses add their fields and do it."""

    title: ClassVar[str | Promise]
    lead: ClassVar[str | Promise] = ""
    button: ClassVar[str | Promise] = _("Ghi thay đổi")
    done: ClassVar[str | Promise] = _("Đã ghi thay đổi.")
    icon: ClassVar[str] = "pen-line"
    is_ending: ClassVar[bool] = False
    """Whether the change ends a unit: the page then says what goes and what stays."""
    do_not_call_in_templates: ClassVar[bool] = True
    """Menus show the class itself."""

    def __init__(
        self, values: Mapping[str, Any] | None, *, unit_id: int, desk_id: int, actor: Actor
    ) -> None:
        super().__init__(values)
        self.unit_id, self.desk_id, self.actor = unit_id, desk_id, actor
        self.prepare()

    def prepare(self) -> None:
        """Offer what may be chosen for this unit."""

    def apply(self, *, by: Actor, now: datetime) -> object:
        """Do it. Raises the refusals of its action."""
        raise NotImplementedError


class DecidedForm(ChangeForm):
    """A change with a day and a legal basis, which come last."""

    on = day_field(_("Có hiệu lực từ ngày"))
    decision_number = forms.CharField(
        label=_("Số quyết định"), required=False, max_length=80, help_text="01-QĐ/TĐTN-BTC"
    )
    decision_on = day_field(_("Ngày ký"), required=False)
    decided_by = forms.CharField(label=_("Cơ quan quyết định"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as the base takes them
        super().__init__(*args, **kwargs)
        last = ("on", "decision_number", "decision_on", "decided_by")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    @property
    def decision(self) -> Decision:
        given = self.cleaned_data
        return Decision(given["decision_number"], given["decision_on"], given["decided_by"])

    def basis(self, by: Actor, now: datetime) -> dict[str, Any]:
        return {"by": by, "on": self.cleaned_data["on"], "decision": self.decision, "now": now}


class _NamesForm(DecidedForm):
    name = forms.CharField(
        label=_("Tên đầy đủ"),
        max_length=200,
        error_messages={"required": _("Hãy nhập tên đơn vị.")},
    )
    short_name = forms.CharField(
        label=_("Tên gọn"),
        max_length=120,
        help_text=_("Phần riêng của tên, ví dụ: Tả Lèng."),
        error_messages={"required": _("Hãy nhập tên gọn.")},
    )


class RenameForm(_NamesForm):
    title = _("Đổi tên")
    lead = _("Tên cũ vẫn đứng trên mọi giấy tờ, số liệu trước ngày đổi.")

    def prepare(self) -> None:
        now = queries.version_at(unit_id=self.unit_id, day=self.actor.day)
        self.initial = {"name": now.name, "short_name": now.short_name}

    def apply(self, *, by: Actor, now: datetime) -> object:
        given = self.cleaned_data
        return actions.rename(
            unit_id=self.unit_id,
            name=given["name"],
            short_name=given["short_name"],
            **self.basis(by, now),
        )


class ReclassifyForm(DecidedForm):
    title = _("Đổi loại hình")
    kind_code = forms.ChoiceField(label=_("Loại hình mới"))
    icon = "tag"

    def prepare(self) -> None:
        self.fields["kind_code"].choices = kind_choices()  # type: ignore[attr-defined]  # a choice field

    def apply(self, *, by: Actor, now: datetime) -> object:
        return actions.reclassify(
            unit_id=self.unit_id, kind_code=self.cleaned_data["kind_code"], **self.basis(by, now)
        )


class MoveForm(DecidedForm):
    title = _("Chuyển về đơn vị khác")
    lead = _("Số liệu trước ngày chuyển vẫn thuộc đơn vị cũ khi xem theo thời điểm đó.")
    icon = "route"
    parent_id = forms.ChoiceField(label=_("Đơn vị cấp trên mới"))

    def prepare(self) -> None:
        choices = superiors(self.desk_id, actor=self.actor, without=self.unit_id)
        self.fields["parent_id"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def apply(self, *, by: Actor, now: datetime) -> object:
        parent_id = int(self.cleaned_data["parent_id"])
        return actions.move(unit_id=self.unit_id, parent_id=parent_id, **self.basis(by, now))


class _EndingForm(DecidedForm):
    is_ending = True
    children_to = forms.ChoiceField(
        label=_("Đơn vị trực thuộc chuyển về"),
        required=False,
        help_text=_("Bỏ trống nếu không còn đơn vị trực thuộc."),
    )
    keeper_id = forms.ChoiceField(
        label=_("Đơn vị giữ hồ sơ"),
        required=False,
        help_text=_("Mọi đơn vị kế thừa đều đọc được, chỉ đơn vị này ghi tiếp."),
    )

    def prepare(self) -> None:
        choices = near(self.unit_id, self.desk_id, actor=self.actor)
        for name in ("children_to", "keeper_id"):
            self.fields[name].choices = [NOBODY, *choices]  # type: ignore[attr-defined]  # a choice field
        for name in ("heir_ids", "into_ids"):
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field


class CloseForm(_EndingForm):
    title = _("Kết thúc hoạt động")
    button = _("Kết thúc đơn vị")
    done = _("Đã ghi ngày kết thúc.")
    icon = "door-open"
    heir_ids = forms.MultipleChoiceField(
        label=_("Đơn vị kế thừa"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def apply(self, *, by: Actor, now: datetime) -> object:
        given = self.cleaned_data
        return actions.close(
            unit_id=self.unit_id,
            heir_ids=[int(pk) for pk in given["heir_ids"]],
            keeper_id=_number(given["keeper_id"]),
            children_to=_number(given["children_to"]),
            **self.basis(by, now),
        )


class SplitForm(_EndingForm):
    title = _("Chia tách")
    lead = _("Hãy thành lập các đơn vị mới trước, rồi chọn ở đây.")
    button = _("Chia tách đơn vị")
    done = _("Đã ghi việc chia tách.")
    icon = "split"
    into_ids = forms.MultipleChoiceField(
        label=_("Chia thành"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất hai đơn vị.")},
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["keeper_id"].required = True
        self.fields["keeper_id"].error_messages["required"] = _("Hãy chọn đơn vị giữ hồ sơ.")

    def apply(self, *, by: Actor, now: datetime) -> object:
        given = self.cleaned_data
        return actions.split(
            unit_id=self.unit_id,
            into_ids=[int(pk) for pk in given["into_ids"]],
            keeper_id=int(given["keeper_id"]),
            children_to=_number(given["children_to"]),
            **self.basis(by, now),
        )


class MergeForm(DecidedForm):
    title = _("Nhập đơn vị khác vào đây")
    lead = _("Đơn vị này kế thừa hồ sơ, đơn vị trực thuộc và việc đang làm.")
    button = _("Hợp nhất")
    done = _("Đã ghi việc hợp nhất.")
    icon = "merge"
    is_ending = True
    unit_ids = forms.MultipleChoiceField(
        label=_("Các đơn vị kết thúc và nhập vào"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một đơn vị.")},
    )

    def prepare(self) -> None:
        choices = near(self.unit_id, self.desk_id, actor=self.actor)
        self.fields["unit_ids"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def apply(self, *, by: Actor, now: datetime) -> object:
        unit_ids = [int(pk) for pk in self.cleaned_data["unit_ids"]]
        return actions.merge(into_id=self.unit_id, unit_ids=unit_ids, **self.basis(by, now))


class FoundForm(_NamesForm):
    title = _("Thành lập đơn vị trực thuộc")
    button = _("Thành lập")
    done = _("Đã thành lập đơn vị.")
    icon = "plus"
    kind_code = forms.ChoiceField(label=_("Loại hình"))
    place = PlaceField(
        label=_("Địa bàn"), help_text=_("Xã, phường nơi đơn vị đứng chân. Tên cũ cũng nhận.")
    )

    def prepare(self) -> None:
        self.fields["kind_code"].choices = kind_choices(without=Level.CENTRAL)  # type: ignore[attr-defined]  # a choice field
        self.initial["place"] = PlaceTyped(home_commune(self.unit_id, self.actor.day))
        day = self._founding_day()
        self.fields["place"].look(day, home_province(day))  # type: ignore[attr-defined]  # a place field

    def _founding_day(self) -> date:
        """The day whose map is meant: the one typed, else today."""
        return day_of(str(self.data.get("on", ""))) or self.actor.day

    def apply(self, *, by: Actor, now: datetime) -> object:
        given = self.cleaned_data
        return actions.found(
            kind_code=given["kind_code"],
            name=given["name"],
            short_name=given["short_name"],
            parent_id=self.unit_id,
            place_id=given["place"].place_id,
            **self.basis(by, now),
        )


class CounterpartForm(ChangeForm):
    title = _("Gắn đơn vị song hành")
    lead = _("Tổ chức Đoàn, Hội, Đội ở cùng nơi đứng cạnh nhau, không cái nào dưới cái nào.")
    icon = "link"
    counterpart_id = forms.ChoiceField(label=_("Đơn vị song hành"))

    def prepare(self) -> None:
        choices = near(self.unit_id, self.desk_id, actor=self.actor)
        self.fields["counterpart_id"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def apply(self, *, by: Actor, now: datetime) -> object:
        other = int(self.cleaned_data["counterpart_id"])
        return actions.link_counterparts(by=by, unit_id=self.unit_id, counterpart_id=other, now=now)


class AliasForm(ChangeForm):
    title = _("Thêm tên gọi khác")
    lead = _("Tên cũ, tên tắt mà mọi người hay gõ khi tìm.")
    done = _("Đã thêm tên gọi.")
    icon = "book-open"
    name = forms.CharField(label=_("Tên gọi"), max_length=200)

    def apply(self, *, by: Actor, now: datetime) -> object:
        name = self.cleaned_data["name"]
        return actions.add_alias(by=by, unit_id=self.unit_id, name=name, now=now)


CHANGES: Mapping[str, type[ChangeForm]] = {
    "thanh-lap": FoundForm,
    "doi-ten": RenameForm,
    "doi-loai-hinh": ReclassifyForm,
    "chuyen": MoveForm,
    "song-hanh": CounterpartForm,
    "ten-goi-khac": AliasForm,
    "hop-nhat": MergeForm,
    "chia-tach": SplitForm,
    "ket-thuc": CloseForm,
}


def offered_for(unit: "Unit", day: date) -> list[str]:
    """The changes that make sense: none for a closed unit, no second ending for one that will close."""
    if unit.closed_on <= day:
        return []
    ends = unit.closed_on < FOREVER
    return [slug for slug in CHANGES if not (ends and slug in {"chia-tach", "ket-thuc"})]
