"""Draws icon.png, the icon of the packages: a hysteresis loop below a tip. No library is needed.

    python3 docs/icon/draw.py
"""

import math
import struct
import zlib
from pathlib import Path

SIZE = 128  # pixels; package sites show it at 64 and at 32
SAMPLES = 4  # per pixel and direction, against steps at edges

GROUND = (16, 42, 67)
UP = (255, 190, 70)
DOWN = (99, 197, 218)
TIP = (240, 244, 248)


def inside_card(x, y):
    """A square with round corners, in units of its side."""
    r = 0.18
    dx, dy = max(abs(x - 0.5) - 0.5 + r, 0), max(abs(y - 0.5) - 0.5 + r, 0)
    return dx * dx + dy * dy <= r * r


def branch(sign):
    """One branch of the loop, a tanh around its coercive bias, as points of the picture."""
    steps = [i / 160 for i in range(161)]
    return [(0.10 + 0.80 * t, 0.70 - 0.16 * math.tanh(9 * (t - 0.5 - sign * 0.15))) for t in steps]


BRANCHES = [(branch(+1), UP), (branch(-1), DOWN)]


def near(x, y, points, width):
    return any((x - px) ** 2 + (y - py) ** 2 <= width * width for px, py in points)


def in_tip(x, y):
    """A cantilever's end and the pyramid below it."""
    if 0.14 <= y <= 0.22:
        return 0.10 <= x <= 0.64
    return 0.22 < y <= 0.46 and abs(x - 0.50) <= 0.13 * (0.46 - y) / 0.24


def colour(x, y):
    """Red, green, blue and opacity at a point."""
    if not inside_card(x, y):
        return (0, 0, 0, 0)
    if in_tip(x, y):
        return (*TIP, 255)
    for points, ink in BRANCHES:
        if near(x, y, points, 0.033):
            return (*ink, 255)
    return (*GROUND, 255)


def pixel(column, row):
    grid = [(i + 0.5) / SAMPLES for i in range(SAMPLES)]
    found = [colour((column + u) / SIZE, (row + v) / SIZE) for u in grid for v in grid]
    opacity = sum(c[3] for c in found)
    if opacity == 0:
        return (0, 0, 0, 0)
    return (*(round(sum(c[i] * c[3] for c in found) / opacity) for i in range(3)), round(opacity / len(found)))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + bytes(v for column in range(SIZE) for v in pixel(column, row)) for row in range(SIZE))
png = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(rows, 9))
    + chunk(b"IEND", b"")
)
Path(__file__).with_name("icon.png").write_bytes(png)
