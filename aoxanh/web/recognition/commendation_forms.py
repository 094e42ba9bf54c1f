"""Forms of commendations: the proposal, the decision, the reason against it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.recognition.types import CommendationForm, CommendationLevel, CommendationOccasion
from aoxanh.web.days import DayField


class _KindForm(forms.Form):
    """Form and level of a commendation."""

    form = forms.ChoiceField(label=_("Hình thức"), choices=CommendationForm.choices)
    level = forms.ChoiceField(label=_("Cấp khen"), choices=CommendationLevel.choices)


class ProposalForm(_KindForm):
    """Who is proposed for what; the person comes with the address."""

    occasion = forms.ChoiceField(label=_("Dịp khen"), choices=CommendationOccasion.choices)
    merit = forms.CharField(
        label=_("Thành tích"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Làm gì, ở đâu, kết quả thế nào."),
        error_messages={"required": _("Hãy ghi thành tích: làm gì, ở đâu, kết quả thế nào.")},
    )
    evidence = forms.CharField(
        label=_("Minh chứng"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Đường dẫn bài viết, số văn bản. Giờ và hoạt động trên cổng tự kèm theo."),
    )
    field_order = ["form", "level", "occasion", "merit", "evidence"]


class CollectiveForm(ProposalForm):
    """A collective: a unit here, or another by its name."""

    unit = forms.TypedChoiceField(
        label=_("Đơn vị"), required=False, coerce=int, empty_value=None, choices=()
    )
    name = forms.CharField(
        label=_("Tên tập thể"),
        max_length=200,
        required=False,
        help_text=_("Ghi khi tập thể không có trong danh sách đơn vị."),
    )
    field_order = ["unit", "name", *ProposalForm.field_order]


class DecisionForm(_KindForm):
    """The decision by which a candidate was commended."""

    number = forms.CharField(label=_("Số quyết định"), max_length=60)
    decided_on = DayField(
        label=_("Ngày quyết định"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    authority = forms.CharField(label=_("Cấp ra quyết định"), max_length=200)
    field_order = ["number", "decided_on", "authority", "form", "level"]


class DeclineForm(forms.Form):
    """Why a candidate was not commended."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)
