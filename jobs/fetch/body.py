"""Reading an answer's body with a cap on what comes out of decompression, so that a bomb ends at the cap and not in memory."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from jobs.fetch.errors import FetchError, Trouble

ACCEPT_ENCODING = "gzip, deflate"


async def read_capped(chunks: AsyncIterator[bytes], encoding: str, max_bytes: int) -> bytes:
    """The body, decoded from `encoding` ("", "identity", "gzip", "deflate"), of at most `max_bytes` bytes.

    Raises:
        FetchError: too large before or after decompression, an encoding that was not asked for, or a broken stream.
    """
    inflate = _inflater(encoding.strip().lower())
    body, received = bytearray(), 0
    async for chunk in chunks:
        received += len(chunk)
        if received > max_bytes:
            raise _too_large(max_bytes)
        body += inflate.feed(chunk, max_bytes + 1 - len(body))
        if len(body) > max_bytes:
            raise _too_large(max_bytes)
    inflate.finish()
    return bytes(body)


def _too_large(max_bytes: int) -> FetchError:
    return FetchError(Trouble.TOO_LARGE, f"the answer is larger than {max_bytes // 1_000_000} MB")


class _Plain:
    def feed(self, chunk: bytes, room: int) -> bytes:
        return chunk[:room]

    def finish(self) -> None:
        return None


class _Inflater:
    """gzip (several members too) or deflate (with or without its zlib header), never more than `room` bytes a call."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._engine = zlib.decompressobj(wbits)
        self._begun = False
        self._members = 0

    def feed(self, chunk: bytes, room: int) -> bytes:
        out = bytearray()
        data = chunk
        while data and len(out) < room:
            out += self._inflate(data, room - len(out))
            self._begun = True
            data = self._engine.unconsumed_tail
            if self._engine.eof:
                data = self._engine.unused_data.lstrip(b"\0")
                self._members += 1
                if self._members > 100 or self._wbits != zlib.MAX_WBITS + 16:
                    break
                if data:
                    self._engine = zlib.decompressobj(self._wbits)
        return bytes(out)

    def _inflate(self, data: bytes, room: int) -> bytes:
        try:
            return self._engine.decompress(data, room)
        except zlib.error as error:
            if self._wbits == zlib.MAX_WBITS and not self._begun:
                self._wbits = -zlib.MAX_WBITS
                self._engine = zlib.decompressobj(self._wbits)
                return self._inflate(data, room)
            raise FetchError(Trouble.ENCODING, f"the compressed answer is broken ({error})") from error

    def finish(self) -> None:
        if self._begun and not self._engine.eof:
            raise FetchError(Trouble.ENCODING, "the compressed answer ends too early")


def _inflater(encoding: str) -> _Plain | _Inflater:
    if encoding in {"", "identity", "none"}:
        return _Plain()
    if encoding in {"gzip", "x-gzip"}:
        return _Inflater(zlib.MAX_WBITS + 16)
    if encoding == "deflate":
        return _Inflater(zlib.MAX_WBITS)
    raise FetchError(Trouble.ENCODING, f"the answer is encoded as {encoding[:40]!r}, which was not asked for")
