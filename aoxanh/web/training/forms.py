"""Forms of those who hold courses."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.training import queries
from aoxanh.training.types import Audience, CourseForm, CourseGiven, CourseLevel


if TYPE_CHECKING:
    from aoxanh.training.models import Course


class DescriptionForm(forms.Form):
    """What a course is about, for whom, who teaches and which models."""

    topic = forms.ChoiceField(label=_("Nội dung"))
    audience = forms.ChoiceField(label=_("Dành cho"), choices=Audience.choices)
    level = forms.ChoiceField(
        label=_("Cấp"), choices=CourseLevel.choices, initial=CourseLevel.COMMUNE
    )
    form = forms.ChoiceField(label=_("Hình thức lớp"), choices=CourseForm.choices)
    trainers = forms.CharField(
        label=_("Giảng viên, báo cáo viên"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một người."),
    )
    practices = forms.MultipleChoiceField(
        label=_("Mô hình quản lý, điều phối được dạy"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hoạt động áp dụng mô hình này được tính từ sau ngày kết thúc lớp."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        topics = [(each.code, each.name) for each in queries.topics()]
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]  # a choice field
        models = [(each.code, each.title) for each in queries.coordination_models()]
        if models:
            self.fields["practices"].choices = models  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["practices"]

    @staticmethod
    def initial_of(course: "Course") -> dict[str, object]:
        """What the form begins with for a course that is declared already."""
        return {
            "topic": course.topic_id,
            "audience": course.audience,
            "level": course.level,
            "form": course.form,
            "trainers": "\n".join(each.full_name for each in course.trainers.all()),
            "practices": [each.code for each in course.practices.all()],
        }

    def given(self) -> CourseGiven:
        return CourseGiven(
            topic=self.cleaned_data["topic"],
            audience=Audience(self.cleaned_data["audience"]),
            level=CourseLevel(self.cleaned_data["level"]),
            form=CourseForm(self.cleaned_data["form"]),
            trainers=tuple(self.cleaned_data["trainers"].splitlines()),
            practice_codes=tuple(self.cleaned_data.get("practices", ())),
        )


class PaperForm(forms.Form):
    """The signed list on which people stand."""

    paper = forms.CharField(
        label=_("Danh sách ký tên"),
        max_length=200,
        required=False,
        help_text=_("Số, ngày của danh sách giấy, ví dụ: DS ngày 16/11/2026."),
    )


class ModelForm(forms.Form):
    """Which coordination model an activity went by."""

    practices = forms.ChoiceField(
        label=_("Mô hình quản lý, điều phối đã áp dụng"),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        models = [(each.code, each.title) for each in queries.coordination_models()]
        choices = [("", _("Không theo mô hình nào")), *models]
        self.fields["practices"].choices = choices  # type: ignore[attr-defined]  # a choice field


class CampaignModelForm(ModelForm):
    """Which coordination model the activities of a campaign went by: one of them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["practices"]
        field.required = True
        field.choices = field.choices[1:]  # type: ignore[attr-defined]  # a choice field
