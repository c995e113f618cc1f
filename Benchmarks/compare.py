#!/usr/bin/env python3
"""Runs `truecopy compare` and the word diffs people use on the same pairs, and writes down how they did.

  Benchmarks/compare.py --shared DIR [--count 120] [--seed 4711] [--tools NAME,…] [--limit SECONDS]
                        [--keep FILE]

DIR holds make_damage.py, score_judge.py and score_collate.py, or has them in `eval/`, and beside
it data/open-pool and data/frankenstein; TRUECOPY_SHARED names it too. The tool measured is TRUECOPY,
by default .build/release/truecopy. The first run makes .venv here. With --keep each tool's figures
are written to FILE as it ends, and what FILE holds is not measured again.
"""
import argparse
import datetime
import importlib
import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile

import plots
from run import HERE, install, measured, python

ADAPTERS = os.path.join(HERE, "tools", "pairs")
sys.path.insert(0, ADAPTERS)
PROFILES = ("pipeline", "wire-edit", "scan", "stripped", "reprint")
MEMORY = 4 << 30

# Package of PyPI, or the program that tells its version; adapter; what each setting is.
TOOLS = {
    "truecopy": ("truecopy", None, {"default": "as shipped"}),
    "wdiff": ("wdiff", "wdiff_words", {"default": "words at white space"}),
    "dwdiff": ("dwdiff", "wdiff_words", {
        "default": "words at white space", "tuned": "-P: marks apart"}),
    "git": ("git", "git_words", {
        "default": "--word-diff: words at white space",
        "tuned": "--word-diff-regex: marks apart"}),
    "rapidfuzz": ("pypi:rapidfuzz", "rapidfuzz_words", {"default": "shortest edit of words and marks"}),
    "difflib": ("python", "difflib_words", {
        "default": "words and marks", "tuned": "words and marks, no autojunk"}),
    "CollateX": ("pypi:collatex", "collatex_words", {"default": "its own words"}),
}
# CollateX asks for it when it is imported and does not name it.
BESIDES = {"CollateX": ["Levenshtein"]}
# It needs a second for a report and a minute for a chapter, and is given fewer of both.
SLOW = ("CollateX",)


def version(name):
    """The version of a tool, or why there is none."""
    package = TOOLS[name][0]
    if package.startswith("pypi:"):
        return install(package[5:], BESIDES.get(name, []))
    program = {"python": python(), "truecopy": truecopy()}.get(package, package)
    if not shutil.which(program):
        return None, f"{program} is not here; Debian has it as a package"
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    return said.split()[-1] if said else "?", None


def truecopy():
    return os.environ.get("TRUECOPY") or os.path.join(HERE, "..", ".build", "release", "truecopy")


def aligning(name, setting):
    """The command that sets two files under one another, without the paths."""
    adapter = TOOLS[name][1]
    if adapter is None:
        return [truecopy(), "compare", "--format", "json"]
    commands = getattr(importlib.import_module(adapter), "COMMANDS", None) \
        if adapter in ("wdiff_words", "git_words") else None
    if commands:
        return commands[f"{name} {setting}"]
    return [python(), os.path.join(ADAPTERS, adapter + ".py"), f"{name} {setting}"]


def answering(name, setting, limit):
    """The command the scorers run in place of truecopy."""
    adapter = TOOLS[name][1]
    command = [truecopy()] if adapter is None else [
        python(), os.path.join(ADAPTERS, adapter + ".py"), f"{name} {setting}"]
    return shlex.join(["timeout", str(limit), "prlimit", f"--as={MEMORY}", *command])


def scored(script, arguments, command):
    done = subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, check=True,
        env=dict(os.environ, TRUECOPY=command))
    return json.loads(done.stdout)


