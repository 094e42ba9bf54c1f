"""How the built files are kept: each content is packed once, not again for its copy whose name carries a hash."""

from collections.abc import Callable
from threading import Lock

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class OncePacked(Compressor):  # type: ignore[misc]  # whitenoise has no types
    """Remembers what it packed; of two threads with the same content the second waits."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self._packed: dict[tuple[object, bytes], bytes] = {}
        self._turns: dict[tuple[object, bytes], Lock] = {}

    def compress_brotli(self, data: bytes) -> bytes:
        return self._once(super().compress_brotli, data)

    def compress_gzip(self, data: bytes) -> bytes:
        return self._once(super().compress_gzip, data)

    def _once(self, pack: Callable[[bytes], bytes], data: bytes) -> bytes:
        key = (pack, data)
        with self._turns.setdefault(key, Lock()):
            if key not in self._packed:
                self._packed[key] = pack(data)
        return self._packed[key]


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    def create_compressor(self, **options: object) -> OncePacked:
        return OncePacked(**options)
