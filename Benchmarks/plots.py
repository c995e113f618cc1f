"""Two plots of one record, as SVG without any library."""
from html import escape

STYLE = (
    "<style>text{font:12px system-ui,sans-serif;fill:#24292f}.small{font-size:10px}"
    ".on{fill:#fff}.title{font-size:14px;font-weight:600}.axis{stroke:#8c959f}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.dark{fill:#24292f}}</style>")


def page(width, height, parts, title):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}">{STYLE}' + "".join(parts) + "</svg>\n")


def text(x, y, words, kind="", anchor="start"):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">'
        f"{escape(str(words))}</text>")


def heat_map(runs, title, key="recall_by_damage", last="precision"):
    """A row for each damage, a column for each tool; below them one more figure of each tool."""
    damages = sorted({damage for run in runs for damage in run[key]})
    left, top, wide, high = 90, 118, 66, 20
    parts = [text(8, 20, title, "title")]
    for column, run in enumerate(runs):
        x = left + column * wide + wide / 2
        parts.append(
            f'<g transform="translate({x:.1f} {top - 8}) rotate(-40)">{text(0, 0, run["name"])}</g>')
    for row, damage in enumerate(damages):
        y = top + row * high
        parts.append(text(left - 6, y + 14, damage, "", "end"))
        for column, run in enumerate(runs):
            recall = run[key].get(damage, 0)
            shade = "#1a7f5a" if recall >= 0.95 else "#b7791f" if recall >= 0.5 else "#b42318"
            parts.append(
                f'<rect x="{left + column * wide}" y="{y}" width="{wide - 2}" height="{high - 2}" '
                f'fill="{shade}" fill-opacity="{0.25 + 0.75 * recall:.2f}"/>')
            # White cannot be read on a pale cell.
            kind = "small on" if recall >= 0.5 else "small"
            parts.append(
                text(left + column * wide + wide / 2 - 1, y + 13, f"{recall:.2f}", kind, "middle"))
    y = top + len(damages) * high
    parts.append(text(left - 6, y + 16, last, "", "end"))
    for column, run in enumerate(runs):
        x = left + column * wide + wide / 2 - 1
        parts.append(text(x, y + 16, f"{run[last]:.2f}", "small", "middle"))
    return page(left + len(runs) * wide + 90, y + 30, parts, title)


def scatter(runs, title, key="f1", says="F1 over pairs"):
    """Speed against a share: the upper right corner is where to be."""
    from math import log10
    wide, high, left, top = 640, 330, 60, 40
    lowest = min(0.1, *(run["mb_per_cpu_second"] for run in runs))
    highest = max(100, *(run["mb_per_cpu_second"] for run in runs)) * 1.3
    place_x = lambda v: left + (log10(v) - log10(lowest)) / (log10(highest) - log10(lowest)) * wide
    place_y = lambda v: top + (1 - v) * high
    parts = [text(8, 20, title, "title")]
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        y = place_y(tick)
        parts.append(f'<path class="axis" stroke-opacity=".3" d="M{left} {y:.1f}h{wide}"/>')
        parts.append(text(left - 6, y + 4, f"{tick:.1f}", "small", "end"))
    tick = 0.0001
    while tick <= highest:
        if tick >= lowest:
            x = place_x(tick)
            parts.append(f'<path class="axis" stroke-opacity=".3" d="M{x:.1f} {top}v{high}"/>')
            parts.append(text(x, top + high + 14, f"{tick:g}", "small", "middle"))
        tick *= 10
    dots = [
        (place_x(max(run["mb_per_cpu_second"], lowest)), place_y(run[key]), run) for run in runs]
    # Left, right, top and bottom of what is drawn: no name may lie on a dot or on another name.
    taken = [(x - 8, x + 8, y - 8, y + 8) for x, y, _ in dots]
    for x, y, run in sorted(dots, key=lambda dot: -dot[2][key]):
        own = run["name"].startswith("truecopy")
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{7 if own else 5}" '
            f'fill="{"#1a7f5a" if own else "#57606a"}"/>')
        length = 5.1 * len(run["name"])
        places = [(x + 10, y + 4), (x - 10 - length, y + 4)] + [
            (x - length / 2, y + step) for step in (-12, 19, -24, 31, -36, 43, -48, 55)]
        free = [
            (at, label) for at, label in places
            if at > left and at + length < left + wide + 20 and not any(
                at < right and at + length > begin and label - 9 < below and label + 2 > above
                for begin, right, above, below in taken)]
        at, label = (free or places)[0]
        taken.append((at, at + length, label - 9, label + 2))
        parts.append(text(at, label, run["name"], "small"))
    parts.append(text(left + wide / 2, top + high + 32, "MB per processor second", "", "middle"))
    parts.append(text(left, top - 6, says, "small"))
    return page(left + wide + 20, top + high + 44, parts, title)
