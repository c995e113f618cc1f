#!/usr/bin/env python3
"""Measures the pages of `truecopy serve` under readers who ask without a pause.

  Benchmarks/pages.py STUDY [--readers 20] [--seconds 4] [--addresses 400] [--only NAME,…]

Starts the server on STUDY, a file that `truecopy run` made, takes addresses of every kind of page evenly
from all that the study holds, and has wrk (a Debian package) ask for them in turn, with a server begun
anew for each kind: no page is known before it is asked for. Prints milliseconds at the 50th, 95th and
99th percentile, pages a second, answers that were no page, and the memory the server had at most. wrk
runs on the same cores as the server. The program measured is TRUECOPY, by default
.build/release/truecopy.
"""
import argparse
import os
import re
import sqlite3
import subprocess
import tempfile
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
TRUECOPY = os.environ.get("TRUECOPY", os.path.join(HERE, "..", ".build", "release", "truecopy"))

CHANGED = "SELECT article FROM members WHERE NOT is_kept AND style + meaning > 0 ORDER BY article"
# Kinds of page: what is asked of the study, and the address its rows make.
KINDS = {
    "overview": ("SELECT 1", lambda row: "/overview"),
    "reports": ("SELECT name FROM kinds", lambda row: f"/clusters?kind={row[0]}"),
    "report": ("SELECT number FROM clusters", lambda row: f"/clusters/{row[0]}"),
    "side by side": ("SELECT number FROM clusters", lambda row: f"/clusters/{row[0]}/side-by-side"),
    "restored": ("SELECT cluster FROM restorations", lambda row: f"/clusters/{row[0]}/restored"),
    "descent": ("SELECT cluster FROM descents", lambda row: f"/clusters/{row[0]}/descent"),
    "article": ("SELECT number FROM articles", lambda row: f"/articles/{row[0]}"),
    "differences": (CHANGED, lambda row: f"/articles/{row[0]}/differences"),
    "changes": (CHANGED, lambda row: f"/changes?after={row[0]}-0"),
    "statements": ("SELECT article FROM registers", lambda row: f"/statements?after={row[0]}-0"),
    "one speaker": ("SELECT name FROM speakers ORDER BY statements DESC LIMIT 2000",
                    lambda row: "/statements?speaker=" + urllib.parse.quote(row[0])),
    "of an article": ("SELECT article FROM registers", lambda row: f"/articles/{row[0]}/statements"),
    "told differently": ("SELECT article FROM testimonies WHERE NOT is_preserved",
                         lambda row: f"/statements/told-differently?after={row[0]}-0"),
    "search for a word": ("SELECT substr(text, 200, 200) FROM articles",
                       lambda row: "/search?q=" + urllib.parse.quote(words(row[0], 1))),
    "search for a phrase": ("SELECT substr(text, 200, 200) FROM articles",
                         lambda row: "/search?q=" + urllib.parse.quote('"' + words(row[0], 3) + '"')),
}

# wrk's threads each have their own Lua: one thread, so that addresses are asked for in turn.
LUA = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local at, once = 0, os.getenv("ONCE")
request = function() at = at + 1; return wrk.format("GET", paths[(at - 1) % #paths + 1]) end
if once then response = function() if at >= #paths then wrk.thread:stop() end end end
done = function(summary, latency)
  io.write(string.format("figures %.1f %.1f %.1f %d %d %.3f\\n", latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, summary.requests,
    summary.errors.status + summary.errors.timeout, summary.duration / 1e6))
end
"""


def words(text, count):
    """Some whole words from the middle of a text."""
    found = re.findall(r"\w+", text)[1:-1]
    return " ".join(found[:count]) or "report"


def addresses(study, kind, most):
    """Addresses of a kind of page, evenly from all of the study."""
    query, address = KINDS[kind]
    rows = study.execute(query).fetchall()
    step = max(1, len(rows) / most)
    return list(dict.fromkeys(address(rows[int(i * step)]) for i in range(min(most, len(rows)))))


class Server:
    """A server of its own for a kind of page."""

    def __init__(self, study):
        self.process = subprocess.Popen(
            [TRUECOPY, "serve", "--store", study, "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://[\d.]+:\d+", line)
            if found:
                self.address = found[0]
                return
        raise SystemExit(f"pages: {TRUECOPY} serve --store {study} ended before it said where it serves")

    def peak(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) / 1024

    def end(self):
        self.process.terminate()
        self.process.wait()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("study")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--addresses", type=int, default=400)
    parser.add_argument("--only", default=",".join(KINDS))
    options = parser.parse_args()
    study = sqlite3.connect(f"file:{options.study}?mode=ro", uri=True)
    print(f"{'page':<20}{'addresses':>10}{'':>7}{'p50':>8}{'p95':>8}{'p99':>8}{'a second':>10}{'errors':>8}{'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        script, paths = os.path.join(folder, "ask.lua"), os.path.join(folder, "paths")
        with open(script, "w") as file:
            file.write(LUA)
        for kind in options.only.split(","):
            asked = addresses(study, kind, options.addresses)
            with open(paths, "w") as file:
                file.write("\n".join(asked))
            server = Server(options.study)
            for name, once in (("new", {"ONCE": "1"}), ("known", {})):
                said = subprocess.run(
                    ["wrk", "-t1", f"-c{options.readers}", f"-d{options.seconds}s", "--timeout", "10s",
                     "-s", script, server.address],
                    env={**os.environ, "PATHS": paths, **once}, capture_output=True, text=True, check=True)
                p50, p95, p99, requests, errors, seconds = map(
                    float, re.search(r"figures (.*)", said.stdout)[1].split())
                print(f"{kind:<20}{len(asked):>10}{name:>7}{p50:>8.1f}{p95:>8.1f}{p99:>8.1f}"
                      f"{requests / seconds:>10.0f}{errors:>8.0f}{server.peak():>6.0f}", flush=True)
            server.end()


if __name__ == "__main__":
    main()
