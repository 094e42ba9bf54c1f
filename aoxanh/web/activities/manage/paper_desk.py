"""“Giấy tờ”, the same for an activity and a campaign: which papers there are, taking one away, giving it a number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from aoxanh.activities.types.papers import FilledPaper
from aoxanh.documents.errors import PaperUnknown
from aoxanh.documents.types import WORD_TYPE
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.web.activities.manage.reach import tried
from aoxanh.web.activities.manage_forms.papers import IssueForm
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.documents.models import Paper

Issue = Callable[[int | None], "Paper"]
"""Gives a paper its number; the post that signs, or None for the head of the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSubject:
    """What the papers are about: whose, what it is called, and where its pages are."""

    unit_id: int
    name: str
    page: str
    """Its own page."""

    path: str
    """The name of its papers' paths, without the ending: ``s``, ``_file``, ``_issue``."""

    parts: dict[str, int]

    @property
    def papers(self) -> str:
        return reverse(f"{self.path}s", kwargs=self.parts)

    def step(self, step: str, code: str) -> str:
        return reverse(f"{self.path}_{step}", kwargs={**self.parts, "code": code})


@dataclass(frozen=True, slots=True)
class PaperCard:
    paper: FilledPaper
    file: str
    issue: str
    """Empty where no number can be had."""


def papers_page(
    request: Request, subject: PaperSubject, papers: Sequence[FilledPaper]
) -> HttpResponse:
    """Which papers there are, what is known of each, and what a person still fills in."""
    may_issue = request.actor.may(Permission.PAPER_ISSUE, at=subject.unit_id)
    cards = [
        PaperCard(
            paper,
            subject.step("file", paper.filled.code),
            subject.step("issue", paper.filled.code)
            if may_issue and paper.is_numbered and not paper.issued
            else "",
        )
        for paper in papers
    ]
    return render(request, "papers/list.html", {"subject": subject, "cards": cards})


def word_answer(make: Callable[[], tuple[str, bytes]]) -> HttpResponse:
    """One paper as Word; what nobody may read or nobody described answers 404."""
    try:
        name, content = make()
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    answer = HttpResponse(content, content_type=WORD_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"  # noqa: FBT003
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def issue_page(
    request: Request,
    subject: PaperSubject,
    papers: Sequence[FilledPaper],
    code: str,
    issue: Issue,
) -> HttpResponse:
    """Ask once who signs; then the paper gets the next number of its register, dated today."""
    paper = next((each for each in papers if each.filled.code == code), None)
    if paper is None:
        raise Http404(str(PaperUnknown()))
    posts = people.officers_at(subject.unit_id, request.actor.day, actor=request.actor)
    form = IssueForm(request.POST or None, posts=posts)
    if form.is_bound and form.is_valid():
        signer = form.cleaned_data["signer"]
        try:
            issued = tried(lambda: issue(signer))
        except DomainError as refusal:
            tell(form, refusal)
        else:
            said = _("Đã vào sổ số %(number)s. Tải lại giấy để có số và ngày.")
            messages.success(request, said % {"number": issued.symbol})
            return redirect(subject.papers)
    context = {"subject": subject, "paper": paper, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "papers/issue.html", context, status=status)
