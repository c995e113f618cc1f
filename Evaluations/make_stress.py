#!/usr/bin/env python3
"""Makes piles that make searches go wrong: one report copied very often, and reports tied in a ring.

  make_stress.py many|ring --maker make_pile.py --stories docs.jsonl.gz --out PILE [--seed 1]
     -> PILE.jsonl, PILE.truth.jsonl   as make_pile.py writes them

many: one report 1,500 times with every damage, one notice under 1,500 other texts, 8,500 texts of
      small clusters and of none.
ring: 120 reports of which each carries an excerpt of the next, each with up to six damaged copies,
      and 15 digests of three whole reports, which are nobody's copy.

Stories and damages are those of make_pile.py, whose functions are taken from its file.
"""
import argparse
import json
import random


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sort", choices=("many", "ring"))
    for name in ("maker", "stories", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    maker = {"__name__": "make_pile"}
    source = open(options.maker, encoding="utf-8").read()
    exec(compile(source[: source.rindex("\nmain()")], options.maker, "exec"), maker)
    pile = Pile(maker, options)
    getattr(pile, options.sort)()
    pile.write(options.out)


class Pile:
    def __init__(self, maker, options):
        self.r, self.maker = random.Random(options.seed), maker
        stories = maker["thin"](maker["load"]([options.stories]))
        self.stories = [t for t in stories if len(t) >= 900 and len(maker["sents"](t)) >= 4]
        self.r.shuffle(self.stories)
        self.markov = maker["Markov"](stories, maker["np"].random.default_rng(options.seed))
        self.made, self.rows, self.clusters = [], [], 0
        made = self.markov.make(60)
        self.heads = [" ".join(maker["sents"](t)[0].split()[:7]) for t in made]
        self.footers = [" ".join(maker["sents"](t)[:2])[:300] for t in made]

    def story(self):
        if self.stories:
            return self.stories.pop()
        if not self.made:
            self.made = self.markov.make(2000)
        return self.made.pop()

    def add(self, text, cluster, damage, of=None):
        self.rows.append([text, cluster, damage, of])
        return len(self.rows) - 1

    def copies(self, text, count, cluster, first):
        for _ in range(count):
            kind = self.r.choice(self.maker["DAMAGE"])
            host = self.story() if kind in ("excerpt", "abridge") else None
            copy = self.maker["damage"](kind, text, self.r, host, self.footers, self.heads)
            self.add(copy, cluster, kind, first)

    def cluster(self, text, copies):
        cluster = self.clusters = self.clusters + 1
        self.copies(text, copies, cluster, self.add(text, cluster, "orig"))

    def single(self, text):
        self.clusters += 1
        self.add(text, self.clusters, "single")

    def many(self):
        self.cluster(self.story(), 1499)
        notice = self.footers[0] + " " + self.footers[1]
        for _ in range(1500):
            self.single(self.story() + "\n" + notice)
        while len(self.rows) < 11500:
            self.cluster(self.story(), self.r.choice((0, 0, 1, 2, 3)))

    def ring(self):
        sents, reports = self.maker["sents"], [self.story() for _ in range(120)]
        hosts = []
        for index, report in enumerate(reports):
            following = sents(reports[(index + 1) % len(reports)])
            excerpt = " ".join(following[: max(2, len(following) * 35 // 100)])
            lines = report.split("\n")
            place = self.r.randrange(1, len(lines) + 1)
            hosts.append("\n".join(lines[:place] + [excerpt] + lines[place:]))
        for host in hosts:
            self.cluster(host, self.r.choice((3, 4, 5, 6)))
        for index in range(0, 45, 3):
            self.single("\n".join(hosts[index : index + 3]))

    def write(self, out):
        order = list(range(len(self.rows)))
        self.r.shuffle(order)
        ids = {row: f"s{place:06d}" for place, row in enumerate(order)}
        with open(out + ".jsonl", "w") as texts, open(out + ".truth.jsonl", "w") as truth:
            for row in order:
                text, cluster, damage, of = self.rows[row]
                texts.write(json.dumps({"id": ids[row], "text": text}) + "\n")
                truth.write(json.dumps({"id": ids[row], "cluster": cluster, "damage": damage,
                                        "of": ids.get(of), "base": "real"}) + "\n")


main()
