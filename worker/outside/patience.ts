/** Requests that are given up after a while. */

/** Asks, and drops what is answered but for the status. Throws when there is no answer within `patience` milliseconds. */
export async function statusOf(url: string, init: RequestInit, patience: number): Promise<number> {
  const given = new AbortController();
  // not AbortSignal.timeout: its clock goes on after the answer, and keeps a market awake meanwhile
  const clock = setTimeout(() => given.abort(new DOMException('No answer in time.', 'TimeoutError')), patience);
  try {
    const response = await fetch(url, { ...init, signal: given.signal });
    await response.body?.cancel();
    return response.status;
  } finally {
    clearTimeout(clock);
  }
}
