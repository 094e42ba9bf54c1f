"""What a first visit carries over the wire (XCT-08): page, style, script, pictures and fonts, compressed."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from bench.weight import weigh
from tests.access_table.asking import kwargs
from tests.access_table.table import TABLE


pytestmark = pytest.mark.django_db

PAGES = (
    "front:home",
    "activities:list",
    "activities:map",
    "activities:near",
    "figures:confirmed",
    "activities:detail",
    "units:index",
    "units:public",
    "certificates:lookup",
    "certificates:show",
    "passes:show",
)
WITHOUT_FONTS, WITH_FONTS = 60_000, 90_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pages, and the files they name, as they lie in the package."""

    client: Client

    def get(self, path):
        if path.startswith(settings.STATIC_URL):
            found = finders.find(path.removeprefix(settings.STATIC_URL))
            assert found is not None, f"{path} is not built"
            return SimpleNamespace(body=Path(found).read_bytes())
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        return SimpleNamespace(body=answer.content)


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_stays_light(name, land):
    row = next(each for each in TABLE if each.name == name)
    path = reverse(name, kwargs=kwargs(row, land.spots["own"]))

    weight = weigh(Shelf(Client()), path)

    assert weight.style_and_script > 5_000, "style and script were not found"
    assert weight.fonts > 5_000, "fonts were not found"
    assert weight.without_fonts <= WITHOUT_FONTS
    assert weight.without_fonts + weight.fonts <= WITH_FONTS
