import { reason, WayleaveError } from '../errors.js';

/** The code of a system call that failed, such as `EACCES`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
}

/** True when it failed because whoever runs the program may not do it. */
export function isForbidden(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'EACCES' || code === 'EPERM';
}

/** What to do about what may not be read. */
export const ALLOW_READING = 'Give the user under whom Wayleave runs the permission to read it.';

/** What to do about what may not be written. */
export const WRITE_ELSEWHERE = 'Choose another place with --out.';

/**
 * What writing failed with, as an error that says so; what says more already, as it is.
 *
 * @param path what could not be written
 */
export function unwritable(path: string, error: unknown, advice?: string): WayleaveError {
  if (error instanceof WayleaveError) return error;
  return new WayleaveError('EXPORT_UNWRITABLE', `${path} cannot be written: ${reason(error)}`, {
    ...(advice === undefined ? {} : { advice }),
    cause: error,
  });
}
