"""Guardians and consents of a person, as officers of the unit that keeps the record note them."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from aoxanh.activities import actions as activities
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions, queries
from aoxanh.people.types import ConsentPurpose, GuardianGiven
from aoxanh.web.guards import needs
from aoxanh.web.people.manage_person import asked, found_or_404
from aoxanh.web.request import Request


class GuardianForm(forms.Form):
    """Who answers for the person."""

    guardian_full_name = forms.CharField(label=_("Họ và tên người giám hộ"), max_length=120)
    guardian_phone = forms.CharField(label=_("Số điện thoại"), max_length=20)
    relation = forms.CharField(
        label=_("Quan hệ"), max_length=40, required=False, help_text=_("Ví dụ: mẹ, ông nội.")
    )

    def guardian(self) -> GuardianGiven:
        given = self.cleaned_data
        return GuardianGiven(
            full_name=given["guardian_full_name"],
            phone=given["guardian_phone"],
            relation=given["relation"],
        )


class ConsentForm(forms.Form):
    """What was agreed to, and by whom."""

    purpose = forms.ChoiceField(label=_("Đồng ý việc gì"), choices=ConsentPurpose.choices)
    guardian = forms.TypedChoiceField(
        label=_("Ai đồng ý"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: object, guardians: list[tuple[int, str]], **kw: object) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]  # Django's own arguments
        choices = [("", _("Chính người đó, đơn vị giữ bản giấy")), *guardians]
        self.fields["guardian"].choices = choices  # type: ignore[attr-defined]  # a choice field


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def guardian(request: Request, unit_id: int, code: str, pk: int | None = None) -> HttpResponse:
    """Note a guardian, or put right what is noted of one."""
    found = found_or_404(request, code)
    initial: dict[str, object] = {}
    if pk is not None:
        rows = queries.guardians_of(found.pk, actor=request.actor)
        kept = rows.filter(pk=pk).first()
        if kept is None:
            raise Http404
        initial = {
            "guardian_full_name": kept.full_name,
            "guardian_phone": kept.phone,
            "relation": kept.relation,
        }
    form = GuardianForm(request.POST or None, initial=initial)
    return asked(
        request,
        unit_id,
        found,
        form,
        title=_("Sửa người giám hộ") if pk else _("Ghi người giám hộ"),
        done=_("Đã lưu người giám hộ."),
        act=lambda: actions.name_guardian(
            by=request.actor,
            person_id=found.pk,
            guardian=form.guardian(),
            guardian_id=pk,
            now=timezone.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def consent(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Note what the person, or a guardian for them, agreed to."""
    found = found_or_404(request, code)
    guardians = queries.guardians_of(found.pk, actor=request.actor)
    form = ConsentForm(
        request.POST or None, guardians=[(each.pk, each.full_name) for each in guardians]
    )
    return asked(
        request,
        unit_id,
        found,
        form,
        title=_("Ghi sự đồng ý"),
        done=_("Đã ghi sự đồng ý."),
        act=lambda: actions.give_consent(
            by=request.actor,
            person_id=found.pk,
            purpose=form.cleaned_data["purpose"],
            guardian_id=form.cleaned_data["guardian"],
            now=timezone.now(),
        ),
    )


@require_POST
@needs(Permission.PERSON_EDIT)
def consent_end(request: Request, unit_id: int, code: str, pk: int) -> HttpResponse:
    """Note that an agreement was taken back, and what follows: who takes part no more gives up places to come."""
    found, now = found_or_404(request, code), timezone.now()
    taken_back = queries.consents_of(found.pk, actor=request.actor).filter(pk=pk).first()
    if taken_back is None:
        raise Http404
    try:
        with transaction.atomic():
            actions.withdraw_consent(by=request.actor, consent_id=pk, now=now)
            if taken_back.purpose == ConsentPurpose.PARTICIPATION:
                own = queries.same_person_ids(found.pk)
                activities.give_up_places(by=request.actor, person_ids=own, now=now)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi việc rút lại sự đồng ý."))
    return redirect("manage:person", unit_id=unit_id, code=code)