def make_pairs(shared, count, seed, folder):
    """Pairs with an account of all their differences: a file for each profile."""
    files = {}
    for profile in PROFILES:
        files[profile] = os.path.join(folder, profile + ".jsonl")
        with open(files[profile], "w", encoding="utf-8") as out:
            subprocess.run(
                [sys.executable, os.path.join(shared, "make_damage.py"), "--profile", profile,
                 "--seed", str(seed), "--count", str(count),
                 os.path.join(shared, "..", "data", "open-pool", "docs.jsonl.gz")],
                stdout=out, check=True)
    return files


def first_of(files, count, folder):
    """The first pairs of each profile."""
    few = {profile: os.path.join(folder, f"few-{profile}.jsonl") for profile in files}
    for profile, path in files.items():
        with open(path, encoding="utf-8") as lines, open(few[profile], "w", encoding="utf-8") as out:
            out.writelines(line for _, line in zip(range(count), lines))
    return few


def make_sizes(files, folder):
    """The same pairs joined to two texts of a growing size, profiles by turns."""
    columns = [[json.loads(line) for line in open(path, encoding="utf-8")] for path in files.values()]
    pairs = [pair for turn in zip(*columns) for pair in turn]
    sizes, whole = [], sum(len(pair["base"].encode()) for pair in pairs)
    for size in (0, 10_000, 100_000, 1_000_000):
        some, total = [], 0
        for pair in pairs:
            if total >= size:
                break
            some.append(pair)
            total += len(pair["base"].encode())
        if size and total < 0.7 * size:
            break
        paths = [os.path.join(folder, f"{size}-{side}.txt") for side in ("base", "witness")]
        for path, side in zip(paths, ("base", "witness")):
            with open(path, "w", encoding="utf-8", newline="") as out:
                out.write("\n\n".join(pair[side] for pair in some) if size else "word\n")
        sizes.append((size, total, paths))
    return sizes


def timed(name, setting, sizes, limit):
    """Processor seconds by size, the start of the process told apart; stops where it gets too long."""
    found, times, start = {"cpu_seconds": {}}, (10, 5, 2, 1), 0
    for (size, total, paths), repeat in zip(sizes, times):
        runs = []
        for _ in range(repeat):
            runs.append(measured(
                ["prlimit", f"--as={MEMORY}", *aligning(name, setting), *paths], limit,
                dict(os.environ, OMP_NUM_THREADS="1"), right=(0, 1)))
            if "failed" in runs[-1] or runs[-1]["cpu_seconds"] > 5:
                break
        if "failed" in runs[-1]:
            found["stopped"] = {"at": size, "why": runs[-1]["failed"]}
            break
        seconds = sum(run["cpu_seconds"] for run in runs) / len(runs)
        if size:
            found["cpu_seconds"][str(size)] = round(seconds - start, 4)
            found["mb_per_cpu_second"] = round(total / 1e6 / max(seconds - start, 1e-4), 4)
            found["largest"] = size
        else:
            start = found["start_cpu_seconds"] = round(seconds, 4)
        found["peak_memory_bytes"] = max(run["peak_memory_bytes"] for run in runs)
    return found


def judged(shared, name, setting, files, limit):
    """Substantive differences told alone, by profile, and what else is shown."""
    total = {}
    by = {}
    for profile, path in files.items():
        answer = scored(
            os.path.join(shared, "score_judge.py"), ["--many", path], answering(name, setting, limit))
        by[profile] = answer["isolated_share"]
        for key in ("substantive", "isolated", "shown", "false_alarms", "differences", "kind_right",
                    "severity_right", "failed", "tiling_violations"):
            total[key] = total.get(key, 0) + answer[key]
    share = lambda part, whole: round(total[part] / max(total[whole], 1), 4)
    found = {
        "isolated": share("isolated", "substantive"), "isolated_by_profile": by,
        "noise": share("false_alarms", "shown"), "failed_pairs": total["failed"],
        "tiling_violations": total["tiling_violations"], "substantive": total["substantive"],
        "pairs": sum(1 for path in files.values() for _ in open(path, encoding="utf-8"))}
    if TOOLS[name][1] is None:
        found["kind_right"] = share("kind_right", "differences")
        found["severity_right"] = share("severity_right", "differences")
    return found


