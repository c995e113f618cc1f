"""Settling: groups of texts that hang together become clusters, links, and a copy to keep."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Iterator

import numpy as np

from .. import _library
from . import _packing as packing
from ._mail import Mail, Message
from ._plan import Plan, by_value
from ._votes import Household

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_ROWS = 2000
_MEMBER = ("id", "text", "published", "position", "node", "evidence", "root")


class Groups:
    """From rows of (node, root, home, settled) a message to each home: where its texts are settled."""

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            node, root, home, settled = (
                batch[name].to_numpy().astype(np.int64)
                for name in ("node", "root", "home", "settled")
            )
            rows = [
                (to, packing.squeeze(packing.pack(node[places], root[places], settled[places])))
                for to, places in by_value(home)
            ]
            to, data = zip(*rows) if rows else ((), ())
            yield pa.record_batch(
                {
                    "to": pa.array(to, pa.int32()),
                    "kind": pa.array(["group"] * len(to), pa.string()),
                    "sender": pa.array([0] * len(to), pa.int32()),
                    "data": pa.array(data, pa.binary()),
                }
            )


class _Members:
    """The texts that live at a home, each with the root of its group and where that is settled."""

    def __init__(self, plan: Plan, house: Household, home: int, groups: list[bytes]) -> None:
        import pyarrow as pa

        lives = house.table["at_home"].combine_chunks()
        table = house.table.filter(lives)
        node = table["node"].to_numpy()
        (known,) = (packing.unpack_tables([plan.kept("weights", home)["evidence"]]),)
        assert known is not None
        at = np.searchsorted(known["node"].to_numpy(), node)
        # An equal of a text lives where that does; so its evidence is here too.
        evidence = known["evidence"].combine_chunks().take(pa.array(at))

        self.root = node.copy()
        self.settled = np.full(len(node), home, np.int64)
        if groups:
            nodes, roots, homes = (
                np.concatenate(columns).astype(np.int64)
                for columns in zip(*(packing.unpack(data) for data in groups))
            )
            order = np.argsort(nodes, kind="stable")
            nodes, roots, homes = nodes[order], roots[order], homes[order]
            place, found = packing.found(node, nodes)
            self.root[found], self.settled[found] = roots[place[found]], homes[place[found]]
            self.is_grouped = found
        else:
            self.is_grouped = np.zeros(len(node), bool)
        self.is_alone = ~self.is_grouped & (table["copies"].to_numpy() == 1)
        self.table = (
            table.append_column("evidence", evidence)
            .append_column("root", pa.array(self.root))
            .select(_MEMBER)
        )
        a, b = (nodes.astype(np.int64) for nodes in packing.unpack(plan.kept("votes", home)["chained"]))
        self.pairs = a, b
        by_node = np.argsort(node, kind="stable")
        # Pairs lie at the home of the later text.
        self.pair_settled = self.settled[by_node][np.searchsorted(node[by_node], a)]


class Gather:
    """Each home: the texts whose groups are settled elsewhere go there."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        import pyarrow as pa

        groups = [data for _, data in mail["group"]]
        yield Message(mail.part, "groups", packing.pack_list(groups), is_kept=True)
        house = Household.at(self.plan, mail.part) if groups else None
        if house is None:
            return
        members = _Members(self.plan, house, mail.part, groups)
        for to, places in by_value(members.settled):
            if to != mail.part:
                yield Message(to, "members", packing.pack_table(members.table.take(pa.array(places))))
        for to, places in by_value(members.pair_settled):
            if to != mail.part:
                a, b = members.pairs
                yield Message(to, "partners", packing.pack(a[places], b[places]))


class Settle:
    """Each home: the groups that are settled there, as the lines that `find` writes."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        import pyarrow as pa

        plan = self.plan
        parts = [packing.unpack_tables([data]) for _, data in mail["members"]]
        pairs = [packing.unpack(data) for _, data in mail["partners"]]
        house = Household.at(plan, mail.part)
        if house is not None:
            groups = packing.unpack_list(plan.kept("gathering", mail.part)["groups"])
            members = _Members(plan, house, mail.part, groups)
            here = (members.settled == mail.part) & ~members.is_alone
            parts.append(members.table.filter(pa.array(here)))
            own = members.pair_settled == mail.part
            pairs.append([column[own] for column in members.pairs])
            ids = members.table["id"].filter(pa.array(members.is_alone)).to_pylist()
            yield _lines(mail.part, "kept", ["keep"] * len(ids), [kept_line(one) for one in ids])
        tables = [table for table in parts if table is not None and table.num_rows]
        if not tables:
            return
        table = pa.concat_tables(tables)
        # Groups one after another, and the texts of each in the order they were read, or else by id.
        table = table.sort_by(
            [("root", "ascending"), ("position", "ascending"), ("id", "ascending")]
        ).combine_chunks()
        a, b = (np.concatenate(columns).astype(np.int64) for columns in zip(*pairs))
        begins = packing.groups(table["root"].to_numpy())
        ends = np.append(begins[1:], table.num_rows)
        start = 0
        for number, (stop, end) in enumerate(zip(ends, np.append(ends[1:], ends[-1]))):
            if end - start > _MOST_ROWS or number == len(ends) - 1:
                yield self._settled(mail.part, number, table.slice(start, stop - start), a, b)
                start = stop

    def _settled(
        self, part: int, number: int, table: pa.Table, a: np.ndarray, b: np.ndarray
    ) -> Message:
        import pyarrow as pa

        node, root = table["node"].to_numpy(), table["root"].to_numpy()
        nodes, first = np.unique(node, return_index=True)
        places = [np.minimum(np.searchsorted(nodes, side), len(nodes) - 1) for side in (a, b)]
        inside = (nodes[places[0]] == a) & (nodes[places[1]] == b)
        rows = [first[place[inside]] for place in places]
        together = root[rows[0]] == root[rows[1]]
        ours, theirs = rows[0][together], rows[1][together]
        order = np.lexsort((theirs, ours))
        counts = np.bincount(ours, minlength=table.num_rows)
        batch = pa.record_batch(
            {
                **{
                    name: table[name].combine_chunks()
                    for name in ("id", "text", "published", "evidence")
                },
                "partners": pa.ListArray.from_arrays(
                    pa.array(packing.lists(counts), pa.int32()),
                    pa.array(theirs[order].astype(np.int32)),
                ),
            }
        )
        plan = self.plan
        lines = _library.call("truecopy_settle", batch, plan.gram_bits, plan.keep.encode(), 1)
        return _lines(part, f"{number:09}", lines["file"], lines["line"])


def _lines(part: int, name: str, file: Any, line: Any) -> Message:
    import pyarrow as pa

    table = pa.table({"file": pa.array(file, pa.string()), "line": pa.array(line, pa.string())})
    return Message(part, name, packing.pack_table(table), is_kept=True)


def kept_line(name: str) -> str:
    """A line of keep.jsonl."""
    return json.dumps({"id": name}, ensure_ascii=False, separators=(",", ":"))


def lines_of(batches: Iterator[Any]) -> Iterator[Any]:
    """The rows of what was packed: of ids that stand alone, or of lines."""
    import pyarrow as pa

    for batch in batches:
        for data in batch["data"]:
            table = packing.unpack_tables([data.as_py()])
            assert table is not None
            if "id" in table.schema.names:
                ids = table["id"].to_pylist()
                table = pa.table(
                    {
                        "file": pa.array(["keep"] * len(ids), pa.string()),
                        "line": pa.array([kept_line(one) for one in ids], pa.string()),
                    }
                )
            yield from table.to_batches()
