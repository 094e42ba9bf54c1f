"""“Dữ liệu của tôi”: what is kept, who read it, correcting, taking it along, taking consent back, erasing it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aoxanh.access import actions as access
from aoxanh.activities import actions as leaving
from aoxanh.files.types import FileType
from aoxanh.kernel.errors import DomainError
from aoxanh.people import actions, queries
from aoxanh.people.types import ConsentPurpose
from aoxanh.web import own_data
from aoxanh.web.people.own import own_page
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


def _read(request: Request) -> list[own_data.Reading]:
    person_id = request.actor.person_id or 0
    held = queries.memberships(person_id, actor=request.actor).values_list("unit_id", flat=True)
    person = queries.person_of(request.actor.account_id)
    kept_by = {person.unit_id} if person else set()
    ids = queries.same_person_ids(person_id)
    return own_data.readings(ids, unit_ids=kept_by | set(held), day=timezone.now())


@require_GET
@own_page
def data(request: Request) -> HttpResponse:
    """Everything one may ask of one's data, on one page."""
    person_id = request.actor.person_id or 0
    consents = list(queries.consents_of(person_id, actor=request.actor))
    context = {
        "kept": own_data.kept(queries.same_person_ids(person_id)),
        "readings": _read(request),
        "consents": [each for each in consents if each.withdrawn_at is None],
        "taken_back": queries.taken_back(consents),
        "person": queries.person_of(request.actor.account_id),
    }
    return render(request, "mine/data.html", context)


@require_GET
@own_page
def data_copy(request: Request) -> HttpResponse:
    """The copy to take along."""
    person = queries.person_of(request.actor.account_id)
    if person is None:
        raise Http404
    ids = queries.same_person_ids(person.pk)
    content = own_data.archive(person, ids, read=_read(request), now=timezone.now())
    return taken_away(content, "du-lieu-cua-toi.zip", FileType.ZIP)


@require_http_methods(["GET", "POST"])
@own_page
def consent_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take one consent back, told first what follows."""
    person_id, now = request.actor.person_id or 0, timezone.now()
    consent = queries.consents_of(person_id, actor=request.actor).filter(pk=pk).first()
    if consent is None:
        raise Http404
    if request.method != "POST":
        told = queries.consequences()[consent.purpose]
        return render(request, "mine/consent.html", {"consent": consent, "told": told})
    try:
        with transaction.atomic():
            if consent.purpose == ConsentPurpose.PARTICIPATION:
                own = queries.same_person_ids(person_id)
                leaving.give_up_places(by=request.actor, person_ids=own, now=now)
            actions.withdraw_consent(by=request.actor, consent_id=pk, now=now)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã rút lại sự đồng ý."))
    return redirect("mine:data")


@require_http_methods(["GET", "POST"])
@own_page
def consent_give(request: Request, pk: int) -> HttpResponse:
    """Agree again to what one took back, after reading the text in force."""
    person_id, now = request.actor.person_id or 0, timezone.now()
    consents = queries.consents_of(person_id, actor=request.actor)
    consent = next((each for each in queries.taken_back(consents) if each.pk == pk), None)
    if consent is None:
        raise Http404
    purpose = consent.purpose
    if request.method != "POST":
        text = queries.consent_text(purpose, request.actor.day).text
        return render(request, "mine/consent_give.html", {"consent": consent, "text": text})
    try:
        actions.give_consent(by=request.actor, person_id=person_id, purpose=purpose, now=now)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi sự đồng ý của bạn."))
    return redirect("mine:data")


@require_http_methods(["GET", "POST"])
@own_page
def data_erase(request: Request) -> HttpResponse:
    """Erase what names me, and the account with it."""
    if request.method != "POST":
        return render(request, "mine/erase.html")
    now = timezone.now()
    try:
        with transaction.atomic():
            own = queries.same_person_ids(request.actor.person_id or 0)
            leaving.give_up_places(by=request.actor, person_ids=own, now=now)
            actions.erase(by=request.actor, person_id=request.actor.person_id or 0, now=now)
            access.close(by=request.actor, now=now)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("mine:data")
    logout(request)
    return render(request, "mine/erased.html")
