/** What the page needs of problem details (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly accepted?: string;
  readonly advice?: string;
  readonly instance?: string;
}

/** What the server says against a request. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  static async from(response: Response): Promise<ApiError> {
    const text = await response.text();
    try {
      const problem = JSON.parse(text) as Problem;
      if (typeof problem.code === 'string') return new ApiError(problem);
    } catch {
      // Not problem details: something before the server answered. Its text is shown as it is.
    }
    const detail = text.slice(0, 300) || response.statusText;
    return new ApiError({
      status: response.status,
      code: `HTTP_${response.status}`,
      title: response.statusText,
      detail,
    });
  }
}

/** The server cannot be reached. */
export class Offline extends Error {
  override readonly name = 'Offline';

  constructor(cause: unknown) {
    super('the server cannot be reached', { cause });
  }
}
