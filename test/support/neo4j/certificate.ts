import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../../src/assets.js';

const run = promisify(execFile);
const PASSWORD = 'only for tests';

/** A certificate for 127.0.0.1 and localhost that signs itself, and what makes a server of tests show it. */
export interface Certificate {
  /** Path of the certificate, as PEM: what a client has to trust. */
  readonly path: string;
  /** Settings of Neo4j after which its Bolt speaks TLS only. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Makes a certificate with the JDK's own tools: Neo4j needs them in any case.
 *
 * @param dir where it and its key go
 */
export async function makeCertificate(dir: string): Promise<Certificate> {
  mkdirSync(dir, { recursive: true });
  const store = join(dir, 'store.p12');
  const keystore = ['-alias', 'bolt', '-keystore', store, '-storepass', PASSWORD];
  const names = ['-dname', 'CN=localhost', '-ext', 'san=ip:127.0.0.1,dns:localhost', '-ext', 'bc=ca:true'];
  await run('keytool', ['-genkeypair', '-keyalg', 'RSA', '-validity', '2', ...names, ...keystore]);
  const path = join(dir, 'public.crt');
  writeFileSync(path, (await run('keytool', ['-exportcert', '-rfc', ...keystore])).stdout);
  const source = join(packageRoot(), 'test', 'support', 'neo4j', 'PrintKey.java');
  writeFileSync(join(dir, 'private.key'), (await run('java', [source, store, PASSWORD])).stdout);
  return {
    path,
    settings: {
      'dbms.ssl.policy.bolt.enabled': 'true',
      'dbms.ssl.policy.bolt.base_directory': dir,
      'dbms.ssl.policy.bolt.client_auth': 'NONE',
      'server.bolt.tls_level': 'REQUIRED',
    },
  };
}
