"""Keys are renewed and given up, portals made known, from the command line."""

import pytest
from joserfc.jwk import ECKey

from aoxanh.documents import queries as documents
from aoxanh.documents.models import keyring
from aoxanh.jobs import cli
from aoxanh.jobs.commands import issuers


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"
    settings.ISSUERS_FOLDER = tmp_path / "issuers"


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = cli.main(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def _states(run):
    lines = run("keys", "list")[1].splitlines()
    return [line.split("  ", 1)[1] for line in lines]


def test_a_key_is_published_before_it_signs(run):
    documents.sign({})
    run("keys", "prepare")
    run("keys", "prepare")
    prepared = _states(run)

    run("keys", "rotate")

    assert prepared == ["đang ký", "sắp ký, đã công bố"]
    assert _states(run) == ["đã thay, còn để kiểm tra", "đang ký"]


def test_a_key_that_leaked_stops_signing_at_once(run):
    documents.sign({})
    (key,) = documents.keys_told()

    status, _out, _err = run("keys", "leaked", key.name, "--since", "2026-11-20T08:00")

    assert status == 0
    assert _states(run) == ["bị lộ từ 20/11/2026", "đang ký"]
    (told,) = [each for each in documents.public_keys()["keys"] if "revoked" in each]
    assert told["revoked"]["reason"] == "compromised"


def _drawn(*, dashed):
    """Keys as they come, until one has a name that begins with a dash, or has not."""
    while True:
        key = ECKey.generate_key("P-256", auto_kid=True)
        if key.thumbprint().startswith("-") == dashed:
            return key


def test_no_key_is_made_whose_name_a_command_takes_for_an_option(monkeypatch):
    drawn = [_drawn(dashed=True), _drawn(dashed=False)]
    monkeypatch.setattr(keyring.ECKey, "generate_key", lambda *_, **__: drawn.pop(0))

    documents.sign({})

    assert (drawn, documents.keys_told()[0].name[0] != "-") == ([], True)


def test_an_earlier_key_whose_name_begins_with_a_dash_is_given_up_behind_two(run, monkeypatch):
    earlier = _drawn(dashed=True)
    with monkeypatch.context() as before:
        before.setattr(keyring, "_new_key", lambda: earlier)
        documents.sign({})

    status, _out, _err = run(
        "keys", "leaked", "--since", "2026-11-20T08:00", "--", earlier.thumbprint()
    )

    assert status == 0
    assert _states(run) == ["bị lộ từ 20/11/2026", "đang ký"]


@pytest.mark.parametrize(
    ("name", "since"), [("nobody", "2026-11-20"), (None, "hôm qua"), (None, "2999-01-01")]
)
def test_an_unknown_key_or_an_unclear_instant_is_refused(run, name, since):
    documents.sign({})
    (key,) = documents.keys_told()

    status, _out, err = run("keys", "leaked", name or key.name, "--since", since)

    assert (status, err.count("\n")) == (1, 1)
    assert _states(run) == ["đang ký"]


@pytest.mark.django_db
def test_a_portals_own_bundle_is_written_and_made_known_elsewhere(run, tmp_path, settings):
    file = tmp_path / "goi-kiem-tra.json"
    assert "Chưa có cổng nào" in run("issuers", "list")[1]
    run("issuers", "own", str(file))
    settings.ISSUERS_FOLDER = tmp_path / "elsewhere"

    status, _out, _err = run("issuers", "add", str(file))

    assert status == 0
    assert run("issuers", "list")[1].startswith(f"{settings.SITE_ADDRESS}: 1 khóa, 0 danh sách")


@pytest.mark.parametrize("source", ["nowhere.json", "http://tinhnguyen.example", "https://"])
def test_a_source_that_cannot_be_read_is_refused(run, source):
    status, _out, err = run("issuers", "add", source)

    assert (status, err.count("\n")) == (1, 1)


def test_a_bundle_of_another_portal_is_not_taken_from_an_address(monkeypatch):
    answers = iter([(200, b"{}"), (500, b"")])

    class Connection:
        def __init__(self, _host, **_options):
            self.status, self.told = next(answers)

        def request(self, _method, _path):
            """Sent."""

        def getresponse(self):
            return self

        def read(self, _most):
            return self.told

        def close(self):
            """Closed."""

    monkeypatch.setattr(issuers, "HTTPSConnection", Connection)

    assert cli.main(["issuers", "add", "https://tinhnguyen.example"]) == 1
    assert cli.main(["issuers", "add", "https://tinhnguyen.example"]) == 1
