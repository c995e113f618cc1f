#!/usr/bin/env python3
"""Makes a pile of templated items and of versions of one story, all invented, with its truth.

  make_families.py --out PILE [--seed 1] [--families 12] [--stories 80]
     -> PILE.jsonl         {"id","text"}
        PILE.truth.jsonl   {"id","cluster","sort","size","slots"}

An item of a template is nobody's copy: each has a cluster of its own. Of a family, so many *slots*
(names, dates, numbers) differ from item to item, the rest are the same in all of them. The versions
of a story are one cluster. Same arguments, same bytes.
"""
import argparse
import json
import random

SYLLABLES = "bar ken dol mir tas ven hul ros gal pim sor tev lan dru fen kol wes nar bel ost".split()
SORTS = ("earnings", "figures", "weather", "grants", "match", "jobs")
KEYS = {
    "earnings": "firm firm2 city person quarter sum sum2 percent percent2 date",
    "figures": "week sum sum2 percent percent2 port date person place count",
    "weather": "place place2 place3 date degree degree2 count count2 river person",
    "grants": "town county sum person brigade date count college place program",
    "match": "team team2 person person2 person3 score ground date count place",
    "jobs": "firm post person sum city date count place phone street",
}
OPENINGS = {
    "earnings": "{firm} of {city} said on {date} that it earned {sum} in the {quarter} quarter, {percent} percent more than a year before.",
    "figures": "Traffic through the harbour of {port} came to {sum} tonnes in week {week}, the port office said on {date}.",
    "weather": "The weather office expects {degree} degrees at {place} on {date}, with showers over {place2} by evening.",
    "grants": "Governor {person} announced on {date} that {town} in {county} will receive {sum} for the {brigade} fire brigade.",
    "match": "{team} beat {team2} {score} at {ground} on {date}, with {person} deciding the match.",
    "jobs": "{firm} of {city} seeks a {post} from {date}, at {sum} crowns a month.",
}
BODIES = {
    "earnings": "Sales rose to {sum2}, and the chairman, {person}, spoke of a steady year. | The branch taken over from {firm2} added {percent2} percent to sales.",
    "figures": "Grain made up {percent} percent of it and timber {percent2} percent. | Some {count} ships were cleared, most of them for {place}, harbour master {person} said.",
    "weather": "Nights will be cooler, near {degree2} degrees in the hills above {place3}. | Gusts of {count} kilometres are possible along the {river}, forecaster {person} said. | About {count2} millimetres of rain have fallen this month.",
    "grants": "The money comes from the {program} programme and pays for {count} sets of clothing. | A further course will be held at {college}, near {place}.",
    "match": "{person2} had put the hosts ahead, and {person3} missed from close range. | A crowd of {count} watched, many of them from {place}.",
    "jobs": "The office stands in {street}, and {count} people work there. | Letters go to {person} in {place}, or by telephone to {phone}.",
}
NOUNS = "board harbour district council company workers office region report service bridge market season valley railway owners records library station winter".split()
VERBS = "expects keeps follows describes allows brings considers supports delays answers completes examines improves prepares publishes".split()
ADJECTIVES = "steady former narrow public northern careful quiet annual larger local patient modest regular broad early".split()
ENDS = "before the end of the year;as in former years;under the rules now in force;with the help of volunteers;after a long discussion;without further cost to the town;in spite of the bad roads;since the old contract ran out".split(";")


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def name(self):
        return "".join(self.r.sample(SYLLABLES, self.r.choice((2, 2, 3)))).capitalize()

    def value(self, key):
        r, kind = self.r, key.rstrip("123")
        if kind == "person":
            return self.name() + " " + self.name()
        if kind == "date":
            months = "January March April June July September October November".split()
            return f"{r.randint(1, 28)} {r.choice(months)}"
        if kind == "sum":
            return f"{r.randint(11, 980)},{r.randint(100, 999)}"
        if kind == "phone":
            return f"{r.randint(100, 999)} {r.randint(1000, 9999)}"
        if kind == "score":
            return f"{r.randint(1, 6)}-{r.randint(0, 5)}"
        if kind == "percent":
            return f"{r.randint(1, 60)}.{r.randint(1, 9)}"
        if kind == "quarter":
            return r.choice(("first", "second", "third", "fourth"))
        if kind in ("week", "degree"):
            return str(r.randint(10, 52))
        if kind == "count":
            return str(r.randint(20, 9000))
        if kind == "post":
            return r.choice(NOUNS) + " clerk"
        return self.name()

    def sentence(self):
        r = self.r
        return (
            f"The {r.choice(ADJECTIVES)} {r.choice(NOUNS)} {r.choice(VERBS)} the {r.choice(ADJECTIVES)} "
            f"{r.choice(NOUNS)} of the {r.choice(NOUNS)} and {r.choice(VERBS)} a {r.choice(ADJECTIVES)} "
            f"{r.choice(NOUNS)} {r.choice(ENDS)}.")

    def family(self, sort, size, slots):
        """Items that differ in so many slots; the template's own words are new for each family."""
        keys = KEYS[sort].split()
        fixed = {key: self.value(key) for key in keys}
        parts = [OPENINGS[sort]]
        for body in BODIES[sort].split(" | "):
            parts += [self.sentence(), body, self.sentence(), self.sentence()]
        # The opening speaks of what an item is about, so its slots are the first to differ.
        order = sorted(keys, key=lambda key: ("{%s}" % key not in OPENINGS[sort], self.r.random()))
        for _ in range(size):
            values = dict(fixed, **{key: self.value(key) for key in order[:slots]})
            yield " ".join(parts).format(**values)

    def story(self):
        """Paragraphs with names and numbers of their own."""
        r, who = self.r, [self.name() + " " + self.name() for _ in range(3)]
        where, numbers = [self.name() for _ in range(3)], [r.randint(12, 90) for _ in range(3)]
        lead = (
            f"At least {numbers[0]} people were hurt when a ferry struck the pier of {where[0]}, officials said. "
            f"{who[0]}, who leads the rescue, put the damage at {numbers[1]},000 crowns.")
        paragraphs = [lead]
        for index in range(6):
            paragraphs.append(" ".join([
                self.sentence(), f"{r.choice(who)} said so in {r.choice(where)}, {self.sentence()[4:]}",
                self.sentence(), f"In {where[index % 3]} {numbers[2] + index} houses were without light."]))
        return f"Ferry strikes pier in {where[0]}", paragraphs, who, where, numbers

    def version(self, story, sort):
        r = self.r
        head, paragraphs, who, where, numbers = story
        paragraphs = list(paragraphs)
        if sort == "toll":
            paragraphs[0] = paragraphs[0].replace(
                f"least {numbers[0]}", f"least {numbers[0] + r.randint(1, 30)}")
        if sort == "sum":
            paragraphs[0] = paragraphs[0].replace(
                f"{numbers[1]},000", f"{numbers[1] + r.randint(5, 50)},000")
        if sort == "lead":
            paragraphs[0] = (
                f"Divers searched the water off {where[0]} on Monday after a ferry ran into the pier. "
                + paragraphs[0])
        if sort == "headline":
            head = f"{numbers[0]} hurt as ferry hits pier, {self.name()} calls for inquiry"
        if sort == "longer":
            paragraphs += [" ".join(self.sentence() for _ in range(3)) for _ in range(4)]
        text = head + "\n" + "\n".join(paragraphs)
        if sort == "corrected":
            text = text.replace(who[0], self.name() + " " + who[0].split()[1])
        if sort == "coreference":
            words = text.split(" ")
            for place in r.sample(range(len(words)), len(words) // 15):
                words[place] = r.choice(who + where)
            text = " ".join(words)
        return text


VERSIONS = ("toll", "sum", "lead", "headline", "longer", "corrected", "coreference")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    a.add_argument("--out", required=True)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--families", type=int, default=12, help="of each size and number of slots")
    a.add_argument("--stories", type=int, default=80, help="for each number of versions")
    o = a.parse_args()
    maker, rows, cluster = Maker(o.seed), [], 0
    for size in (2, 3, 5, 10, 30):
        for slots in (2, 4, 6, 10):
            for number in range(o.families):
                for text in maker.family(SORTS[number % len(SORTS)], size, slots):
                    rows.append((text, {
                        "cluster": cluster, "sort": "template", "size": size, "slots": slots,
                        "family": f"{size}-{slots}-{number}"}))
                    cluster += 1
    for size in (2, 3, 5):
        for _ in range(o.stories):
            story = maker.story()
            sorts = ["first"] + [maker.r.choice(VERSIONS) for _ in range(size - 1)]
            for sort in sorts:
                rows.append((maker.version(story, sort), {
                    "cluster": cluster, "sort": sort, "size": size, "slots": 0}))
            cluster += 1
    maker.r.shuffle(rows)
    with open(o.out + ".jsonl", "w") as pile, open(o.out + ".truth.jsonl", "w") as truth:
        for number, (text, known) in enumerate(rows):
            name = f"f{number:06d}"
            pile.write(json.dumps({"id": name, "text": text}) + "\n")
            truth.write(json.dumps({"id": name, **known}) + "\n")


if __name__ == "__main__":
    main()
