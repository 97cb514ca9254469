import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LastWords, whatToDo } from '../../src/spark/last-words.js';

test('of what Spark writes, the error is told: not its notes, warnings, plans and stacks', () => {
  const written = [
    '26/11/29 17:31:34 WARN Utils: Set SPARK_LOCAL_IP if you need to bind to another address',
    '26/11/29 17:31:35 INFO DAGScheduler: Submitting ResultStage 0',
    '+- *(1) Project [address#0, size#1L]',
    'Caused by: java.lang.OutOfMemoryError: Java heap space',
    '\tat org.apache.spark.sql.Dataset.collect(Dataset.scala:4149)',
    '  File "/opt/spark/python/pyspark/sql.py", line 3',
  ];
  assert.equal(
    LastWords.essence(written.join('\n')),
    'Caused by: java.lang.OutOfMemoryError: Java heap space',
  );
  assert.equal(LastWords.essence(''), 'it said nothing');
});

test('for want of memory, more memory is advised', () => {
  for (const said of [
    'Terminating due to java.lang.OutOfMemoryError: Java heap space',
    'ExecutorLostFailure (executor 0 exited caused by one of the running tasks) Reason: Command exited with code 52',
    'Container marked as failed. Exit status: 137.',
  ]) {
    assert.match(whatToDo(said), /spark\.executor\.memory/, said);
  }
  assert.match(whatToDo('java.net.ConnectException: exit code 1'), /docs\/scale-out\.md/);
});
