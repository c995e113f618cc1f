"""rensa: `default` as its README has it, `tuned` as measured best on news copies."""
import sys
from rensa import RMinHash, RMinHashLSH
from common import Clusters, pile, shingles

if sys.argv[3] == "default":
    permutations, bands, threshold, verify = 128, 16, 0.8, 0.85
    tokens = str.split
else:
    permutations, bands, threshold, verify = 256, 128, 0.35, 0.35
    tokens = lambda text: shingles(text, 2)
index = RMinHashLSH(threshold=threshold, num_perm=permutations, num_bands=bands)
names, sketches, clusters = [], [], Clusters()
for name, text in pile():
    sketch = RMinHash(num_perm=permutations, seed=42)
    sketch.update(tokens(text))
    number = len(names)
    for other in index.query(sketch):
        if sketch.jaccard(sketches[other]) >= verify:
            clusters.join(names[other], name)
    index.insert(number, sketch)
    names.append(name)
    sketches.append(sketch)
clusters.write(sys.argv[2])
