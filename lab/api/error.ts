/** The error of a request that an API server rejects. */
export class ApiError extends Error {
  /** HTTP status: 404, 409, 422 … */
  readonly status: number;
  /** The reason in the server's `Status`, such as `NotFound` or `Conflict`; empty where it gave none. */
  readonly reason: string;

  constructor(status: number, call: string, answer: string) {
    const { message, reason } = parsed(answer);
    super(`${call}: ${status} ${message ?? answer.slice(0, 500)}`);
    this.status = status;
    this.reason = reason ?? '';
  }
}

function parsed(answer: string): { message?: string; reason?: string } {
  try {
    return JSON.parse(answer) as { message?: string; reason?: string };
  } catch {
    return {};
  }
}
