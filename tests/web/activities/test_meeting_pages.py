"""The page of a meeting of models: one is invited by its address, ideas are matched there."""

from aoxanh.activities.models import MeetingModel
from aoxanh.practices import actions as practices
from aoxanh.practices.types import IdeaGiven, IdeaKind, PracticeField, PracticeGiven


def test_a_model_is_invited_by_its_address_and_answers_an_idea(desks, world):
    activity = world.opened()
    texts = {PracticeField.TITLE: "Tủ sách bản"}
    given = PracticeGiven(texts=texts, year=2025)
    model = practices.write(
        by=world.system, unit_id=world.ta_leng.pk, practice=given, now=world.now
    )
    practices.put_into_registry(by=world.system, practice_id=model.pk, now=world.now)
    idea = practices.send_open_idea(
        by=world.system,
        unit_code=world.ta_leng.code,
        idea=IdeaGiven(kind=IdeaKind.PROJECT, title="Góc đọc", text="Ở nhà văn hóa."),
        now=world.now,
    )
    practices.answer_idea(
        by=world.system, idea_id=idea.pk, is_accepted=True, answer="Được.", now=world.now
    )
    officer = desks.at(world.ta_leng)
    path = f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{activity.pk}/mo-hinh-du/"
    wrong = officer.post(path, {"practice": "KHONGCOMA0"})
    assert wrong.status_code == 422

    officer.post(path, {"practice": f"https://cong.vn/mo-hinh/{model.code}/"})
    page = officer.get(path).content.decode()
    assert "1 mô hình dự gặp mặt" in page
    assert "Ý tưởng chưa có mô hình" in page
    officer.post(f"{path}ghep/", {"idea": idea.code, "practice": model.code})

    page = officer.get(path).content.decode()
    assert "Ý tưởng: Góc đọc" in page
    again = officer.post(f"{path}ghep/", {"idea": idea.code, "practice": model.code}, follow=True)
    assert "đã có mô hình" in again.content.decode()
    officer.post(f"{path}bo/", {"practice": model.code})
    assert not MeetingModel.objects.exists()
