/** What every page is given besides its own data. */
import type { Cluster } from '../schema/cluster.ts';
import type { Locale } from '../schema/ids.ts';
import type { Person } from '../schema/person.ts';
import type { You } from '../schema/refusal.ts';
import type { Format } from './format.ts';
import type { Text } from './text/index.ts';

export interface View {
  locale: Locale;
  text: Text;
  format: Format;
  cluster: Cluster | null;
  /** Who the reader is in this cluster; null for a visitor or outside a cluster. */
  you: You | null;
  /** Who is signed in at all. */
  person: Person | null;
  /** Path and query of this page. */
  path: string;
  /** Scheme and host. */
  origin: string;
  now: number;
}

/** Five places of the bottom bar, and the manager's. */
export type Tab = 'market' | 'search' | 'post' | 'inbox' | 'firm' | 'manage' | null;

/** What was typed in a form, to be shown again: field name → value(s). */
export type Typed = Record<string, string | string[] | undefined>;
