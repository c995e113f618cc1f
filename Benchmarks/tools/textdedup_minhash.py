"""text-dedup: its MinHash command with defaults; `tuned` has shorter shingles and more bands."""
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from common import Clusters, pile

folder = tempfile.mkdtemp(dir=os.path.dirname(os.path.abspath(sys.argv[2])))
command = [
    sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files",
    os.path.abspath(sys.argv[1]), "--split", "train", "--column", "text", "--num_proc", "1",
    "--cache_dir", os.path.join(folder, "cache"), "--output", os.path.join(folder, "out"), "--debug"]
if sys.argv[3] == "tuned":
    command += ["--ngram", "3", "--num_perm", "256", "--b", "60", "--r", "4"]
try:
    subprocess.run(command, check=True, env=dict(os.environ, HF_HUB_OFFLINE="1"))
    with open(os.path.join(folder, "out", "uf.pkl"), "rb") as file:
        answer = pickle.load(file)
    parents = answer if isinstance(answer, dict) else answer.parent
    names, clusters = [name for name, _ in pile()], Clusters()
    for document, root in parents.items():
        clusters.join(names[int(document)], names[int(root)])
    clusters.write(sys.argv[2])
finally:
    shutil.rmtree(folder, ignore_errors=True)
