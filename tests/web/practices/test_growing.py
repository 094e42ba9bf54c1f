"""Pages of rounds, recommendations, ideas, checks, handbooks and of who took a model up: each journey whole."""

from datetime import timedelta

import pytest

from aoxanh.practices import actions
from aoxanh.practices.models import Candidate, Handbook, Idea, Practice, Recommendation
from aoxanh.practices.types import PracticeField, PracticeGiven


F = PracticeField


@pytest.fixture
def listed(world):
    def make(title="Tủ áo ấm bản xa", **texts):
        given = PracticeGiven(
            texts={F.TITLE: title, F.CONTENT: "Gom, giặt, chia."} | texts, year=2026
        )
        made = actions.write(
            by=world.system, unit_id=world.ta_leng.pk, practice=given, now=world.now
        )
        return actions.put_into_registry(by=world.system, practice_id=made.pk, now=world.now)

    return make


@pytest.fixture
def desk(desks, world):
    """(client, address of its desk) of a commune and of the province."""

    def at(unit):
        return desks.at(unit, "PROVINCE_OFFICER"), f"/dieu-phoi/{unit.pk}/"

    return {"commune": at(world.ta_leng), "province": at(world.province)}


def text(answer):
    return answer.content.decode()


def test_a_round_goes_from_nominations_to_honours(client, world, desk, listed):
    (commune, at_commune), (province, at_province) = desk["commune"], desk["province"]
    made = listed()
    until = (world.day + timedelta(days=9)).isoformat()

    province.post(f"{at_province}mo-hinh/xet-chon/moi/", {"year": 2026, "nominate_until": until})
    commune.post(f"{at_commune}mo-hinh/{made.code}/de-cu/", {"reason": "Dễ làm theo"})
    nomination = Candidate.objects.get()
    points = {"useful": 30, "simple": 20, "lasting": 10, "evidence": 5, "new": 5}
    address = f"{at_province}mo-hinh/xet-chon/"
    refused = province.post(f"{address}de-cu/{nomination.pk}/", points | {"useful": 31})
    province.post(f"{address}de-cu/{nomination.pk}/", points)
    open_page = text(province.get(f"{address}2026/"))
    undecided = province.post(f"{address}2026/cong-bo/", {}, follow=True)
    province.post(f"{address}2026/cong-bo/", {f"kq-{nomination.pk}": "HONOURED"})

    assert refused.status_code == 422
    assert "70" in open_page
    assert "Hãy chọn kết quả cho từng mô hình" in text(undecided)
    assert "Tủ áo ấm bản xa" in text(client.get("/mo-hinh/ton-vinh/"))
    assert "Tôn vinh 2026" in text(client.get(f"/mo-hinh/{made.code}/"))


def test_a_recommendation_is_sent_shown_to_do_and_answered(world, desk, listed):
    (commune, at_commune), (province, at_province) = desk["commune"], desk["province"]
    made = listed(**{F.RECOMMENDATION: "Đề nghị Tỉnh đoàn hỗ trợ máy tính."})

    asked = text(commune.get(f"{at_commune}mo-hinh/{made.code}/kien-nghi/"))
    commune.post(f"{at_commune}mo-hinh/{made.code}/kien-nghi/", {"to_unit": world.province.pk})
    todo = text(province.get(at_province))
    sent = Recommendation.objects.get()
    refused = province.post(f"{at_province}mo-hinh/kien-nghi/{sent.pk}/", {"answer": ""})
    province.post(f"{at_province}mo-hinh/kien-nghi/{sent.pk}/", {"answer": "Quý I có máy."})

    assert f'value="{world.province.pk}"' in asked
    assert "Trả lời 1 kiến nghị" in todo
    assert refused.status_code == 422
    assert "Quý I có máy." in text(commune.get(f"{at_commune}mo-hinh/kien-nghi/"))


def test_an_accepted_idea_opens_an_activity_that_keeps_the_link(world, desk, listed):
    commune, at_commune = desk["commune"]
    typed = {"kind": "PROJECT", "title": "Tủ sách bản", "text": "Gom sách cho điểm trường."}
    commune.post(f"{at_commune}y-tuong/moi/", typed)
    sent = Idea.objects.get()
    actions.answer_idea(
        by=world.system,
        idea_id=sent.pk,
        is_accepted=True,
        answer="Làm thử.",
        practice_code=listed().code,
        now=world.now,
    )

    own = text(commune.get(f"{at_commune}y-tuong/"))
    begun = commune.get(f"{at_commune}hoat-dong/moi/?y-tuong={sent.code}")

    assert "Làm thử." in own
    assert f"?y-tuong={sent.code}" in own
    assert "Làm từ ý tưởng “Tủ sách bản”" in text(begun)
    assert commune.get(f"{at_commune}hoat-dong/moi/?y-tuong=KHONGCO").status_code == 404


