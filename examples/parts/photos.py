"""Photos of devices that were reset, as a body sends them with its answer: small drawings (PNG)."""

import struct
import zlib

WIDTH, HEIGHT = 96, 72


def camera(x, y):
    """A round lens on a box."""
    if (x - 48) ** 2 + (y - 34) ** 2 < 14 ** 2:
        return 40 if (x - 48) ** 2 + (y - 34) ** 2 < 7 ** 2 else 90
    return 200 if 20 < x < 76 and 16 < y < 52 else 235


def router(x, y):
    """A flat box with two aerials and a row of lights."""
    if x in (26, 27, 70, 71) and 10 < y < 44:
        return 60
    if 14 < x < 82 and 44 <= y < 60:
        return 160 if 50 < y < 54 and x % 8 < 3 else 70
    return 235


def storage(x, y):
    """Two drives above each other in a case."""
    if 30 < x < 66 and 8 < y < 64:
        return 180 if y in range(14, 34) or y in range(38, 58) else 80
    return 235


def png(draw):
    """A picture in shades of grey; not compressed, so that every build of zlib writes the same."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = b"".join(b"\0" + bytes(draw(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")
