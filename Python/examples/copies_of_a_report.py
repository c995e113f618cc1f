"""Which texts are copies of one report, and what did each of them change?

A notebook in cells (`# %%`), for Jupyter, VS Code, or to be run as it is:

    pip install truecopy-*.whl matplotlib
    python copies_of_a_report.py
"""

# %% The pile: an invented report, eight copies of it, and two reports that are no copies.
from pathlib import Path

import pyarrow as pa

import truecopy

folder = Path(__file__).resolve().parents[2] / "Examples" / "harbour-bridge"
names = sorted(path.name for path in folder.glob("*.txt"))
texts = {name: (folder / name).read_text() for name in names}
pile = pa.table({"id": names, "text": list(texts.values())})

# %% Which of them are copies, and which one is worth keeping? Any table will do: pandas, Polars, Parquet.
found = truecopy.find(pile)
print(found)
for member in found.members.to_pylist():
    print(f"  {member['id']:22} {member['relation']:10} {member['coverage']:.0%} of it is in the kept text;"
          f" condition {member['condition']:.2f}")

# %% What did each copy change of the report, and does it matter?
report = "report.txt"
copies = [row["id"] for row in found.members.to_pylist() if row["id"] != report]
comparisons = {name: truecopy.compare(texts[report], texts[name]) for name in copies}
for name, comparison in comparisons.items():
    print(f"{name:22} {len(comparison.at_least('meaning')):3} changes of meaning,"
          f" {len(comparison.differences):4} in all")
print("\nThe edited copy:", comparisons["copy-edited.txt"], sep="\n")

# %% Where do they stand? One line for each copy, a mark for each difference, by what it does.
import matplotlib.pyplot as plt

colours = {"none": "#c8c8c8", "style": "#4c78a8", "meaning": "#d62728"}
figure, axes = plt.subplots(figsize=(9, 3.6), layout="constrained")
for row, name in enumerate(reversed(copies)):
    for severity, colour in colours.items():
        places = [
            (one.base.start, max(8, one.base.end - one.base.start))
            for one in comparisons[name].differences
            if one.severity == severity
        ]
        axes.broken_barh(places, (row - 0.35, 0.7), color=colour)
axes.set_yticks(range(len(copies)), list(reversed(copies)))
axes.set_xlim(0, len(texts[report]))
axes.set_xlabel("place in the report, in characters")
axes.set_title("What each copy changed")
axes.legend(
    [plt.Rectangle((0, 0), 1, 1, color=colour) for colour in colours.values()],
    ["the same words", "style", "meaning"],
    loc="upper center",
    bbox_to_anchor=(0.5, -0.16),
    ncols=3,
    frameon=False,
)
figure.savefig("copies_of_a_report.png", dpi=150)
print("\nwritten: copies_of_a_report.png")

# %% The report back from four of its damaged copies, to the last character.
damaged = [texts[f"copy-{name}.txt"] for name in ("scan", "tokenised", "compounds", "edited")]
print("restored to the letter:", truecopy.restore(damaged).text == texts[report])
