"""A small organisation on the real territory, with officers who keep models."""

from datetime import date

import pytest

from aoxanh.kernel.text import sort_key
from aoxanh.places.models import Place
from aoxanh.practices import actions
from aoxanh.practices.types import PracticeField, PracticeGiven
from tests.access.organisation import Organisation


F = PracticeField


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


@pytest.fixture
def secretary(org):
    """The officer of Tả Lèng."""
    return org.officer("COMMUNE_OFFICER", org.ta_leng)


@pytest.fixture
def neighbour(org):
    return org.officer("COMMUNE_OFFICER", org.binh_lu)


@pytest.fixture
def superior(org):
    return org.officer("PROVINCE_OFFICER", org.province)


@pytest.fixture
def provinces(db):
    """Some provinces as they were until 30 June 2025."""
    names = ("Hòa Bình", "Lâm Đồng", "Đắk Lắk", "Đắk Nông", "Bến Tre", "Cà Mau", "Thừa Thiên Huế")
    for code, name in enumerate(names, start=70):
        Place.objects.create(
            level="PROVINCE",
            code=f"{code}",
            kind="TINH",
            name=name,
            full_name=f"Tỉnh {name}",
            search_text="",
            sort_key=sort_key(name),
            valid_from=date(2004, 1, 1),
            valid_to=date(2025, 7, 1),
        )
    return names


def given(title="Tủ áo ấm bản xa", year=2026, **more):
    texts = {F.TITLE: title} | more.pop("texts", {})
    return PracticeGiven(texts=texts, year=year, **more)


@pytest.fixture
def listed(org, secretary, now):
    """A model of Tả Lèng that stands in the registry."""
    made = actions.write(by=secretary, unit_id=org.ta_leng.pk, practice=given(), now=now)
    return actions.put_into_registry(by=secretary, practice_id=made.pk, now=now)


@pytest.fixture
def draft_of(org, secretary, now):
    """Writes a model of Tả Lèng down that nobody has reviewed."""

    def make(title="Tủ áo ấm bản xa", **more):
        practice = given(title=title, **more)
        return actions.write(by=secretary, unit_id=org.ta_leng.pk, practice=practice, now=now)

    return make
