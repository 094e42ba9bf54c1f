"""Pages of youth works."""

from django.urls import reverse

from aoxanh.activities.models import Work


def test_a_works_page_names_the_commune_and_the_form_keeps_what_was_typed(desks, world):
    client = desks.at(world.ta_leng)

    def address(page, **path):
        return reverse(f"manage:{page}", kwargs={"unit_id": world.ta_leng.pk, **path})

    form = {"name": "Đường hoa", "kind": "WORK", "started_on": "2026-03-26", "amount": "rất dài"}
    kept = client.post(address("work_new"), form)
    assert kept.status_code == 422
    assert "rất dài" in kept.content.decode()

    client.post(address("work_new"), form | {"amount": "2,5", "criterion": "giao_thong"})
    work = Work.objects.get()
    client.post(address("work_edit", pk=work.pk), form | {"amount": "3", "name": "Đường sáng"})
    client.post(address("work_finish", pk=work.pk))
    refused_page = client.post(
        address("work_hand_over", pk=work.pk), {"day": "2026-11-23", "receiver": "", "paper": ""}
    )
    assert refused_page.status_code == 422
    over = {"day": "2026-11-23", "receiver": "UBND xã", "paper": "BB 1"}
    client.post(address("work_hand_over", pk=work.pk), over)

    assert "Đường sáng" in client.get(address("works")).content.decode()
    assert "BB 1" in client.get(address("work", pk=work.pk)).content.decode()
