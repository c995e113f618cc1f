#!/usr/bin/env python3
"""Runs truecopy and its peers on one made pile, in one go, and writes down what they did.

  Benchmarks/run.py --shared DIR [--texts 10000] [--seed 5] [--tools NAME,…] [--limit SECONDS]
  Benchmarks/run.py --shared DIR --scaling 10000,100000,1000000

DIR holds make_pile.py, score_pile.py and, beside it, data/open-pool; TRUECOPY_SHARED names it too.
The tool measured is TRUECOPY, by default .build/release/truecopy. The first run makes .venv here.
"""
import argparse
import datetime
import json
import math
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import plots  # noqa: E402

# Package, module, and what each setting is; `tuned` is the best known for news copies.
TOOLS = {
    "truecopy": (None, "truecopy_find", {"default": "as shipped, one thread"}),
    "exact hash": (None, "exact", {"default": "letters and digits, lower case"}),
    "rensa": ("rensa", "rensa_lsh", {
        "default": "README: words, 128 permutations, 16 bands, verified at 0.85",
        "tuned": "word pairs, 256 permutations, 128 bands, verified at 0.35"}),
    "datasketch": ("datasketch", "datasketch_lsh", {
        "default": "README: words, 128 permutations, threshold 0.5",
        "tuned": "word pairs, 256 permutations, 128 bands, verified at 0.35"}),
    "datatrove": ("datatrove[processing,io]", "datatrove_minhash", {
        "default": "5-grams, 14 buckets of 8",
        "tuned": "3-grams, 32 buckets of 4"}),
    "text-dedup": ("text-dedup", "textdedup_minhash", {
        "default": "5-grams, 250 permutations, threshold 0.7",
        "tuned": "3-grams, 256 permutations, 60 bands of 4"}),
}
# xxhash 4 takes no strings, which datatrove gives it.
BESIDES = {"datatrove": ["xxhash<4", "spacy", "nltk"], "text-dedup": ["xxhash<4"]}


def python():
    """The interpreter of the environment, made where it is missing."""
    path = os.path.join(HERE, ".venv", "bin", "python")
    if not os.path.exists(path):
        venv.create(os.path.join(HERE, ".venv"), with_pip=True)
        subprocess.run([path, "-m", "pip", "install", "-q", "numpy"], check=True)
    return path


def install(package, besides=()):
    """The version of a package, or why it cannot be installed."""
    if package is None:
        return "", None
    bare = package.split("[")[0]
    show = lambda: subprocess.run(
        [python(), "-m", "pip", "show", bare], capture_output=True, text=True)
    shown = show()
    if shown.returncode:
        done = subprocess.run(
            [python(), "-m", "pip", "install", "-q", package, *besides],
            capture_output=True, text=True)
        if done.returncode:
            return None, (done.stderr.strip().splitlines() or ["pip failed"])[-1]
        shown = show()
    version = [line.split()[1] for line in shown.stdout.splitlines() if line.startswith("Version")]
    return (version or ["?"])[0], None


def measured(command, limit, environment, right=(0,)):
    """Runs a command; its processor seconds and memory, those of its children included.

    A diff ends with 1 where the texts differ: `right` holds the codes that are no failure.
    """
    log = tempfile.TemporaryFile()
    process = subprocess.Popen(
        command, stdout=log, stderr=log, env=environment, start_new_session=True)
    deadline, usage, status = time.monotonic() + limit, None, None
    while usage is None:
        done, status, found = os.wait4(process.pid, os.WNOHANG)
        if done:
            usage = found
        elif time.monotonic() > deadline:
            os.killpg(process.pid, signal.SIGKILL)
            os.wait4(process.pid, 0)
            return {"failed": f"stopped after {limit} seconds"}
        else:
            time.sleep(0.02)
    if os.waitstatus_to_exitcode(status) not in right:
        log.seek(0)
        lines = log.read().decode("utf-8", "replace").strip().splitlines()
        return {"failed": (lines or [f"ended with {os.waitstatus_to_exitcode(status)}"])[-1][-300:]}
    # A command waits for its children, so their seconds are in, and the memory of the largest.
    return {
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 4),
        "peak_memory_bytes": usage.ru_maxrss * 1024}


