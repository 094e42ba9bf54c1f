"""Built files lie twice, under their name and under one with a hash: each content is packed once."""

import gzip

import pytest
from whitenoise.compress import Compressor

from aoxanh.config.static import Storage


TEXT = b"body { color: green } " * 100


@pytest.fixture
def packing(monkeypatch):
    """(the packer of the portal's files, what it was given to pack)."""
    given = []

    def pack(data):
        given.append(data)
        return data[:10]

    monkeypatch.setattr(Compressor, "compress_brotli", staticmethod(pack))
    return Storage().create_compressor(quiet=True), given


def test_a_file_and_its_copy_are_packed_once(packing, tmp_path):
    compressor, given = packing
    files = [tmp_path / "app.css", tmp_path / "app.0123.css"]
    for file in files:
        file.write_bytes(TEXT)

    left = [compressor.compress(str(file)) for file in files]

    assert given == [TEXT]
    assert left == [[f"{file}.br", f"{file}.gz"] for file in files]
    assert gzip.decompress((tmp_path / "app.0123.css.gz").read_bytes()) == TEXT


def test_other_content_is_packed_for_itself(packing, tmp_path):
    compressor, given = packing
    for number in range(2):
        file = tmp_path / f"{number}.css"
        file.write_bytes(TEXT + b" " * number)
        compressor.compress(str(file))

    assert given == [TEXT, TEXT + b" "]
