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
    '\tat java.base/java.lang.Thread.run(Thread.java:840)',
    '\tSuppressed: java.lang.Throwable: waiting here',
    '\t\tat org.apache.spark.SparkContext.<init>(SparkContext.scala:599)',
    '\t\t... 34 more',
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

test('what Kubernetes refuses is told with what to do about it, and without the token', () => {
  const refused =
    'io.fabric8.kubernetes.client.KubernetesClientException: Received 401 on websocket. Message: Unauthorized.';
  assert.match(whatToDo(refused), /token is valid/);
  assert.match(whatToDo('PKIX: unable to find valid certification path to requested target'), /caCertFile/);
  const odd =
    'java.lang.IllegalArgumentException: Unexpected char 0x0a at 12 in Authorization value: Bearer secret\n';
  assert.doesNotMatch(LastWords.essence(odd), /secret/);
  assert.match(whatToDo(LastWords.essence(odd)), /end of line/);
});
