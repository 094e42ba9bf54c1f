"""The page of all components."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from aoxanh.web.gallery import samples
from aoxanh.web.gallery.forms import RefusedForm, SampleForm
from aoxanh.web.guards import public
from aoxanh.web.request import Request
from aoxanh.web.templatetags.drawing import SCENES


@public(seconds=300)
def components(request: Request) -> HttpResponse:
    """Show every component in all its states, on light or dark ground."""
    own = {
        "dark": request.GET.get("nen") == "toi",
        "form": SampleForm(samples.SAMPLE),
        "cell": SampleForm(auto_id="cell_%s"),
        "refused": RefusedForm({"title": "Áo ấm lên bản"}),
        "page": Paginator(range(46), 20).page(2),
        "scenes": sorted(SCENES),
    }
    return render(request, "gallery/components.html", samples.VALUES | own)
