"""The people whose data reaches a processor abroad from each one at home, by Raphtory.

python raphtory_reach.py CASE ANSWER

Raphtory tells which nodes a time-respecting walk reaches, not by which routes. A node is a processor as one person's
data sees it, so that one sweep of an origin answers for many persons. Its walks must move forward in time, by a strict
order; a person's transfers never share an instant here.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import polars as pl
from raphtory import Graph
from raphtory.algorithms import temporally_reachable_nodes

from answer import Clock


# Walks are as long as they get.
MAX_HOPS = 1000
# One sweep over all persons takes time that grows with the square of their number; a graph for so many of them does not.
BATCH = 1000


def stop(column: str) -> pl.Expr:
    """A processor as one person's data sees it."""
    return pl.concat_str("user_id", pl.lit(" "), column)


def reached(log: pl.DataFrame, origins: list[str], states: Path) -> Counter:
    """The people of each origin and processor, for the transfers of some persons."""
    graph = Graph()
    graph.load_edges(log, time="at", src="a", dst="b")
    people: Counter = Counter()
    for origin in origins:
        seeds = log.filter(pl.col("sender") == origin)["a"].unique().to_list()
        # Raphtory hands nodes over in a file a hundred times faster than one by one.
        temporally_reachable_nodes(graph, MAX_HOPS, 0, seeds).to_parquet(str(states))
        counts = (
            pl.read_parquet(states)
            .filter(pl.col("reachable_nodes").list.len() > 0)
            .group_by(processor=pl.col("id").str.split(" ").list.last())
            .len()
        )
        people.update({(origin, processor): count for processor, count in counts.iter_rows()})
    return people


def main() -> None:
    case, answer = Path(sys.argv[1]), Path(sys.argv[2])
    clock = Clock()
    processors = pl.read_csv(case / "processors.csv")
    home = processors.filter(pl.col("jurisdiction") == "KR")["id"].to_list()
    log = pl.read_csv(case / "transfers" / "log.csv", columns=["at", "user_id", "sender", "recipient"]).select(
        "sender",
        batch=pl.col("user_id").rank("dense") // BATCH,
        at=pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%S%.3fZ"),
        a=stop("sender"),
        b=stop("recipient"),
    )
    clock.loaded()
    people: Counter = Counter()
    with tempfile.TemporaryDirectory(prefix="wayleave-bench-") as dir:
        for batch in log.partition_by("batch", include_key=False):
            people.update(reached(batch, home, Path(dir) / "reached.parquet"))
    abroad = {f"{origin} > {place}": n for (origin, place), n in people.items() if place not in home}
    clock.write(answer, abroad)


main()
