"""The theme of a year stands on the portal, on activities of that year and at the head of the report (ACT-22)."""

from dataclasses import replace

import pytest

from aoxanh.units import actions as units
from aoxanh.units import queries
from aoxanh.units.types import InstanceSettings


@pytest.fixture
def themed(desks, world):
    info = queries.instance()
    kept = {name: getattr(info, name) for name in InstanceSettings.__dataclass_fields__}
    settings = replace(InstanceSettings(**kept), year_themes={"2026": "Năm tình nguyện bản làng"})
    units.set_up_instance(
        by=world.system, root_id=world.province.pk, settings=settings, now=world.now
    )


@pytest.mark.usefixtures("themed")
def test_the_theme_of_its_year_tags_an_activity_and_no_other_year(client, world):
    this_year = world.published()
    next_year = world.published(**world.hours(in_days=400))

    tagged = client.get(f"/hoat-dong/{this_year.code}/").content.decode()
    bare = client.get(f"/hoat-dong/{next_year.code}/").content.decode()

    assert "chủ đề năm" in tagged
    assert "chủ đề năm" not in bare


@pytest.mark.usefixtures("themed")
def test_the_report_of_the_year_bears_its_theme_at_the_head(world, desks, monkeypatch):
    given = {}

    def typeset(layout, values, *, on):
        given.update(values)
        return b"%PDF-"

    monkeypatch.setattr("aoxanh.programmes.queries.quick_paper.documents.typeset", typeset)

    desks.at(world.ta_leng).get(f"/dieu-phoi/{world.ta_leng.pk}/so-lieu-nhanh/mot-trang.pdf")

    assert given["portal"] == "Cổng tình nguyện Lai Châu · Năm tình nguyện bản làng"
