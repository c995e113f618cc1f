"""Exact hash of letters and digits: what anyone can do in ten lines."""
import hashlib
import re
import sys
from common import Clusters, pile

OTHER = re.compile(r"[\W_]+")
clusters, first = Clusters(), {}
for name, text in pile():
    key = hashlib.blake2b(OTHER.sub("", text.lower()).encode(), digest_size=16).digest()
    if key in first:
        clusters.join(first[key], name)
    else:
        first[key] = name
clusters.write(sys.argv[2])
