"""What the examination of a machine says of the keys of papers."""

from aoxanh.recognition.queries.health import health


def test_a_portal_without_papers_lacks_no_key(service, now):
    (told,) = health(now)

    assert (told.value, told.is_over) == (0, False)


def test_a_machine_that_has_not_the_key_of_a_paper_is_told_so(service, now, settings, tmp_path):
    person = service.person("Giàng Thị Mỷ")
    service.serve(person)
    service.issue(person)
    (before,) = health(now)

    settings.KEY_FOLDER = tmp_path / "another machine"
    (after,) = health(now)

    assert (before.is_over, after.is_over) == (False, True)
    assert "AOXANH_HOME/keys" in after.advice
