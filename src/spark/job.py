"""The driver of `wayleave analyze --engine spark`: does what the program at home asks for, with Spark.

It connects to the program over a loopback socket (WAYLEAVE_SPARK_PORT, WAYLEAVE_SPARK_TOKEN), says that it is ready, then
answers one request after the other, each a line of JSON: {"op", ...} with one {"event": "done", ...} or "failed", and any
number of "progress" before it. It ends when the socket does.

All that is known of logs, law and trails is known by the worker, a program that `mapper` runs beside Spark. What goes to
a worker and what it answers with are files in a folder of the task.
"""
import functools
import json
import os
import random
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark import SparkConf, SparkContext, StorageLevel
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

ANSWER = "part int, name string, bytes binary"
# Rows of the logs that are accepted so far, beside what a task answers with.
ROWS = ANSWER + (
    ", user_id string, route int, notice int, file int, row bigint, at double, until double, expires double, record_id string"
)
# The types of those columns as Arrow has them.
ARROW = {"int": "int32", "bigint": "int64", "double": "float64", "string": "string", "binary": "binary"}
# What of an answer fits the driver's memory at once; beyond it, it comes partition by partition.
AT_ONCE = 64_000_000
# Files at addresses come to a task in lines or, those that Spark would decompress, in pieces of so many bytes; so many at a time.
PIECE = 16_384
PIECES = 1_000
# What Spark tells of the file that a row comes from.
TOLD = (
    "_metadata.file_path AS address",
    "_metadata.file_size AS size",
    "unix_millis(_metadata.file_modification_time) AS modified",
)
# The columns of a piece of a file.
PIECES_OF = ("key", "size", "modified", "start", "content", "n")
# What `string` makes of lines.
STRUNG = "key string, address string, size bigint, modified bigint, start bigint, content binary, at bigint"
# What settings of Spark say how files come to tasks.
BATCH = "spark.sql.execution.arrow.maxRecordsPerBatch"
MOST, EACH, FEWEST = ("spark.sql.files." + name for name in ("maxPartitionBytes", "openCostInBytes", "minPartitionNum"))


def fail(code, message, advice):
    """Ends what is asked for with an error of the program's own."""
    raise RuntimeError("WAYLEAVE-ERROR %s\n" % json.dumps({"code": code, "message": message, "advice": advice}))


def changed(address):
    """Says that a file is not what it was when it was looked at."""
    fail("LOG_UNREADABLE", "%s changed while it was read" % address, "Analyze again, when the file is complete.")


