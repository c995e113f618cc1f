"""datasketch: `default` as its README has it, `tuned` by the setting that served rensa best."""
import sys
from datasketch import MinHash, MinHashLSH
from common import Clusters, pile, shingles

tuned = sys.argv[3] == "tuned"
permutations = 256 if tuned else 128
index = (
    MinHashLSH(num_perm=permutations, params=(128, 2)) if tuned
    else MinHashLSH(threshold=0.5, num_perm=permutations))
sketches, clusters = {}, Clusters()
for name, text in pile():
    sketch = MinHash(num_perm=permutations)
    tokens = set(shingles(text, 2)) if tuned else set(text.split())
    sketch.update_batch([token.encode("utf-8") for token in tokens])
    for other in index.query(sketch):
        if not tuned or sketch.jaccard(sketches[other]) >= 0.35:
            clusters.join(other, name)
    index.insert(name, sketch)
    if tuned:
        sketches[name] = sketch
clusters.write(sys.argv[2])
