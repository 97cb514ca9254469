import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as passed } from 'node:timers/promises';
import { SparkApplication } from '../../src/spark/application.js';
import { tempDir } from '../support/workspace.js';

const skip = process.platform === 'win32' && 'a script is no program there';

/** Starts an application with a program of ours in the place of spark-submit. */
function start(t: TestContext, script: string): { started: Promise<SparkApplication>; dir: string } {
  const dir = tempDir(t);
  mkdirSync(join(dir, 'bin'));
  const program = join(dir, 'bin', 'spark-submit');
  writeFileSync(program, `#!${process.execPath}\n${script}`);
  chmodSync(program, 0o755);
  const before = process.env['SPARK_HOME'];
  process.env['SPARK_HOME'] = dir;
  t.after(() => {
    if (before === undefined) delete process.env['SPARK_HOME'];
    else process.env['SPARK_HOME'] = before;
  });
  return { started: SparkApplication.start({ master: 'local[1]', conf: [], taskMemory: 400e6 }), dir };
}

test('a stranger who connects and says nothing keeps no failed start waiting', { skip }, async (t) => {
  const { started, dir } = start(
    t,
    `const { existsSync, writeFileSync } = require('node:fs');
    writeFileSync(__dirname + '/port.part', process.env.WAYLEAVE_SPARK_PORT);
    require('node:fs').renameSync(__dirname + '/port.part', __dirname + '/port');
    setInterval(() => { if (existsSync(__dirname + '/connected')) process.exit(3); }, 20);`,
  );
  const failed = assert.rejects(started, { code: 'SPARK_FAILED' });
  const port = join(dir, 'bin', 'port');
  while (!existsSync(port)) await passed(20);
  const stranger = connect(Number(readFileSync(port, 'utf8')), '127.0.0.1');
  await once(stranger, 'connect');
  const cut = once(stranger, 'close');
  writeFileSync(join(dir, 'bin', 'connected'), '');
  await failed;
  await cut;
});

test('a driver that says what is no message is ended, and that is a defect', { skip }, async (t) => {
  const { started } = start(
    t,
    `const socket = require('node:net').connect(Number(process.env.WAYLEAVE_SPARK_PORT), '127.0.0.1');
    socket.write(JSON.stringify({ token: process.env.WAYLEAVE_SPARK_TOKEN }) + '\\n{"event":"hello"}\\n');
    setInterval(() => undefined, 1000);`,
  );
  await assert.rejects(started, { code: 'INTERNAL' });
});
