/** Bytes as text of letters, digits, - and _ (RFC 4648, section 5), without padding: for keys, tokens and addresses. */

export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** With padding or without. Throws where the text is none. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')), (letter) => letter.charCodeAt(0));
}
