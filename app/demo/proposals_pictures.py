"""Pictures for the demo's ideas, drawn by our own code: a place and its weather, and never anybody in it."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw

WIDE, HIGH, GROUND = 960, 600, 430
SKIES = ("#dbe9f2", "#f4e6cf", "#e6eee0", "#dfe3ee")
BRICKS = ("#b9694a", "#8d7b68", "#6f8f7d", "#a0795b")
GREENS = ("#4f7d4d", "#6b9464", "#3f6a52")
DARK, PALE, WATER = "#26332b", "#fbf5e6", "#7fa6b8"


def drawn(scene: str, dice: random.Random) -> bytes:
    """One of four scenes ("hall", "trees", "boat", "bikes") as a JPEG."""
    image = Image.new("RGB", (WIDE, HIGH), dice.choice(SKIES))
    pen = ImageDraw.Draw(image)
    x = dice.randint(640, 820)
    pen.ellipse((x, 60, x + 90, 150), fill="#f7d98b")
    pen.rectangle((0, GROUND, WIDE, HIGH), fill=WATER if scene == "boat" else dice.choice(GREENS))
    {"hall": _hall, "trees": _trees, "boat": _boat, "bikes": _bikes}[scene](pen, dice)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=80)
    return written.getvalue()


def _hall(pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    left, wall = dice.randint(140, 260), dice.choice(BRICKS)
    pen.rectangle((left, 250, left + 480, GROUND + 40), fill=wall)
    pen.polygon([(left - 30, 250), (left + 240, 130), (left + 510, 250)], fill=DARK)
    pen.rectangle((left + 205, 320, left + 275, GROUND + 40), fill="#31587a")
    for window in (60, 350):
        pen.rectangle((left + window, 300, left + window + 70, 370), fill=PALE, outline=DARK, width=4)


def _trees(pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    for at in range(120, 840, 180):
        x, size = at + dice.randint(-40, 40), dice.randint(70, 120)
        pen.rectangle((x - 10, 300, x + 10, GROUND + 30), fill="#6a4f37")
        pen.ellipse((x - size, 300 - size, x + size, 300 + size // 2), fill=dice.choice(GREENS))
    pen.rectangle((380, GROUND + 60, 580, GROUND + 75), fill="#8a6a49")


def _boat(pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    x = dice.randint(250, 450)
    pen.polygon([(x, 420), (x + 320, 420), (x + 260, 490), (x + 60, 490)], fill=dice.choice(BRICKS))
    pen.line((x + 150, 420, x + 150, 190), fill=DARK, width=8)
    pen.polygon([(x + 160, 200), (x + 160, 390), (x + 290, 390)], fill=PALE)
    for wave in range(0, WIDE, 80):
        pen.arc((wave, 510, wave + 80, 540), 180, 360, fill=PALE, width=4)


def _bikes(pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    pen.rectangle((60, 200, WIDE - 60, GROUND + 30), fill=dice.choice(BRICKS))
    for x in (180, 530):
        for wheel in (x, x + 190):
            pen.ellipse((wheel - 65, 385, wheel + 65, 515), outline=DARK, width=9)
        frame = [(x, 450), (x + 70, 340), (x + 160, 340), (x + 190, 450), (x + 80, 450), (x + 70, 340)]
        pen.line(frame, fill="#31587a", width=9)