def test_an_idea_is_answered_from_the_box(world, desks, desk, listed):
    commune, at_commune = desk["commune"]
    commune.post(
        f"{at_commune}y-tuong/moi/", {"kind": "SOLUTION", "title": "Sổ chung", "text": "Một sổ."}
    )
    sent, made = Idea.objects.get(), listed()
    above, address = desks.at(sent.to_unit), f"/dieu-phoi/{sent.to_unit_id}/y-tuong/"

    waiting = text(above.get(address))
    typed = {"decision": "1", "answer": "Làm ngay.", "practice": f"http://x/mo-hinh/{made.code}/"}
    above.post(f"{address}{sent.pk}/", typed)

    sent.refresh_from_db()
    assert "Sổ chung" in waiting
    assert (sent.state, sent.practice) == ("ACCEPTED", made)


def test_a_check_is_told_on_the_public_page(client, world, desk, listed):
    (commune, at_commune), made = desk["commune"], listed()
    typed = {"found": "KEPT", "checked_on": world.day.isoformat(), "note": ""}

    commune.post(f"{at_commune}mo-hinh/{made.code}/kiem-tra/", typed)

    assert "Vẫn duy trì" in text(client.get(f"/mo-hinh/{made.code}/"))


def test_a_handbook_is_chosen_published_and_taken_away(client, desk, listed):
    (commune, at_commune), made, other = desk["commune"], listed(), listed("Vườn ươm")
    address = f"{at_commune}mo-hinh/cam-nang/"
    typed = {"title": "Cẩm nang hè", "foreword": "", "chon": [other.code, made.code]}

    sought = text(commune.post(f"{address}moi/", typed | {"do": "tim", "q": "ươm"}))
    empty = commune.post(f"{address}moi/", {"title": "Cẩm nang hè"})
    commune.post(f"{address}moi/", typed)
    kept = Handbook.objects.get()
    hidden = client.get(f"/mo-hinh/cam-nang/{kept.code}/").status_code
    commune.post(f"{address}{kept.code}/cong-bo/")
    page, paper = (client.get(f"/mo-hinh/cam-nang/{kept.code}/{end}") for end in ("", "tai/"))

    assert f'value="{made.code}" checked' in sought
    assert (empty.status_code, hidden) == (422, 404)
    assert text(page).index("1. Vườn ươm") < text(page).index("2. Tủ áo ấm bản xa")
    assert paper.content.startswith(b"%PDF")
    assert "attachment" in paper["Content-Disposition"]
    assert "Cẩm nang hè" in text(client.get("/mo-hinh/cam-nang/"))


def test_who_took_a_model_up_is_drawn_and_listed(client, world, listed):
    made = listed("Tủ áo ấm bản xa của chi đoàn")
    taken = actions.adopt(
        by=world.system,
        unit_id=world.province.pk,
        practice_id=made.pk,
        adaptation="Gom ở chợ phiên",
        started_on=world.day,
        now=world.now,
    )
    actions.report(
        by=world.system,
        adoption_id=taken.pk,
        result="Được",
        worked=True,
        cost=150000,
        now=world.now,
    )

    page = text(client.get(f"/mo-hinh/{made.code}/lam-theo/"))
    worked = text(client.get("/mo-hinh/hop-noi-nao/"))

    assert "ax-spread__line--ok" in page
    assert "chi 150.000 đồng" in page
    assert "style=" not in page
    assert "Theo loại đơn vị" in worked
    assert Practice.objects.count() == 1


def one_more(world, made, opened, codes):
    """A candidate of the round, a recommendation sent, a handbook that tells one model more."""
    province, now = world.province.pk, world.now
    codes.append(made.code)
    Candidate.objects.create(
        practice=made,
        unit=world.ta_leng,
        to_unit=world.province,
        round=opened,
        reason="Dễ",
        created_at=now,
    )
    actions.send_recommendation(by=world.system, practice_id=made.pk, to_unit_id=province, now=now)
    handbook = actions.write_handbook(
        by=world.system, unit_id=province, title="Cẩm nang", foreword="", codes=codes, now=now
    )
    actions.publish_handbook(by=world.system, unit_id=province, handbook_id=handbook.pk, now=now)


def test_lists_cost_the_same_for_many(client, world, desk, listed, costs_the_same):
    province, address = desk["province"]
    opened = actions.open_round(
        by=world.system,
        unit_id=world.province.pk,
        year=2026,
        nominate_until=world.day,
        now=world.now,
    )
    codes: list[str] = []

    def grow(count=1):
        for _number in range(count):
            made = listed(f"Mô hình {len(codes)}", **{F.RECOMMENDATION: "Đề nghị Tỉnh đoàn"})
            one_more(world, made, opened, codes)

    def pages():
        last = Handbook.objects.order_by("pk").last()
        for path in ("mo-hinh/xet-chon/2026/", "mo-hinh/kien-nghi/", "mo-hinh/cam-nang/"):
            assert province.get(address + path).status_code == 200
        for path in ("", f"{last.code}/"):
            assert client.get(f"/mo-hinh/cam-nang/{path}").status_code == 200

    grow()
    costs_the_same(pages, lambda: grow(4))
