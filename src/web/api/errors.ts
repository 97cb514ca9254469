export { ApiError, type Problem } from '../../http/client/client.js';

/** The server cannot be reached. */
export class Offline extends Error {
  override readonly name = 'Offline';

  constructor(cause: unknown) {
    super('the server cannot be reached', { cause });
  }
}
