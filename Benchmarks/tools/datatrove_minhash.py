"""datatrove: the four stages of its own example; `tuned` has shorter shingles and more buckets."""
import os
import shutil
import struct
import sys
import tempfile
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import (
    MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupSignature)
from datatrove.pipeline.readers import JsonlReader
from common import Clusters, pile

config = MinhashConfig()
if sys.argv[3] == "tuned":
    config = MinhashConfig(n_grams=3, num_buckets=32, hashes_per_bucket=4)
folder = tempfile.mkdtemp(dir=os.path.dirname(os.path.abspath(sys.argv[2])))
place = lambda name: os.path.join(folder, name)
source, name = os.path.split(os.path.abspath(sys.argv[1]))
steps = [
    ([JsonlReader(source, glob_pattern=name), MinhashDedupSignature(place("sig"), config=config)], 1),
    ([MinhashDedupBuckets(place("sig"), place("buckets"), config=config)], config.num_buckets),
    ([MinhashDedupCluster(place("buckets"), place("out"), config=config, save_cluster_id=True)], 1),
]
try:
    for number, (pipeline, tasks) in enumerate(steps):
        LocalPipelineExecutor(
            pipeline=pipeline, tasks=tasks, workers=1, logging_dir=place(f"log{number}")).run()
    names = [name for name, _ in pile()]
    clusters, first = Clusters(), {}
    path = place("out/000000.clusters")
    if os.path.exists(path):
        with open(path, "rb") as records:
            for document, cluster in struct.iter_unpack("<II", records.read()):
                clusters.join(first.setdefault(cluster, names[document]), names[document])
    clusters.write(sys.argv[2])
finally:
    shutil.rmtree(folder, ignore_errors=True)