def make_pile(shared, texts, seed, folder):
    """A pile with its truth; made again only where it is missing."""
    path = os.path.join(folder, f"pile-{texts}-{seed}")
    if not os.path.exists(path + ".truth.jsonl"):
        subprocess.run(
            [python(), os.path.join(shared, "make_pile.py"), "--stories",
             os.path.join(shared, "..", "data", "open-pool", "docs.jsonl.gz"), "--n", str(texts),
             "--seed", str(seed), "--out", path], check=True)
    return path


def run_tool(name, setting, pile, shared, folder, limit):
    """One tool in one setting on one pile."""
    module = os.path.join(HERE, "tools", TOOLS[name][1] + ".py")
    answer = os.path.join(folder, TOOLS[name][1] + "-" + setting + ".tsv")
    environment = dict(os.environ, PYTHONPATH=os.path.join(HERE, "tools"), OMP_NUM_THREADS="1")
    environment.setdefault("TRUECOPY", os.path.join(HERE, "..", ".build", "release", "truecopy"))
    run = {"tool": name, "setting": setting, "means": TOOLS[name][2][setting],
           "name": name if len(TOOLS[name][2]) == 1 else f"{name} {setting}"}
    run.update(measured([python(), module, pile + ".jsonl", answer, setting], limit, environment))
    if "failed" in run:
        return run
    scored = subprocess.run(
        [sys.executable, os.path.join(shared, "score_pile.py"), pile + ".truth.jsonl", answer],
        check=True, capture_output=True, text=True)
    score = json.loads(scored.stdout)
    megabytes = os.path.getsize(pile + ".jsonl") / 1e6
    run.update({
        "megabytes": round(megabytes, 1),
        "mb_per_cpu_second": round(megabytes / max(run["cpu_seconds"], 1e-3), 3),
        "precision": score["P"], "recall": score["R"], "f1": score["F1"],
        "copy_recall": score["copyrecall"], "biggest": score["biggest"],
        "recall_by_damage": score["by"]})
    summary = answer + ".summary.json"
    if os.path.exists(summary):
        run["cpu_seconds_by_stage"] = json.load(open(summary))["cpu_seconds"]
        os.remove(summary)
    os.remove(answer)
    return run


