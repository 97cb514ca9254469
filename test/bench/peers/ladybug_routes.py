"""The routes by which data goes abroad, and the people of each, by LadybugDB.

python ladybug_routes.py CASE ANSWER

A node is a processor as one person's data sees it (a stop), a relationship a transfer of that person: so a walk never
leaves the person, and a path of distinct stops is one of distinct processors. Of the transfers between two stops only
the earliest that may follow matters, so each hop keeps the earliest arrival.
"""

import sys
import tempfile
from pathlib import Path

import ladybug

from answer import Clock

MAX_HOPS = 4
BUFFER_POOL = 3_000_000_000

SCHEMA = (
    "CREATE NODE TABLE Stop (id STRING PRIMARY KEY, processor STRING, home BOOL)",
    "CREATE REL TABLE Sent (FROM Stop TO Stop, at TIMESTAMP)",
    "CREATE NODE TABLE Processor (id STRING PRIMARY KEY, jurisdiction STRING)",
)


def copies(case: Path) -> tuple[str, ...]:
    """What loads the registers and the log of a case."""
    log = f"LOAD FROM '{(case / 'transfers' / 'log.csv').as_posix()}' (header = true)"
    return (
        f"COPY Processor FROM '{(case / 'processors.csv').as_posix()}' (header = true)",
        f"COPY Stop FROM ({log} UNWIND [sender, recipient] AS p WITH DISTINCT user_id, p "
        "MATCH (q:Processor) WHERE q.id = p "
        "RETURN user_id + ' ' + p, p, q.jurisdiction = 'KR')",
        f"COPY Sent FROM ({log} RETURN user_id + ' ' + sender, user_id + ' ' + recipient, CAST(at AS TIMESTAMP))",
    )


def question(hops: int) -> str:
    """The routes of so many hops."""
    text = "MATCH (s0:Stop)-[x:Sent]->(s1:Stop) WHERE s0.home WITH s0, s1, min(x.at) AS arrived"
    for i in range(1, hops):
        distinct = " AND ".join(f"id(s{j}) <> id(s{i + 1})" for j in range(i))
        stops = ", ".join(f"s{j}" for j in range(i + 2))
        text += (
            f" MATCH (s{i})-[x:Sent]->(s{i + 1}:Stop) WHERE x.at >= arrived AND {distinct}"
            f" WITH {stops}, min(x.at) AS arrived"
        )
    names = ", ".join(f"s{j}.processor" for j in range(hops + 1))
    return f"{text} WHERE NOT s{hops}.home RETURN {names}, count(*)"


def main() -> None:
    case, answer = Path(sys.argv[1]), Path(sys.argv[2])
    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="wayleave-bench-") as dir:
        db = ladybug.Database(str(Path(dir) / "peer.lbug"), buffer_pool_size=BUFFER_POOL)
        connection = ladybug.Connection(db)
        for statement in (*SCHEMA, *copies(case)):
            connection.execute(statement)
        clock.loaded()
        people = {}
        for hops in range(1, MAX_HOPS + 1):
            for *route, count in connection.execute(question(hops)).get_all():
                people[" > ".join(route)] = count
        clock.write(answer, people)
        connection.close()
        db.close()


main()
