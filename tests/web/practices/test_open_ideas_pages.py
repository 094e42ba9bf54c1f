"""“Gửi ý tưởng” of anyone: no account, what was typed stays, the answer is read by the link one keeps."""

from aoxanh.practices import actions
from aoxanh.practices.models import Idea
from aoxanh.web.guards import form_token


GIVEN = {"kind": "PROJECT", "title": "Tủ sách bản", "text": "Mỗi bản một tủ sách."}


def _path(world, rest=""):
    return f"/mo-hinh/y-tuong/{world.ta_leng.code}/{rest}"


def test_a_volunteer_sends_an_idea_and_reads_the_answer_by_its_link(client, world, desks):
    page = client.get(_path(world)).content.decode()
    assert "Không cần tài khoản" in page

    sent = client.post(
        _path(world, "gui/"),
        GIVEN | {"form": form_token()},
        headers={"sec-fetch-site": "same-origin"},
    )

    assert sent.status_code == 303
    made = Idea.objects.get()
    assert "Hãy lưu đường dẫn" in client.get(sent["Location"]).content.decode()
    box = desks.at(world.ta_leng).get(f"/dieu-phoi/{world.ta_leng.pk}/y-tuong/").content.decode()
    assert "gửi trên trang công khai" in box
    actions.answer_idea(
        by=world.system, idea_id=made.pk, is_accepted=True, answer="Tháng sau làm.", now=world.now
    )
    answer = client.get(sent["Location"])
    assert "Tháng sau làm." in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/mo-hinh/y-tuong/tra-loi/KHONGCOMA0/").status_code == 404


def test_a_refused_idea_keeps_what_was_typed_and_many_from_one_network_wait(
    client, world, settings
):
    settings.IDEAS_PER_HOUR = 2
    site = {"sec-fetch-site": "same-origin"}
    empty = client.post(
        _path(world, "gui/"), GIVEN | {"title": "", "form": form_token()}, headers=site
    )
    stale = client.post(_path(world, "gui/"), GIVEN | {"form": "cũ"}, headers=site)
    many = client.post(_path(world, "gui/"), GIVEN | {"form": form_token()}, headers=site)
    foreign = client.post(
        _path(world, "gui/"),
        GIVEN | {"form": form_token()},
        headers={"sec-fetch-site": "cross-site"},
    )

    assert [each.status_code for each in (empty, stale, many, foreign)] == [422, 409, 429, 403]
    assert "Mỗi bản một tủ sách." in empty.content.decode()
    assert not Idea.objects.exists()
    assert client.get("/mo-hinh/y-tuong/KHONGCOMA0/").status_code == 404
