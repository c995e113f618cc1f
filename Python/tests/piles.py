"""Invented texts with made copies, the same for the same seed."""

from __future__ import annotations

import random

_SYLLABLES = "bar ce dol ent fir gam hul ist jor kel lum nav osk per quil ros tam und vek wil yar zon".split()


def pile(count: int, seed: int = 7) -> list[tuple[str, str, str | None]]:
    """Rows of id, text and date: reports, a third of them copies of another, some under a notice."""
    draw = random.Random(seed)
    words = ["".join(draw.choices(_SYLLABLES, k=draw.randint(1, 3))) for _ in range(1500)]
    notices = [" ".join(draw.choices(words, k=30)) for _ in range(3)]
    rows: list[tuple[str, str, str | None]] = []
    originals: list[str] = []
    for number in range(count):
        if originals and draw.random() < 0.35:
            text = _copy(draw.choice(originals), draw, words)
        else:
            text = "\n".join(_sentences(draw, words) for _ in range(draw.randint(2, 6)))
            originals.append(text)
        if draw.random() < 0.4:
            text += "\n" + draw.choice(notices)
        date = f"2019-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}" if draw.random() < 0.5 else None
        rows.append((f"t{number:05}", text, date))
    return rows


def _sentences(draw: random.Random, words: list[str]) -> str:
    return " ".join(
        " ".join(draw.choices(words, k=draw.randint(6, 18))).capitalize()
        + f" {draw.randint(2, 9000)}."
        for _ in range(draw.randint(2, 5))
    )


def _copy(text: str, draw: random.Random, words: list[str]) -> str:
    kind = draw.randrange(6)
    if kind == 0:
        return text
    if kind == 1:
        return text.replace(" ", "  ").replace(".", " .")
    parts = text.split(" ")
    if kind == 2:
        return " ".join(parts[: max(30, 2 * len(parts) // 3)])
    if kind == 3:
        start = draw.randrange(max(1, len(parts) // 2))
        return " ".join(draw.choices(words, k=60) + parts[start : start + 50])
    rate = 0.03 if kind == 4 else 0.12
    return " ".join(draw.choice(words) if draw.random() < rate else part for part in parts)
