import { once } from 'node:events';
import { reason, WayleaveError } from '../errors.js';
import { systemCode } from '../input/io-errors.js';
import { showable } from '../model/text.js';

/**
 * Writes to stdout, piece by piece where there is much, and waits for whoever reads it. A reader that has seen enough and
 * closes the pipe (`| head`) ends the program quietly. A terminal is shown what is for people, a file or program gets every byte.
 *
 * @throws WayleaveError EXPORT_UNWRITABLE when it cannot be written, on a full disk for instance
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
      if (!stdout.write(stdout.isTTY ? showable(piece, 'kept') : piece)) await once(stdout, 'drain');
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
    const code = systemCode(error);
    if (code === 'EPIPE') process.exit();
    if (code === undefined) throw error;
    throw new WayleaveError('EXPORT_UNWRITABLE', `what is printed cannot be written: ${reason(error)}`, {
      advice: 'Free space where the output is led to, or lead it elsewhere.',
      cause: error,
    });
  } finally {
    stdout.off('error', fail);
  }
}