def check(size, modified, file):
    """Sees that a file is what it was when it was looked at. Of its time, some tell milliseconds in lists, and seconds elsewhere."""
    known = file["modified"]
    in_seconds = 0 in (modified % 1000, known % 1000)
    if size != file["size"] or (modified != known and not (in_seconds and modified // 1000 == known // 1000)):
        changed(file["address"])


class Copies:
    """The copies of files at addresses in the folder of a task, made of the pieces that come to it.

    files -- by key, what is known of each: see `mapper`
    """

    def __init__(self, files, folder):
        self.files = files
        self.folder = folder
        self.known = {}
        # By copy, how many bytes are there of those that the task needs of a file of which it has row groups.
        self.there = {}

    def put(self, pieces):
        """Adds pieces of files to their copies, and says of which parts the files are."""
        import pyarrow.compute as pc

        for key in pc.unique(pieces.column("key")).to_pylist():
            known = self.files[key]
            mine = pieces.filter(pc.equal(pieces.column("key"), key))
            check(mine.column("size")[0].as_py(), mine.column("modified")[0].as_py(), known)
            path = os.path.join(self.folder, *known["copy"].split("/"))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            content = mine.column("content").to_pylist()
            if known["comes"] == "groups":
                self.place(path, known, zip(mine.column("start").to_pylist(), content))
            else:
                between = b"" if known["comes"] == "bytes" else b"\n"
                with open(path, "ab") as copy:
                    copy.write(between if path in self.known else b"")
                    copy.write(between.join(content))
            self.known[path] = known
            yield known["part"]

    def place(self, path, known, pieces):
        """Writes pieces of a file to where they are in it: what the task does not need stays a hole."""
        with open(path, "r+b" if path in self.known else "wb") as copy:
            for start, content in pieces:
                copy.seek(start)
                copy.write(content)
                self.there[path] = self.there.get(path, 0) + needed(known, start, start + len(content))

    def complete(self):
        """Adds to copies what Spark leaves out: the end of the last line, and a mark of byte order at the beginning."""
        for path, known in self.known.items():
            if known["comes"] == "stretch":
                continue  # The worker counts its rows.
            if known["comes"] == "groups":
                if self.there[path] != needed(known, 0, known["size"]):
                    changed(known["address"])
                os.truncate(path, known["size"])  # It may have an end of the last line that the file has not.
                continue
            missing = known["size"] - os.path.getsize(path)
            if missing in (3, 4) and known["comes"] == "lines":
                shutil.move(path, path + "-")
                with open(path + "-", "rb") as rest, open(path, "wb") as copy:
                    copy.write(b"\xef\xbb\xbf")
                    shutil.copyfileobj(rest, copy)
                os.remove(path + "-")
                missing -= 3
            if missing == 1 and known["comes"] == "lines":
                with open(path, "ab") as copy:
                    copy.write(b"\n")
            elif missing:
                changed(known["address"])


def needed(known, start, end):
    """How many of the bytes between two places a task needs of a file of which it has row groups."""
    of = known["bytes"]
    ranges = ((of["from"], of["until"]), (of["end"], known["size"]))
    return sum(max(0, min(until, end) - max(first, start)) for first, until in ranges)


class Rows:
    """Rows for the worker of a task, put down in a Parquet file a good number at a time."""

    FEW = 10_000

    def __init__(self, path):
        self.path = path
        self.writer = None
        self.few = []

    def add(self, batch):
        if batch.num_rows == 0:
            return
        self.few.append(batch)
        if sum(b.num_rows for b in self.few) >= self.FEW:
            self.write()

    def write(self):
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pa.Table.from_batches(self.few)
        self.writer = self.writer or pq.ParquetWriter(self.path, table.schema)
        self.writer.write_table(table)
        self.few.clear()

    def close(self):
        """Puts down what is left; true when there was any row."""
        if self.few:
            self.write()
        if self.writer is None:
            return False
        self.writer.close()
        return True


def work(worker, mode, folder, numbers):
    """Runs the worker beside this task, on what lies in the folder; its answers are in `out` there, by number and name."""
    from pyspark import SparkFiles

    root = SparkFiles.get(worker["archive"]) if worker["archive"] else worker["root"]
    node = worker["node"] or os.path.join(root, "bin", "node.exe" if os.name == "nt" else "node")
    program = os.path.join(root, "dist", "src", "spark", "worker.js")
    for path in (node, program):
        if not os.path.exists(path):
            fail(
                "SPARK_FAILED",
                "there is no worker at %s on %s" % (path, socket.gethostname()),
                "Make an archive with wayleave spark-archive, and name it with --spark-archive.",
            )
    if worker["archive"] and not os.access(node, os.X_OK):
        os.chmod(node, 0o755)  # Unpacking a zip may lose it.
    os.mkdir(os.path.join(folder, "out"))
    heap = "--max-old-space-size=%d" % worker["heap"]
    command = [node, heap, program, mode, folder, ",".join(map(str, sorted(numbers)))]
    with open(os.path.join(folder, "log"), "w+b") as log:
        # Its standard input stays open as long as this task lives: so it ends when the task is killed.
        running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
        try:
            status = running.wait()
        finally:
            running.kill()
        if status != 0:
            log.seek(max(0, log.tell() - 8000))
            text = log.read().decode("utf-8", "replace")
            raise RuntimeError("the worker on %s ended with %s\n%s\n" % (socket.gethostname(), status, text))


def answers(out, mode):
    """What a worker answered with, in batches: rows that stay with the executors, and bytes that come home."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [(name, ARROW[kind]) for name, kind in (column.split() for column in (ROWS if mode == "read" else ANSWER).split(", "))]
    schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in columns])
    for number, name in sorted((int(n), name) for n in os.listdir(out) for name in os.listdir(os.path.join(out, n))):
        path = os.path.join(out, str(number), name)
        if name == "rows.parquet":
            with pq.ParquetFile(path) as rows:
                yield from rows.iter_batches(batch_size=20_000)
            continue
        with open(path, "rb") as file:
            while chunk := file.read(4_000_000):
                yield pa.RecordBatch.from_pylist([{"part": number, "name": name, "bytes": chunk}], schema)


def mapper(mode, worker, job, here=(), files=None):
    """A function for mapInArrow that hands a partition to the worker and yields what it answers with.

    What comes in is rows for the worker, pieces of files (where there is a "key"; those of a file follow each other), or, in
    "id", what of `here` is looked at.

    mode   -- what the worker is to do: measure, read, duplicates, walk or rows
    worker -- how it is started: "node" (or None, for that of the archive), "heap" in megabytes, and "root" (the program's folder)
              or "archive" (its archive's name)
    job    -- a broadcast variable: the same bytes for every task
    here   -- numbers of what every machine sees
    files  -- a broadcast variable: by key, the part, copy (its place in the folder), size, time of change, and how it comes
    """

    def taken(batches, copies, rows):
        """Takes in what comes to the task; the numbers under which the worker is to answer for it."""
        import pyarrow.compute as pc
        from pyspark import TaskContext

        numbers = set()
        for batch in batches:
            if files is None and mode in ("measure", "read"):
                numbers.update(here[i] for i in batch.column("id").to_pylist())
                continue
            if files is not None:
                are_pieces = pc.is_valid(batch.column("key"))
                parts = set(copies.put(batch.filter(are_pieces)))
                if mode in ("read", "rows"):
                    numbers.update(parts)
                    continue
                names = [n for n in batch.schema.names if n not in PIECES_OF]
                batch = batch.filter(pc.invert(are_pieces)).select(names)
            rows.add(batch)
        if rows.close():
            numbers.add(TaskContext.get().partitionId())
        return numbers

    def run(batches):
        scratch = [d for d in os.environ.get("SPARK_LOCAL_DIRS", "").split(",") if os.path.isdir(d)]
        folder = tempfile.mkdtemp(prefix="wayleave-", dir=random.choice(scratch) if scratch else None)
        try:
            with open(os.path.join(folder, "job"), "wb") as file:
                file.write(job.value)
            copies = Copies(files and files.value, folder)
            numbers = taken(batches, copies, Rows(os.path.join(folder, "in.parquet")))
            if not numbers:
                return
            copies.complete()
            work(worker, mode, folder, numbers)
            yield from answers(os.path.join(folder, "out"), mode)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return run


def string(batches):
    """For mapInArrow: strings lines of pieces of files together, and says at which byte of its piece each string begins."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ends = {}
    for batch in batches:
        for key in pc.unique(batch.column("key")).to_pylist():
            mine = batch.filter(pc.equal(batch.column("key"), key))
            content = b"\n".join([*mine.column("content").to_pylist(), b""])
            begin = ends.get(key, 0)
            ends[key] = begin + len(content)
            cuts = range(0, len(content), PIECE)
            of = mine.take(pa.array([0] * len(cuts)))
            columns = {name: of.column(name) for name in of.schema.names}
            columns["at"] = pa.array([begin + cut for cut in cuts], pa.int64())
            columns["content"] = pa.array([content[cut : cut + PIECE] for cut in cuts], pa.binary())
            yield pa.RecordBatch.from_pydict(columns)


class Analysis:
    """The data of one analysis on the cluster: what was read of its logs, and what is known of it since."""

    def __init__(self, spark):
        self.spark = spark
        self.kept = []
        self.passing = []
        self.accepted = None
        self.routes = None
        self.repeated = None

    def keep(self, frame):
        self.kept.append(frame)
        return frame.persist(StorageLevel.DISK_ONLY)

    def passed(self):
        """Forgets what was kept of files for one step alone."""
        for frame in self.passing:
            frame.unpersist()
        self.passing.clear()

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

    def find(self, request):
        """Looks what lies at addresses and patterns; like Spark, it passes over files that begin with _ or a dot."""
        settings = self.spark._jsc.hadoopConfiguration()
        found = {}
        for address in request["addresses"]:
            try:
                path = self.path(address)
                there = path.getFileSystem(settings).globStatus(path) or []
            except Py4JJavaError as error:
                fail(
                    "LOG_UNREADABLE",
                    "the cluster cannot look at %s: %s" % (address, error.java_exception.toString()),
                    "See that Spark is set up to read there (for s3a, that hadoop-aws is among its jars), and that it may.",
                )
            files = [s for s in there if s.isFile() and s.getPath().getName()[0] not in "._"]
            found[address] = sorted(
                ({"address": s.getPath().toString(), "size": s.getLen(), "modified": s.getModificationTime()} for s in files),
                key=lambda file: file["address"],
            )
        return {"addresses": found}

    def path(self, address):
        """An address as Hadoop has it."""
        return self.spark._jvm.org.apache.hadoop.fs.Path(address)

    def address(self, file):
        """An address as Spark writes it in `_metadata`."""
        return self.path(file["address"]).toUri().toString()

    def key(self, file):
        """What tells a file of a part, or its piece of one, from others: where it begins, and the address."""
        return "%d %s" % (file["piece"], self.address(file))

    def files(self, parts):
        """What a task needs to know of files at addresses, for `mapper`: by key."""
        known = {self.key(f): {**f, "part": p["part"]} for p in parts for f in p["files"]}
        return self.spark.sparkContext.broadcast(known)

    def paths(self, files):
        """Addresses as patterns: a path may hold what means something in one."""
        return list({re.sub(r"([\\*?\[\]{}])", r"\\\1", f["address"]): None for f in files})

    def lines(self, files):
        """The lines of files at addresses; `start` is the byte at which a piece begins, as Spark cuts files, that has a line."""
        lines = self.spark.read.option("lineSep", "\n").text(self.paths(files))
        return lines.select(*map(F.expr, TOLD), F.col("_metadata.file_block_start").alias("start"), "value")

    def ends(self, request):
        """Writes the ends of Parquet files, which tell of their row groups, to files as long as they are; nothing of others."""
        io = self.spark._jvm.org.apache.commons.io.IOUtils
        for number, file in enumerate(request["files"]):
            path = self.path(file["address"])
            try:
                stream = path.getFileSystem(self.spark._jsc.hadoopConfiguration()).open(path)

                def last(count):
                    stream.seek(file["size"] - count)
                    return io.toByteArray(stream, count)

                try:
                    # How long what tells of row groups is, and the mark of the format.
                    length, mark = struct.unpack("<I4s", last(8))
                    end = last(length + 8) if mark == b"PAR1" and length + 8 <= file["size"] else b""
                finally:
                    stream.close()
            except Py4JJavaError:
                continue  # Reading it will say what is wrong.
            if end:
                with open(os.path.join(request["out"], str(number)), "wb") as copy:
                    copy.seek(file["size"] - len(end))
                    copy.write(end)
        return {}

    def deal(self, most, each):
        """Settles how files come to tasks: how many bytes of them, at most, and how many a file counts for, at least."""
        self.spark.conf.set(BATCH, PIECES)
        self.spark.conf.set(MOST, most)
        self.spark.conf.set(EACH, each)
        self.spark.conf.set(FEWEST, 1)

    def places(self, files, most):
        """
        Bytes of Parquet files at addresses, for each task that is to have row groups of them; `start` is where in the file they are.

        Spark tells the pieces of a file from each other, but not where its lines begin: so each piece is measured.
        """
        self.deal(most, most)
        address, start, length = F.col("address"), F.col("start"), F.length("content")
        lines = self.lines(files).withColumn("key", F.concat_ws(" ", start, address)).withColumn("content", F.col("value").cast("binary"))
        of_lines = lines.select("key", "address", "size", "modified", "start", "content")
        strung = of_lines.mapInArrow(string, STRUNG).persist(StorageLevel.DISK_ONLY)
        self.passing.append(strung)
        known = {self.address(f): f for f in files}
        ends = dict.fromkeys(known, 0)
        begins = []
        measured = strung.groupBy("address", "size", "modified", "start").agg(F.max(F.col("at") + length).alias("bytes"))
        for row in sorted(measured.collect(), key=lambda row: row.start):
            check(row.size, row.modified, known[row.address])
            begins.append((row.address, row.start, ends[row.address]))
            ends[row.address] += row.bytes
        for name, end in ends.items():
            if end - known[name]["size"] not in (0, 1):  # Each line has an end here, the last too.
                changed(known[name]["address"])
        begins = self.spark.createDataFrame(begins, "address string, start bigint, begin bigint")
        wanted = [(self.key(f), self.address(f), f["bytes"]["from"], f["bytes"]["until"], f["bytes"]["end"]) for f in files]
        wanted = self.spark.createDataFrame(wanted, "key string, address string, first bigint, until bigint, end bigint")
        placed = strung.drop("key").join(F.broadcast(begins), ["address", "start"]).withColumn("start", F.col("begin") + F.col("at"))
        until = start + length
        needed = ((start < F.col("until")) & (until > F.col("first"))) | (until > F.col("end"))
        return placed.join(F.broadcast(wanted), "address").where(needed).select("key", "size", "modified", "start", "content")

    def pieces(self, parts, most):
        """
        The files of parts at addresses in pieces; those of a key follow each other by `start` and `n`.

        Lines take little memory whatever the size of the file, and binary files have lines, too. What a name says is compressed
        Spark would decompress, so that comes whole.

        most -- bytes of a file that several tasks share, for each of them
        """
        files = [f for p in parts for f in p["files"]]
        groups, by_lines, whole = ([f for f in files if f["comes"] in how] for how in (("groups",), ("lines", "stretch"), ("bytes",)))
        frames = [self.places(groups, most)] if groups else []
        shared = list({self.address(f) for f in by_lines if f["comes"] == "stretch"})
        if shared:
            self.deal(most, most)
        else:
            # No file is cut, and no task gets much more than its share.
            sizes = [f["size"] for f in by_lines + whole]
            share = max(*sizes, min(most, sum(sizes) // self.spark.sparkContext.defaultParallelism), 1)
            self.deal(share, share if share > most else 4_000_000)
        address, start = F.col("address"), F.col("start")
        if by_lines:
            piece = F.when(address.isin(shared), start).otherwise(0) if shared else F.lit(0)
            lines = self.lines(by_lines).withColumn("key", F.concat_ws(" ", piece, address))
            if shared:
                # A file is read as a whole, whatever is wanted of it.
                lines = lines.where(F.col("key").isin([self.key(f) for f in by_lines]))
            frames.append(lines.select("key", "size", "modified", "start", F.col("value").cast("binary").alias("content")))
        if whole:
            piece = F.explode(F.expr("sequence(0L, (length - 1) div %d)" % PIECE)).alias("start")
            content = F.expr("substring(content, cast(start * %d + 1 as int), %d)" % (PIECE, PIECE)).alias("content")
            binary = self.spark.read.format("binaryFile").load(self.paths(whole))
            cut = binary.select(*map(F.expr, TOLD), piece, "content").select("*", F.concat_ws(" ", F.lit(0), address).alias("key"))
            frames.append(cut.select("key", "size", "modified", "start", content))
        return functools.reduce(lambda a, b: a.union(b), frames).withColumn("n", F.monotonically_increasing_id())

    def bring_each(self, parts, fetch, schema, request):
        """Has a worker work on parts at addresses: small ones share tasks, others have one each; so has one of several files."""
        groups = {}
        for p in parts:
            several, most, [file, *_] = len(p["files"]) > 1, request["bytes"], p["files"]
            size = "large" if file["size"] > most else "small"
            kind = p["part"] if several else file["comes"] if file["comes"] in ("stretch", "groups") else size
            groups.setdefault(kind, []).append(p)
        frames = []
        for kind, group in groups.items():
            pieces = self.pieces(group, request["bytes"])
            if kind == "groups":
                dealt = pieces.repartitionByRange(len(group), "key")
            else:
                dealt = pieces.coalesce(1) if len(group[0]["files"]) > 1 else pieces
            frames.append(self.keep(dealt.mapInArrow(fetch, schema)))
            # Before the next group, as how files are dealt is a setting of the session.
            self.bring(frames[-1], request["out"])
            self.passed()
        return frames

    def measure(self, request):
        """Has large text files measured, piece by piece: here by the worker, at addresses by Spark itself, as it will cut them."""
        here, remote = request["here"], request["remote"]
        if here:
            tasks = min(here, 4 * self.spark.sparkContext.defaultParallelism)
            measure = mapper("measure", request["worker"], self.job(request), range(here))
            self.bring(self.keep(self.spark.range(0, here, 1, tasks).mapInArrow(measure, ANSWER)), request["out"])
        if not remote:
            return {}
        self.deal(request["bytes"], request["bytes"])
        value, n = F.col("value"), F.monotonically_increasing_id()
        lines = self.lines(remote).withColumn("written", F.btrim(value, F.lit(request["blank"])) != "").withColumn("n", n)
        odd = "(octet_length(value) - octet_length(replace(value, '\"', ''))) % 2 = 1"
        told = {
            "lines": "count(*)",
            "rows": "count_if(written)",
            "odd": "bool_or(%s)" % odd,
            "text": "min_by(value, n) FILTER (WHERE written AND start = 0)",
            "line": "min(n) FILTER (WHERE written) - min(n) + 1",
        }
        found = lines.groupBy("address", "size", "modified", "start").agg(*(F.expr(e).alias(name) for name, e in told.items()))
        files = {self.address(f): f for f in remote}
        measured = []
        for row in found.collect():
            file = files[row.address]
            check(row.size, row.modified, file)
            header = row.text and {"line": row.line, "text": row.text.rstrip("\r")}
            measured.append({"text": file["text"], "piece": row.start, "lines": row.lines, "rows": row.rows, "odd": row.odd, "header": header})
        return {"measured": sorted(measured, key=lambda m: (m["text"], m["piece"]))}

    def read(self, request):
        """Reads the logs: the rows stay with the executors, answers come home."""
        worker, job, here, remote = request["worker"], self.job(request), request["here"], request["remote"]
        frames = []
        if here:
            parts = self.spark.range(0, len(here), 1, len(here))
            frames.append(self.keep(parts.mapInArrow(mapper("read", worker, job, here), ROWS)))
            self.bring(frames[0], request["out"])
        fetch = mapper("read", worker, job, files=self.files(remote))
        frames += self.bring_each(remote, fetch, ROWS, request)
        self.accepted = functools.reduce(lambda a, b: a.union(b), frames)
        return {}

    def rows(self, request):
        """Has rows of files at addresses read again; they come home."""
        remote = request["remote"]
        fetch = mapper("rows", request["worker"], self.job(request), files=self.files(remote))
        self.bring_each(remote, fetch, ANSWER, request)
        return {}

    def number(self, request):
        """Takes the numbers of routes over all parts: [part, its route, number]."""
        rows = [tuple(r) for r in request["routes"]]
        self.routes = F.broadcast(self.spark.createDataFrame(rows, "part int, route int, number int"))
        return {}

    def duplicates(self, request):
        """Finds the rows that repeat the record_id of an earlier row; the worker answers with what is rejected."""
        named = self.accepted.where("record_id IS NOT NULL").select(
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
        parts = {row.part for row in found.select("part").distinct().collect()}
        remote = [p for p in request["remote"] if p["part"] in parts]
        dealt, files = found, None
        if remote:
            files = self.files(remote)
            of = [(key, f["part"]) for key, f in files.value.items()]
            of = F.broadcast(self.spark.createDataFrame(of, "key string, part int"))
            dealt = found.unionByName(self.pieces(remote, request["bytes"]).join(of, "key"), allowMissingColumns=True)
        dealt = dealt.repartition(len(parts), "part")
        if remote:
            dealt = dealt.sortWithinPartitions("start", "n")
        answers = self.keep(dealt.mapInArrow(mapper("duplicates", request["worker"], self.job(request), files=files), ANSWER))
        self.bring(answers, request["out"])
        self.passed()
        return {"found": count}

    def transfers(self):
        """Accepted transfers with the number of their route."""
        rows = self.accepted.where("route IS NOT NULL").join(self.routes, ["part", "route"])
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
        consents = self.accepted.where("notice IS NOT NULL").select(
            "user_id", "notice", "at", "until", "expires", F.lit(None).cast("long").alias("code")
        )
        dealt = transfers.union(consents).repartition(request["shards"], "user_id")
        answers = self.keep(dealt.mapInArrow(mapper("walk", request["worker"], self.job(request)), ANSWER))
        self.bring(answers, request["out"])
        return {}

    def forget(self, _request):
        self.passed()
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


def check_image():
    """Refuses Kubernetes without an image for the executors: Spark would wait for them for ever, and only warn of it in its log."""
    SparkContext._ensure_initialized()  # Only with Java there are the settings of spark-submit and of spark-defaults.conf.
    conf = SparkConf()
    images = ("spark.kubernetes.executor.container.image", "spark.kubernetes.container.image")
    if conf.get("spark.master", "").startswith("k8s") and not any(conf.get(name, "") for name in images):
        fail(
            "SPARK_FAILED",
            "there is no image for the executors on Kubernetes",
            "Name one with Spark 3.5, pyarrow and pandas: --spark-conf spark.kubernetes.container.image=NAME.",
        )


def explain(error):
    """What went wrong: the error of a worker or of this program where one says so, else the last that Spark says."""
    text = str(error)
    mark = "WAYLEAVE-ERROR {"
    if mark in text:
        return {"error": json.JSONDecoder().raw_decode(text[text.index(mark) + len(mark) - 1 :])[0]}
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

        check_image()
        spark = SparkSession.builder.getOrCreate()
    except Exception as error:  # noqa: BLE001 whatever it is, it is told at home
        if isinstance(error, Py4JError) and not isinstance(error, Py4JJavaError):
            return 1  # Java has gone: what it wrote last says why, and home has it.
        say({"event": "failed", **explain(error)})
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
        settings = {name: spark.conf.get(name, None) for name in (BATCH, MOST, EACH, FEWEST)}
        try:
            answer = {"event": "done", **getattr(analysis, request["op"])(request)}
        except Exception as error:  # noqa: BLE001
            answer = {"event": "failed", **explain(error)}
        for name, value in settings.items():
            spark.conf.unset(name) if value is None else spark.conf.set(name, value)
        ended.set()
        watcher.join()
        say(answer)


if __name__ == "__main__":
    sys.exit(main())
