import { once } from 'node:events';

/**
 * Writes to stdout, piece by piece where there is much, and waits for whoever reads it. A reader that has seen enough and
 * closes the pipe (`| head`) ends the program quietly.
 */
export async function print(text: string | Iterable<string>): Promise<void> {
  const { stdout } = process;
  let fail: (error: Error) => void = () => undefined;
  const gone = new Promise<never>((_, reject) => {
    fail = reject;
  });
  stdout.once('error', fail);
  const written = async (): Promise<void> => {
    for (const piece of typeof text === 'string' ? [text] : text) {
      if (!stdout.write(piece)) await once(stdout, 'drain');
    }
    await new Promise<void>((resolve) => {
      stdout.write('', () => {
        resolve();
      });
    });
  };
  try {
    await Promise.race([written(), gone]);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
    process.exit();
  } finally {
    stdout.off('error', fail);
  }
}
