"""truecopy, as shipped; the clusters of its answer as lines."""
import json
import os
import shutil
import subprocess
import sys

folder = sys.argv[2] + ".answer"
subprocess.run(
    [os.environ.get("TRUECOPY", "truecopy"), "find", sys.argv[1], "--out", folder, "--threads", "1",
     "--quiet"], check=True)
with open(sys.argv[2], "w") as out:
    for line in open(os.path.join(folder, "clusters.jsonl")):
        cluster = json.loads(line)
        for member in cluster["members"]:
            out.write(f"{member['id']}\t{cluster['cluster']}\n")
shutil.copy(os.path.join(folder, "summary.json"), sys.argv[2] + ".summary.json")
shutil.rmtree(folder)