def table(record):
    """The record as Markdown."""
    lines = [
        f"Pile of {record['texts']:,} texts, seed {record['seed']}; {record['machine']}, "
        f"{record['date']}.", "",
        "| tool | setting | CPU s | peak MB | MB / CPU s | P | R | F1 | copies found |",
        "|---|---|---|---|---|---|---|---|---|"]
    for run in record["runs"]:
        label = f"{run['tool']} {run.get('version') or ''}".strip()
        if "failed" in run:
            lines.append(f"| {label} | {run['means']} | not run: {run['failed']} | | | | | | |")
            continue
        lines.append(
            f"| {label} | {run['means']} | {run['cpu_seconds']:.1f} | "
            f"{run['peak_memory_bytes'] / 1e6:.0f} | {run['mb_per_cpu_second']:.3g} | "
            f"{run['precision']:.3f} | {run['recall']:.3f} | {run['f1']:.3f} | "
            f"{run['copy_recall']:.3f} |")
    if record.get("scaling"):
        lines += ["", "| texts | CPU s | MB / CPU s | peak MB | F1 | exponent | MB / CPU s by stage |",
                  "|---|---|---|---|---|---|---|"]
        for run in record["scaling"]:
            if "failed" in run:
                lines.append(f"| {run['texts']:,} | not run: {run['failed']} | | | | | |")
                continue
            stages = ", ".join(
                f"{stage} {run['megabytes'] / seconds:.0f}"
                for stage, seconds in run["cpu_seconds_by_stage"].items() if seconds > 0)
            lines.append(
                f"| {run['texts']:,} | {run['cpu_seconds']:.1f} | {run['mb_per_cpu_second']:.3g} | "
                f"{run['peak_memory_bytes'] / 1e6:.0f} | {run['f1']:.4f} | "
                f"{run.get('exponent', '')} | {stages} |")
    return "\n".join(lines) + "\n"


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    a.add_argument("--shared", default=os.environ.get("TRUECOPY_SHARED"))
    a.add_argument("--texts", type=int, default=10_000)
    a.add_argument("--seed", type=int, default=5)
    a.add_argument("--tools", default=",".join(TOOLS))
    a.add_argument("--limit", type=int, default=3600, help="seconds for one run")
    a.add_argument("--scaling", default="", help="sizes to run truecopy on, with commas")
    a.add_argument("--out", default=os.path.join(HERE, "records"))
    a.add_argument("--piles", help="where piles are kept; by default they are thrown away")
    o = a.parse_args()
    if not o.shared:
        a.error("name the folder of make_pile.py: --shared DIR or TRUECOPY_SHARED")
    o.shared = os.path.abspath(o.shared)
    if os.path.isdir(os.path.join(o.shared, "eval")):
        o.shared = os.path.join(o.shared, "eval")
    folder = tempfile.mkdtemp(prefix="truecopy-bench-")
    piles = o.piles or folder
    os.makedirs(piles, exist_ok=True)
    os.makedirs(o.out, exist_ok=True)
    record = {
        "schema": "truecopy/benchmark/1", "date": datetime.date.today().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(), "texts": o.texts, "seed": o.seed, "runs": []}
    try:
        pile = make_pile(o.shared, o.texts, o.seed, piles)
        for name in [name for name in o.tools.split(",") if name]:
            version, trouble = install(TOOLS[name][0], BESIDES.get(name, []))
            for setting in TOOLS[name][2]:
                if trouble:
                    run = {"tool": name, "setting": setting, "means": TOOLS[name][2][setting],
                           "name": f"{name} {setting}", "failed": f"not installed: {trouble}"}
                else:
                    run = run_tool(name, setting, pile, o.shared, folder, o.limit)
                run["version"] = version
                record["runs"].append(run)
                print(json.dumps({k: v for k, v in run.items() if k != "recall_by_damage"}),
                      file=sys.stderr)
        record["scaling"], before = [], None
        for texts in [int(size) for size in o.scaling.split(",") if size]:
            pile = make_pile(o.shared, texts, o.seed, piles)
            run = run_tool("truecopy", "default", pile, o.shared, folder, o.limit)
            run["texts"] = texts
            if before and "failed" not in run and "failed" not in before:
                run["exponent"] = round(
                    math.log(run["cpu_seconds"] / before["cpu_seconds"])
                    / math.log(run["megabytes"] / before["megabytes"]), 3)
            before = run
            record["scaling"].append(run)
            print(json.dumps(run), file=sys.stderr)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    base = os.path.join(o.out, f"{record['date']}-{platform.machine()}-{o.texts}")
    with open(base + ".json", "w") as out:
        json.dump(record, out, indent=1)
        out.write("\n")
    with open(base + ".md", "w") as out:
        out.write(table(record))
    ran = [run for run in record["runs"] if "failed" not in run]
    if ran:
        what = f"{o.texts:,} texts"
        with open(base + "-recall.svg", "w") as out:
            out.write(plots.heat_map(ran, f"Copies found with their original, by damage; {what}"))
        with open(base + "-speed.svg", "w") as out:
            out.write(plots.scatter(ran, f"Speed and accuracy; {what}"))
    print(table(record))


if __name__ == "__main__":
    main()
