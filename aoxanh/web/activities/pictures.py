"""An activity as picture and poster for everyone, and the short link that leads to its page."""

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from aoxanh.activities import queries
from aoxanh.activities.types import ActivityTold
from aoxanh.files import queries as files
from aoxanh.kernel.codes import read_code
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.web import pictures
from aoxanh.web.guards import public
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from collections.abc import Callable

DAY: Final = 24 * 3600
PNG: Final = "image/png"
PHOTO_WIDTHS: Final = (400, 800)


@public()
def short_link(request: Request, code: str) -> HttpResponse:
    """On to the public page; a code typed from a poster may be in small letters."""
    del request
    found = read_code(code)
    try:
        queries.check_public(found)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    answer = redirect("activities:detail", code=found)
    answer["Cache-Control"] = f"public, max-age={DAY}"
    return answer


def card_address(facts: ActivityTold) -> str:
    """Where the preview card is: another address as soon as it would look different."""
    return f"{_card_path(facts)}{_card_version(facts)}"


def _card_path(facts: ActivityTold) -> str:
    return f"{reverse('activities:card', args=[facts.code])}?v="


def _card_version(facts: ActivityTold) -> str:
    return queries.picture_key(queries.CARD, facts, pictures.portal())


def link_preview(facts: ActivityTold) -> dict[str, str]:
    """What a page says about itself to whoever shows its link, as long as the activity stays as it is."""
    path = reverse("activities:detail", args=[facts.code])
    where = ", ".join((facts.where, facts.unit_name))
    return {
        "page_address": f"{settings.SITE_ADDRESS}{path}",
        "card_path": f"{settings.SITE_ADDRESS}{_card_path(facts)}",
        "preview_words": f"{queries.when_words(facts)}. {where}.",
    }


def link_standing(facts: ActivityTold) -> dict[str, str]:
    """What the preview says besides, another with each place taken."""
    return {
        "card_version": _card_version(facts),
        "standing": queries.standing(facts)[0],
    }


@public(seconds=DAY)
def preview_card(request: Request, code: str) -> HttpResponse:
    """The picture that goes with a link in Zalo or Facebook. The version in the address needs no statement."""
    version = request.GET.get("v", "")
    picture = pictures.kept(_key(queries.CARD, code, version)) if version else None
    if picture is None:
        picture = _picture(code, queries.CARD)
    return HttpResponse(picture, content_type=PNG)


@public(seconds=300)
def story(request: Request, code: str) -> HttpResponse:
    """A square picture for stories."""
    del request
    return HttpResponse(_picture(code, queries.STORY), content_type=PNG)


@public(seconds=300)
def poster(request: Request, code: str) -> HttpResponse:
    """The poster, A4."""
    del request
    answer = HttpResponse(_picture(code, queries.POSTER), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{code}.pdf"'
    return answer


@public(seconds=3600)
def photo(request: Request, code: str, file_code: str, width: int) -> HttpResponse:
    """A picture the organiser chose for everyone, small and without anything the camera wrote."""
    del request
    if width not in PHOTO_WIDTHS:
        raise Http404
    try:
        stored = queries.public_photo(code=code, file_code=file_code)
        picture = pictures.kept_or_drawn(
            _key(f"photo-{width}", code, stored.sha256),
            lambda: files.shrunk(stored, width=width, height=width * 3 // 4),
        )
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    return HttpResponse(picture, content_type="image/webp")


def _picture(code: str, layout: str) -> bytes:
    now = timezone.now()
    try:
        shown = queries.public_activity(code=code, day=local_day(now))
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    facts, whose = queries.told(shown), pictures.portal()
    art = pictures.art(facts.scene)
    draws: dict[str, Callable[[], bytes]] = {
        queries.CARD: lambda: queries.preview_card(facts, portal=whose, art=art),
        queries.STORY: lambda: queries.story(facts, portal=whose, art=art),
        queries.POSTER: lambda: queries.poster(facts, portal=whose, art=art, now=now),
    }
    key = _key(layout, code, queries.picture_key(layout, facts, whose))
    return pictures.kept_or_drawn(key, draws[layout])


def _key(layout: str, code: str, version: str) -> str:
    return sha256(f"{layout}.{code}.{version}".encode()).hexdigest()
