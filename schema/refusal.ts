/** Every "no" that the product can say: a closed list, turned into sentences by the pages and into RFC 9457 problems by the API. */
import type { ZodError, z } from 'zod';

/** Refusal code → HTTP status of the answer that carries it. */
export const refusalStatus = {
  'bad-request': 400,
  'broken-body': 400,
  'key-missing': 400,
  'sign-in-first': 401,
  'code-wrong': 422,
  'code-expired': 422,
  'not-a-member': 403,
  'not-a-manager': 403,
  'not-an-operator': 403,
  suspended: 403,
  'scope-missing': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'wrong-method': 405,
  'wrong-state': 409,
  stale: 409,
  'already-asked': 409,
  'own-listing': 409,
  'already-member': 409,
  'last-manager': 409,
  'address-taken': 409,
  'invitation-spent': 410,
  'too-large': 413,
  'wrong-type': 415,
  'no-photo': 422,
  'no-voice': 422,
  'photo-too-large': 422,
  invalid: 422,
  'key-reused': 422,
  'too-many': 429,
  'sms-failed': 503,
  'email-failed': 503,
  'store-failed': 503,
  'not-configured': 503,
  'went-wrong': 500,
} as const;
export type RefusalCode = keyof typeof refusalStatus;

/** What can be wrong with one field of an input. */
export const fieldCodes = [
  'required',
  'too-short',
  'too-long',
  'too-small',
  'too-big',
  'too-many',
  'not-a-number',
  'not-a-choice',
  'not-a-date',
  'not-a-phone',
  'not-an-address',
  'not-whole',
  'wrong-order',
  'in-the-past',
  'too-far',
  'unknown-field',
  'unreadable',
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** `path` is dotted, as in `price.min`; `limit` is the bound that was crossed, where there is one. */
export interface FieldRefusal {
  path: string;
  code: FieldCode;
  limit?: number;
}

export interface Refusal {
  code: RefusalCode;
  fields?: FieldRefusal[];
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
}

/** A person as the market sees the one who asks; null is a visitor who is not signed in. */
export interface You {
  person: string;
  name: string;
  role: 'buyer' | 'member' | 'manager' | 'suspended';
  firm: { id: number; name: string } | null;
  /** Notices not read yet. */
  unread: number;
  /** Listings waiting for a decision; 0 unless a manager. */
  waiting: number;
}

/** What an inner function answers: a value, or an expected "no". */
export type Answer<T> = { value: T; refusal?: undefined } | { refusal: Refusal; value?: undefined };

/** The answer of a capability: the value with who you are here, or an expected "no". */
export type Outcome<T> = { value: T; you: You | null; refusal?: undefined } | { refusal: Refusal; value?: undefined; you?: You | null };

export const no = (code: RefusalCode, fields?: FieldRefusal[]): { refusal: Refusal } => ({
  refusal: fields ? { code, fields } : { code },
});

/** Turns zod's issues into field refusals; a custom issue carries its FieldCode as its message. Parse with `reportInput`, or what is missing cannot be told from what is wrong. */
export function invalid(error: ZodError): Refusal {
  return { code: 'invalid', fields: error.issues.flatMap(fieldRefusals) };
}

type Issue = z.core.$ZodIssue;

function fieldRefusals(issue: Issue): FieldRefusal[] {
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array')
        return [isEmpty(issue) ? { path, code: 'required' } : { path, code: 'too-short', limit: Number(issue.minimum) }];
      return [{ path, code: 'too-small', limit: Number(issue.minimum) }];
    case 'too_big':
      if (issue.origin === 'array') return [{ path, code: 'too-many', limit: Number(issue.maximum) }];
      return [{ path, code: issue.origin === 'string' ? 'too-long' : 'too-big', limit: Number(issue.maximum) }];
    case 'invalid_value':
      return [{ path, code: issue.input === undefined || issue.input === '' ? 'required' : 'not-a-choice' }];
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return [{ path, code: 'required' }];
      if (issue.expected === 'int') return [{ path, code: 'not-whole' }];
      return [{ path, code: issue.expected === 'number' ? 'not-a-number' : 'unreadable' }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, code: 'unknown-field' }));
    case 'invalid_union':
      return [{ path, code: issue.errors.length ? 'not-a-choice' : 'unreadable' }];
    default:
      return [{ path, code: isFieldCode(issue.message) ? issue.message : 'unreadable' }];
  }
}

/** Nothing at all, or nothing left after cleaning, is missing rather than short. */
function isEmpty(issue: Issue & { minimum: number | bigint }): boolean {
  return issue.minimum === 1 || issue.input === '';
}

function isFieldCode(text: string): text is FieldCode {
  return (fieldCodes as readonly string[]).includes(text);
}
