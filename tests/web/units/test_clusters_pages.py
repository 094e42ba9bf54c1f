"""Pages of clusters: members see each other's activities, and nobody is ranked."""

from aoxanh.units.models import Cluster


def _path(unit, rest=""):
    return f"/dieu-phoi/{unit.pk}/cum/{rest}"


def test_members_see_each_others_activities_and_who_leads(desks, world):
    opened = world.published()
    province = desks.at(world.province, "PROVINCE_OFFICER")
    given = {
        "name": "Cụm thi đua số 1",
        "about": "Cùng học",
        "units": [world.ta_leng.pk],
        "lead": world.binh_lu.pk,
        "on": "2026-01-05",
    }
    refused = province.post(_path(world.province, "moi/"), given)
    assert refused.status_code == 422
    assert "ít nhất hai đơn vị" in refused.content.decode()

    both = [world.binh_lu.pk, world.ta_leng.pk]
    province.post(_path(world.province, "moi/"), given | {"units": both})
    cluster = Cluster.objects.get()

    beside = desks.at(world.binh_lu).get(_path(world.binh_lu, f"{cluster.pk}/")).content.decode()
    assert "không xếp hạng" in beside
    assert "Chưa có số liệu" in beside
    assert "Cụm trưởng" in beside
    assert opened.title in beside
    listed = desks.at(world.ta_leng).get(_path(world.ta_leng)).content.decode()
    assert "Cụm thi đua số 1" in listed


def test_only_the_unit_that_formed_a_cluster_changes_and_ends_it(desks, world):
    province = desks.at(world.province, "PROVINCE_OFFICER")
    both = [world.binh_lu.pk, world.ta_leng.pk]
    given = {"name": "Cụm 1", "units": both, "on": "2026-01-05"}
    province.post(_path(world.province, "moi/"), given)
    cluster = Cluster.objects.get()
    member = desks.at(world.ta_leng)
    assert member.get(_path(world.ta_leng, f"{cluster.pk}/sua/")).status_code == 404
    assert member.post(_path(world.ta_leng, f"{cluster.pk}/giai-the/")).status_code == 404

    province.post(_path(world.province, f"{cluster.pk}/sua/"), given | {"name": "Cụm biên giới"})
    ended = province.post(_path(world.province, f"{cluster.pk}/giai-the/"), follow=True)
    again = province.post(_path(world.province, f"{cluster.pk}/giai-the/"), follow=True)

    assert "Đã giải thể “Cụm biên giới”" in ended.content.decode()
    assert "Cụm đã giải thể" in again.content.decode()
