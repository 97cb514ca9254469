"""The routes by which data goes abroad, and the people of each, by rustworkx and Polars.

python rustworkx_routes.py CASE ANSWER

A node is a processor as one person's data sees it (a stop); an edge carries the times at which that person's data was
sent from one to the other. rustworkx enumerates the simple paths on all cores; each is then walked once, taking the
earliest transfer that may follow. People are dealt into batches, so that not all paths are in memory at once.
"""

import sys
from bisect import bisect_left
from collections import Counter
from pathlib import Path

import polars as pl
import rustworkx as rx

from answer import Clock

MAX_HOPS = 4
BATCH = 10_000


def read(case: Path) -> tuple[pl.DataFrame, list[str], list[bool]]:
    """Transfers as numbers (person, at, sender, recipient), the names of processors, and which are at home."""
    processors = pl.read_csv(case / "processors.csv")
    ids = pl.Enum(processors["id"])
    transfers = (
        pl.scan_csv(case / "transfers" / "log.csv", schema_overrides={"sender": ids, "recipient": ids})
        .select(
            person=pl.col("user_id").rank("dense") - 1,
            at=pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%S%.3fZ").dt.epoch("ms"),
            sender=pl.col("sender").to_physical().cast(pl.Int64),
            recipient=pl.col("recipient").to_physical().cast(pl.Int64),
        )
        .collect()
    )
    return transfers, processors["id"].to_list(), (processors["jurisdiction"] == "KR").to_list()


def routes(transfers: pl.DataFrame, home: list[bool], people: Counter) -> None:
    """Adds the people of each route to `people`, for the transfers of some persons."""
    width = len(home)
    edges = (
        transfers.with_columns(
            a=pl.col("person").cast(pl.Int64) * width + pl.col("sender"),
            b=pl.col("person").cast(pl.Int64) * width + pl.col("recipient"),
        )
        .group_by("a", "b")
        .agg(pl.col("at").sort())
    )
    stops = pl.concat([edges["a"], edges["b"]]).unique().sort()
    number = pl.DataFrame({"stop": stops, "n": pl.int_range(len(stops), eager=True)})
    a = edges.select(stop="a").join(number, on="stop", how="left", maintain_order="left")["n"]
    b = edges.select(stop="b").join(number, on="stop", how="left", maintain_order="left")["n"]
    graph = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(len(stops)))
    times = dict(zip(zip(a.to_list(), b.to_list()), edges["at"].to_list()))
    graph.add_edges_from_no_data(list(times))
    processor = (stops % width).to_list()
    # A path of k hops has k + 1 nodes.
    found = rx.digraph_all_pairs_all_simple_paths(graph, cutoff=MAX_HOPS + 1)
    for source, targets in found.items():
        if not home[processor[source]]:
            continue
        for target, paths in targets.items():
            if home[processor[target]]:
                continue
            for path in paths:
                if in_order(path, times):
                    people[tuple(processor[stop] for stop in path)] += 1


def in_order(path: list[int], times: dict[tuple[int, int], list[int]]) -> bool:
    """Whether some transfer of each hop is no earlier than one of the hop before."""
    arrived = 0
    for i in range(len(path) - 1):
        sent = times[path[i], path[i + 1]]
        next = bisect_left(sent, arrived)
        if next == len(sent):
            return False
        arrived = sent[next]
    return True


def main() -> None:
    case, answer = Path(sys.argv[1]), Path(sys.argv[2])
    clock = Clock()
    transfers, names, home = read(case)
    clock.loaded()
    people: Counter = Counter()
    for _, batch in transfers.with_columns(batch=pl.col("person") // BATCH).group_by("batch"):
        routes(batch, home, people)
    clock.write(answer, {" > ".join(names[p] for p in route): count for route, count in people.items()})


main()
