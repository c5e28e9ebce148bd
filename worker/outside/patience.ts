/** Requests that are given up after a while. */

/** The name of the error that says that nobody answered in time. */
export const silence = 'TimeoutError';

/** Asks, and drops what is answered but for the status. Throws `silence` when there is no answer within `patience` milliseconds. */
export async function statusOf(url: string, init: RequestInit, patience: number): Promise<number> {
  const given = new AbortController();
  // not AbortSignal.timeout: its clock goes on after the answer, and keeps a market awake meanwhile
  const clock = setTimeout(() => given.abort(new DOMException('No answer in time.', silence)), patience);
  try {
    const response = await fetch(url, { ...init, signal: given.signal });
    await response.body?.cancel();
    return response.status;
  } finally {
    clearTimeout(clock);
  }
}