def collated(shared, command, pairs=0):
    data = os.path.join(shared, "..", "data", "frankenstein")
    answer = scored(
        os.path.join(shared, "score_collate.py"),
        ["--docs", os.path.join(data, "docs.jsonl.gz"), "--limit", str(pairs),
         "--alignment", os.path.join(data, "alignment.jsonl.gz")], command)
    return {"pairs": answer["pairs"], "failed": answer["failed"], "f1": answer["f1"],
            "worst": answer["lowest_f1"][0][0] if answer["lowest_f1"] else 0.0}


def scores(shared, name, setting, files, limit, pairs):
    """What a tool tells of the made damage, and of so many pairs of the novel."""
    return {**judged(shared, name, setting, files, limit),
            "frankenstein": collated(shared, answering(name, setting, limit), pairs)}


def table(record):
    """The record as Markdown."""
    lines = [
        f"{record['pairs']} pairs of made damage (seed {record['seed']}) with "
        f"{record['substantive']:,} substantive differences; the pairs of the five witnesses of "
        f"Frankenstein; {record['machine']}, {record['date']}.", "",
        "| tool | setting | isolated | noise | kinds | severity | F1 (worst) | start, ms | 10 kB, s "
        "| 100 kB, s | 1 MB, s | MB / CPU s | peak MB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|"]
    for run in record["runs"]:
        label = f"{run['tool']} {run.get('version') or ''}".strip()
        if "failed" in run:
            lines.append(f"| {label} | {run['means']} | not run: {run['failed']} " + "| " * 10 + "|")
            continue
        novel = run["frankenstein"]
        some = f", {novel['pairs']} pairs" if novel["pairs"] < record["novel_pairs"] else ""
        aligned = f"{novel['f1']:.4f} ({novel['worst']:.3f}{some})"
        if novel["failed"]:
            # The scorer takes what was not done for missed, which says nothing of the rest.
            done = novel["pairs"] - novel["failed"]
            aligned = f"worst of {done} pairs {novel['worst']:.3f}, {novel['failed']} not done"
        seconds = [
            f"{run['cpu_seconds'][size]:.3f}" if size in run["cpu_seconds"]
            else "stopped" if str(run.get("stopped", {}).get("at")) == size else "–"
            for size in ("10000", "100000", "1000000")]
        share = f"{run['isolated']:.3f}"
        if run.get("pairs", record["pairs"]) < record["pairs"]:
            share += f" ({run['pairs']} pairs)"
        named = [f"{run[key]:.3f}" if key in run else "none" for key in ("kind_right", "severity_right")]
        lines.append(
            f"| {label} | {run['means']} | {share} | {run['noise']:.2f} | "
            f"{' | '.join(named)} | {aligned} | "
            f"{run['start_cpu_seconds'] * 1000:.0f} | {' | '.join(seconds)} | "
            f"{run['mb_per_cpu_second']:.3g} | {run['peak_memory_bytes'] / 1e6:.0f} |")
    stopped = [run for run in record["runs"] if "stopped" in run]
    if stopped or record["same_few"]:
        lines.append("")
    for run in stopped:
        lines.append(
            f"- {run['name']} at {run['stopped']['at'] // 1000} kB: {run['stopped']['why']}")
    for few in record["same_few"]:
        novel = few["frankenstein"]
        lines.append(
            f"- truecopy on the same few as {few['as']}: {few['isolated']:.3f} isolated, "
            f"{novel['f1']:.4f} ({novel['worst']:.3f}) on the novel")
    return "\n".join(lines) + "\n"


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    a.add_argument("--shared", default=os.environ.get("TRUECOPY_SHARED"))
    a.add_argument("--count", type=int, default=120, help="pairs of each profile")
    a.add_argument("--seed", type=int, default=4711)
    a.add_argument("--tools", default=",".join(TOOLS))
    a.add_argument("--slow-count", type=int, default=24, help="pairs of each profile for slow tools")
    a.add_argument("--limit", type=int, default=120, help="seconds for one run of a tool")
    a.add_argument("--keep", help="a file of what was measured; it is gone on from")
    a.add_argument("--novel", type=int, default=0, help="pairs of the novel; 0 takes all")
    a.add_argument("--slow-novel", type=int, default=5, help="pairs of the novel for slow tools")
    a.add_argument("--out", default=os.path.join(HERE, "records"))
    o = a.parse_args()
    if not o.shared:
        a.error("name the folder of make_damage.py: --shared DIR or TRUECOPY_SHARED")
    shared = os.path.abspath(o.shared)
    if os.path.isdir(os.path.join(shared, "eval")):
        shared = os.path.join(shared, "eval")
    # Programs that tell marks from letters must know that the texts are UTF-8.
    os.environ["LC_ALL"] = "C.UTF-8"
    os.makedirs(o.out, exist_ok=True)
    kept = {}
    if o.keep and os.path.exists(o.keep):
        with open(o.keep, encoding="utf-8") as lines:
            kept = {run["name"]: run for run in map(json.loads, lines)}
    folder = tempfile.mkdtemp(prefix="truecopy-bench-")
    record = {
        "schema": "truecopy/benchmark-compare/1", "date": datetime.date.today().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(), "seed": o.seed, "pairs": o.count * len(PROFILES),
        "limit_seconds": o.limit, "limit_memory_bytes": MEMORY, "substantive": 0,
        "novel_pairs": 0, "same_few": [], "runs": []}
    try:
        files = make_pairs(shared, o.count, o.seed, folder)
        sizes = make_sizes(files, folder)
        few = first_of(files, o.slow_count, folder)
        for name in [name for name in o.tools.split(",") if name]:
            found, trouble = version(name)
            for setting, means in TOOLS[name][2].items():
                run = {"tool": name, "setting": setting, "means": means, "version": found,
                       "name": name if len(TOOLS[name][2]) == 1 else f"{name} {setting}"}
                if run["name"] in kept:
                    run = kept[run["name"]]
                elif trouble:
                    run["failed"] = f"not installed: {trouble}"
                elif name in SLOW:
                    run.update(timed(name, setting, sizes, o.limit))
                    run.update(scores(shared, name, setting, few, o.limit, o.slow_novel))
                    own = scores(shared, "truecopy", "default", few, o.limit, o.slow_novel)
                    run["truecopy_on_the_same"] = own
                else:
                    run.update(timed(name, setting, sizes, o.limit))
                    run.update(scores(shared, name, setting, files, o.limit, o.novel))
                record["runs"].append(run)
                print(json.dumps(run), file=sys.stderr)
                if o.keep and run["name"] not in kept:
                    with open(o.keep, "a", encoding="utf-8") as out:
                        out.write(json.dumps(run) + "\n")
        ended = [run for run in record["runs"] if "failed" not in run]
        record["substantive"] = max((run["substantive"] for run in ended), default=0)
        record["novel_pairs"] = max((run["frankenstein"]["pairs"] for run in ended), default=0)
        record["same_few"] = [
            {"as": run["name"], **run["truecopy_on_the_same"]} for run in ended
            if "truecopy_on_the_same" in run]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    base = os.path.join(o.out, f"{record['date']}-{platform.machine()}-compare")
    with open(base + ".json", "w") as out:
        json.dump(record, out, indent=1)
        out.write("\n")
    with open(base + ".md", "w") as out:
        out.write(table(record))
    ran = [run for run in record["runs"] if "failed" not in run and "mb_per_cpu_second" in run]
    if ran:
        with open(base + "-isolated.svg", "w") as out:
            out.write(plots.heat_map(
                ran, "Substantive differences told alone, by damage", "isolated_by_profile", "noise"))
        with open(base + "-speed.svg", "w") as out:
            out.write(plots.scatter(
                ran, "Speed and substantive differences told alone", "isolated", "told alone"))
    print(table(record))


if __name__ == "__main__":
    main()
