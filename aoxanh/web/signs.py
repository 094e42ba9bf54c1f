"""Signs that nobody typed, left out of what forms send."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from aoxanh.kernel.text import writable


Answer = Callable[[HttpRequest], HttpResponse]


class SignsThatTextHolds:
    """Leaves signs for machines out of forms, of names and values alike.

    PostgreSQL keeps no text with NUL, Word none with the others. Addresses with NUL are refused
    (``PathsThatCanBe``), and so is JSON, by its readers.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Before anybody reads the form."""
        if request.method != "POST":
            return
        sent = [(name, text) for name, texts in request.POST.lists() for text in texts]
        kept = [(writable(name), writable(text)) for name, text in sent]
        if kept == sent:
            return
        plain = QueryDict(mutable=True)
        for name, text in kept:
            plain.appendlist(name, text)
        plain._mutable = False  # noqa: SLF001  as Django's own reading leaves it
        request.POST = plain  # type: ignore[assignment]  # made unchangeable above
