/** What a person wrote on this phone and the market has not confirmed yet. */

export const entryStates = ['waiting', 'sending', 'signed-out', 'conflict', 'refused', 'old'] as const;
export type EntryState = (typeof entryStates)[number];

/** A photo or a voice note, which is sent before the form and then named in it. Its bytes are kept apart, under its key. */
export interface Carried {
  kind: 'photo' | 'voice';
  /** Makes a second sending harmless. */
  key: string;
  /** What is to be seen, for those who do not see it. */
  alt: string;
  /** What the market calls it; null until it has it. One that it had before has no key and no bytes here. */
  id: number | null;
  /** How often it had to be sent under a new key, because the market had cleaned it away. */
  turn?: number | undefined;
}

/** The bytes of one carried file, with its small copy. */
export interface Bytes {
  blob: Blob;
  small?: Blob | undefined;
}

/** A form as it was filled. */
export interface Written {
  /** The key that its page had: two presses of one page are one form. */
  form: string;
  /** Who wrote it; it is never sent as somebody else. */
  person: string;
  /** Where the form is sent, a path under a cluster. */
  action: string;
  /** Where it is opened again to be corrected, a path. */
  page: string;
  /** What it is called in the list of what waits, and in which cluster. */
  title: string;
  place: string;
  /** Names and values in their order, without the key and without files. */
  fields: [name: string, value: string][];
  files: Carried[];
  /** When its page tried to send it without keeping it, because the phone had no room: the market may have it. */
  triedAt?: number | undefined;
}

/** Why the market did not take it, in the reader's language. */
export interface Refused {
  code: string;
  title: string;
  errors: { pointer: string; code: string; detail: string }[];
}

export interface Entry extends Written {
  /** Grows with each entry: the order in which they were written. */
  id: number;
  state: EntryState;
  /** Under which the market remembers it. */
  key: string;
  /** What the same form said before that the market may have. */
  earlier: string[];
  /** Milliseconds since the epoch, by the phone's clock. */
  writtenAt: number;
  /** The form itself was sent at least once, so that the market may have it. */
  sent: boolean;
  /** Milliseconds since then as far as the phone noticed, up to `seenAt`: a clock that is set back takes nothing away. */
  age: number;
  seenAt: number;
  /** Failures in a row, and for how long the last one makes it wait, counted from when. */
  tries: number;
  waitFrom: number;
  waitFor: number;
  /** The market itself asked for that pause, which the return of the network does not shorten. */
  told: boolean;
  /** The person looked, and wants an old entry sent once more. */
  consent: boolean;
  refused: Refused | null;
}

/** The cluster of an address, as it stands there. */
export const clusterOf = (action: string): string => action.split('/')[2] ?? '';
