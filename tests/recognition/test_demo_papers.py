"""A paper of a demo says that it is one: on the page, in its signed facts, and when it is looked up."""

import pytest
from django.core.cache import cache
from django.test import Client

from aoxanh.jobs import cli
from aoxanh.people.models import Person, Post
from aoxanh.recognition import queries
from aoxanh.recognition.types import Proof
from aoxanh.units.models import Instance
from tests.conftest import NOW


@pytest.fixture
def issue(service):
    """``issue(is_demo=True)``: a certificate of a demo or of a real installation."""

    def act(*, is_demo):
        Instance.objects.update(is_demo=is_demo)
        cache.clear()
        my = service.person("Giàng Thị Mỷ")
        service.serve(my, 240)
        return service.issue(my)

    return act


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_certificate_says_whether_it_is_of_a_demo(issue, is_demo):
    issued = issue(is_demo=is_demo)

    verdict = queries.verify(issued.code, day=issued.issued_on)
    facts = queries.prove(queries.paper_of(issued, now=NOW), now=NOW).facts
    assert verdict.is_demo is is_demo
    assert verdict.is_unchanged
    assert facts.get("demo", False) is is_demo


def test_looking_up_a_certificate_of_a_demo_says_that_it_is_worth_nothing(issue):
    issued = issue(is_demo=True)

    page = Client().get(f"/chung-nhan/{issued.code}/").content.decode()

    assert "Giấy minh họa." in page
    assert "không có giá trị" in page


def test_every_page_of_a_demo_says_so_and_none_of_a_real_one(service):
    real = Client().get("/chung-nhan/").content.decode()
    Instance.objects.update(is_demo=True)
    cache.clear()

    demo = Client().get("/chung-nhan/").content.decode()

    assert "Dữ liệu minh họa" in demo
    assert "Dữ liệu minh họa" not in real


def test_the_command_says_that_a_file_is_of_a_demo(issue, tmp_path, capsys):
    file = tmp_path / "giay.pdf"
    file.write_bytes(queries.paper_of(issue(is_demo=True), now=NOW))

    status = cli.main(["verify", str(file)])

    assert status == int(Proof.UNSURE)
    assert "minh họa, không có giá trị" in capsys.readouterr().out


def test_a_signers_name_stays_as_at_signing(service):
    my = service.person("Giàng Thị Mỷ")
    service.serve(my, 240)
    issued = service.issue(my)
    Person.objects.filter(pk=service.signer.pk).update(full_name="Lò Thị Mai Hương")
    Post.objects.filter(person=service.signer).update(
        valid_to=issued.issued_on, title="Nguyên Bí thư"
    )
    service.appoint(service.person("Vàng A Páo"), service.world.ta_leng, "Bí thư")

    issued.refresh_from_db()
    verdict = queries.verify(issued.code, day=issued.issued_on)
    assert (verdict.signer, verdict.signer_title) == ("Lò Thị Mai", "Bí thư")
    assert verdict.is_unchanged
    assert queries.prove(queries.paper_of(issued, now=NOW), now=NOW).facts["signer"] == "Lò Thị Mai"
