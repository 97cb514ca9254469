"""The driver of `wayleave analyze --engine spark`: does what the program at home asks for, with Spark.

It connects to the program over a loopback socket (WAYLEAVE_SPARK_PORT, WAYLEAVE_SPARK_TOKEN), says that it is ready, then
answers one request after the other, each a line of JSON: {"op", ...} with one {"event": "done", ...} or "failed", and any
number of "progress" before it. It ends when the socket does.

All that is known of logs, law and trails is known by the worker, a program that `mapper` runs beside Spark. What goes to
a worker and what it answers with are files in a folder of the task.
"""
import json
import os
import socket
import sys
import threading
import time

from pyspark import StorageLevel
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

ANSWER = "part int, name string, bytes binary"
# Rows of the logs that are accepted so far, beside what a task answers with.
ROWS = ANSWER + (
    ", user_id string, route int, notice int, file int, row bigint, at double, until double, expires double, record_id string"
)
# What of an answer fits the driver's memory at once; beyond it, it comes partition by partition.
AT_ONCE = 64_000_000


def mapper(mode, worker, job):
    """A function for mapInArrow that hands a partition to the worker and yields what it answers with.

    mode   -- what the worker is to do: read, duplicates or walk
    worker -- how it is started: "command", "root" (folder of the program) or "archive" (name of its archive)
    job    -- a broadcast variable: the same bytes for every task
    """

    def run(batches):
        import os
        import random
        import shutil
        import socket
        import subprocess
        import tempfile

        import pyarrow as pa
        import pyarrow.parquet as pq
        from pyspark import SparkFiles, TaskContext

        number = TaskContext.get().partitionId()
        scratch = [d for d in os.environ.get("SPARK_LOCAL_DIRS", "").split(",") if os.path.isdir(d)]
        folder = tempfile.mkdtemp(prefix="wayleave-", dir=random.choice(scratch) if scratch else None)
        try:
            with open(os.path.join(folder, "job"), "wb") as file:
                file.write(job.value)
            writer = None
            for batch in batches:
                if mode != "read":
                    writer = writer or pq.ParquetWriter(os.path.join(folder, "in.parquet"), batch.schema)
                    writer.write_batch(batch)
            if writer is not None:
                writer.close()
            elif mode != "read":
                return

            root = SparkFiles.get(worker["archive"]) if worker["archive"] else worker["root"]
            node = worker["node"] or os.path.join(root, "bin", "node.exe" if os.name == "nt" else "node")
            main = os.path.join(root, "dist", "src", "spark", "worker.js")
            for needed in (node, main):
                if not os.path.exists(needed):
                    raise RuntimeError(
                        'WAYLEAVE-ERROR {"code": "SPARK_FAILED", "message": "there is no worker at %s on %s", '
                        '"advice": "Make an archive with wayleave spark-archive, and name it with --spark-archive."}\n'
                        % (needed.replace("\\", "/"), socket.gethostname())
                    )
            if worker["archive"] and not os.access(node, os.X_OK):
                os.chmod(node, 0o755)  # Unpacking a zip may lose it.
            out = os.path.join(folder, "out")
            os.mkdir(out)
            # Its standard input stays open as long as this task lives: so it ends when the task is killed.
            with open(os.path.join(folder, "log"), "w+b") as log:
                done = subprocess.Popen(
                    [node, "--max-old-space-size=%d" % worker["heap"], main, mode, folder, str(number)],
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=log,
                )
                try:
                    status = done.wait()
                finally:
                    done.kill()
                if status != 0:
                    log.seek(max(0, log.tell() - 8000))
                    text = log.read().decode("utf-8", "replace")
                    raise RuntimeError("the worker on %s ended with %s\n%s\n" % (socket.gethostname(), status, text))

            for name in sorted(os.listdir(out)):
                path = os.path.join(out, name)
                if name == "rows.parquet":
                    with pq.ParquetFile(path) as rows:
                        yield from rows.iter_batches(batch_size=20_000)
                    continue
                with open(path, "rb") as file:
                    while chunk := file.read(4_000_000):
                        answer = {
                            "part": pa.array([number], pa.int32()),
                            "name": pa.array([name], pa.string()),
                            "bytes": pa.array([chunk], pa.binary()),
                        }
                        if mode == "read":
                            answer.update(
                                user_id=pa.nulls(1, pa.string()),
                                route=pa.nulls(1, pa.int32()),
                                notice=pa.nulls(1, pa.int32()),
                                file=pa.nulls(1, pa.int32()),
                                row=pa.nulls(1, pa.int64()),
                                at=pa.nulls(1, pa.float64()),
                                until=pa.nulls(1, pa.float64()),
                                expires=pa.nulls(1, pa.float64()),
                                record_id=pa.nulls(1, pa.string()),
                            )
                        yield pa.RecordBatch.from_pydict(answer)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return run


