import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Ends processes that still run, the last one first, and waits for each. */
export async function endProcesses(
  processes: readonly ChildProcess[],
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<void> {
  for (const child of [...processes].reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
}