class Analysis:
    """The data of one analysis on the cluster: what was read of its logs, and what is known of it since."""

    def __init__(self, spark):
        self.spark = spark
        self.kept = []
        self.rows = None
        self.routes = None
        self.repeated = None

    def keep(self, frame):
        self.kept.append(frame)
        return frame.persist(StorageLevel.DISK_ONLY)

    def job(self, request):
        with open(request["job"], "rb") as file:
            return self.spark.sparkContext.broadcast(file.read())

    def bring(self, frame, out):
        """Computes a frame and writes the answers in it to files of a folder here, one for each part and name."""
        total = frame.agg(F.sum(F.length("bytes"))).first()[0] or 0
        answers = frame.where("bytes IS NOT NULL").select("part", "name", "bytes")
        for part, name, piece in answers.collect() if total <= AT_ONCE else answers.toLocalIterator(True):
            with open(os.path.join(out, "%d.%s" % (part, name)), "ab") as file:
                file.write(piece)
        return total

    def read(self, request):
        """Reads the logs: the rows stay with the executors, answers come home."""
        parts = self.spark.range(0, request["parts"], 1, request["parts"])
        self.rows = self.keep(parts.mapInArrow(mapper("read", request["worker"], self.job(request)), ROWS))
        return {"bytes": self.bring(self.rows, request["out"])}

    def number(self, request):
        """Takes the numbers of routes over all parts: [part, its route, number]."""
        rows = [tuple(r) for r in request["routes"]]
        self.routes = F.broadcast(self.spark.createDataFrame(rows, "part int, route int, number int"))
        return {}

    def duplicates(self, request):
        """Finds the rows that repeat the record_id of an earlier row; the worker answers with what is rejected."""
        named = self.rows.where("record_id IS NOT NULL").select(
            "part", "file", "row", "route", "at", "record_id", F.xxhash64("record_id").alias("h")
        )
        # Hashes are cheap to shuffle, and nearly all of them occur once.
        several = self.keep(named.groupBy("h").agg(F.count("*").alias("n")).where("n > 1").select("h"))
        if several.count() == 0:
            return {"found": 0}
        nth = F.row_number().over(Window.partitionBy("record_id").orderBy("file", "row"))
        found = named.join(several, "h", "left_semi").withColumn("nth", nth).where("nth > 1").drop("h", "nth")
        self.repeated = self.keep(found)
        count = found.count()
        dealt = found.repartition(min(request["parts"], count), "part")
        answers = self.keep(dealt.mapInArrow(mapper("duplicates", request["worker"], self.job(request)), ANSWER))
        self.bring(answers, request["out"])
        return {"found": count}

    def transfers(self):
        """Accepted transfers with the number of their route."""
        rows = self.rows.where("route IS NOT NULL").join(self.routes, ["part", "route"])
        return rows if self.repeated is None else rows.join(self.repeated.select("file", "row"), ["file", "row"], "left_anti")

    def counted(self, request):
        """Brings home who had transfers of some routes, and when."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        wanted = self.transfers().where(F.col("number").isin(request["routes"])).select("number", "user_id", "at").distinct()
        schema = pa.schema([("route", pa.int32()), ("user_id", pa.string()), ("at", pa.float64())])
        with pq.ParquetWriter(os.path.join(request["out"], "counted.parquet"), schema) as writer:
            rows = []

            def flush():
                writer.write_table(pa.table([pa.array(c, f.type) for c, f in zip(zip(*rows), schema)], schema=schema))
                rows.clear()

            for row in wanted.toLocalIterator(True):
                rows.append(row)
                if len(rows) == 100_000:
                    flush()
            if rows:
                flush()
        return {}

    def walk(self, request):
        """Deals accepted rows into shards by person, and has every shard walked."""
        within = self.transfers()
        if request["from"] is not None:
            within = within.where(F.col("at") >= float(request["from"]))
        if request["until"] is not None:
            within = within.where(F.col("at") < float(request["until"]))
        file, row = F.col("file").cast("long"), F.col("row")
        code = F.col("number").cast("long") * request["place"] + file * request["fileUnit"] + row
        none = F.lit(None).cast("double")
        transfers = within.select(
            "user_id", F.lit(None).cast("int").alias("notice"), "at", none.alias("until"), none.alias("expires"), code.alias("code")
        )
        consents = self.rows.where("notice IS NOT NULL").select(
            "user_id", "notice", "at", "until", "expires", F.lit(None).cast("long").alias("code")
        )
        dealt = transfers.union(consents).repartition(request["shards"], "user_id")
        answers = self.keep(dealt.mapInArrow(mapper("walk", request["worker"], self.job(request)), ANSWER))
        return {"bytes": self.bring(answers, request["out"])}

    def forget(self, _request):
        for frame in self.kept:
            frame.unpersist()
        self.__init__(self.spark)
        return {}


def watch(tracker, say, ended):
    """Says how many tasks are done, while there are any, until the request is answered."""
    told = None
    while not ended.wait(0.25):
        stages = [tracker.getStageInfo(s) for s in tracker.getActiveStageIds()]
        counts = [(s.numCompletedTasks, s.numTasks, s.numActiveTasks) for s in stages if s]
        if counts:
            now = tuple(sum(c) for c in zip(*counts))
            if now != told:
                told = now
                say({"event": "progress", "done": now[0], "total": now[1], "active": now[2]})


def explain(error):
    """What went wrong: the error of a worker where one says so, else the last that Spark says."""
    text = str(error)
    mark = "WAYLEAVE-ERROR "
    if mark in text:
        return {"error": json.JSONDecoder().raw_decode(text[text.index(mark) + len(mark) :])[0]}
    return {"message": text}


def main():
    home = socket.create_connection(("127.0.0.1", int(os.environ["WAYLEAVE_SPARK_PORT"])))
    lines = home.makefile("r", encoding="utf-8")
    speaking = threading.Lock()

    def say(message):
        with speaking:
            home.sendall((json.dumps(message) + "\n").encode())

    say({"token": os.environ.pop("WAYLEAVE_SPARK_TOKEN")})
    requests = []
    arrived = threading.Condition()

    def listen():
        for line in lines:
            with arrived:
                requests.append(json.loads(line))
                arrived.notify()
        # Nobody is at home any more: whatever runs is of no use.
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    try:
        import pandas  # noqa: F401 mapInArrow asks for both
        import pyarrow  # noqa: F401

        spark = SparkSession.builder.getOrCreate()
    except Exception as error:  # noqa: BLE001 whatever it is, it is told at home
        say({"event": "failed", "message": "%s: %s" % (type(error).__name__, error)})
        time.sleep(1)
        return 1
    context = spark.sparkContext
    say({"event": "ready", "ui": context.uiWebUrl, "parallelism": context.defaultParallelism})
    analysis = Analysis(spark)
    while True:
        with arrived:
            while not requests:
                arrived.wait()
            request = requests.pop(0)
        if request["op"] == "end":
            spark.stop()
            return 0
        ended = threading.Event()
        watcher = threading.Thread(target=watch, args=(context.statusTracker(), say, ended), daemon=True)
        watcher.start()
        try:
            answer = {"event": "done", **getattr(analysis, request["op"])(request)}
        except Exception as error:  # noqa: BLE001
            answer = {"event": "failed", **explain(error)}
        ended.set()
        watcher.join()
        say(answer)


if __name__ == "__main__":
    sys.exit(main())
