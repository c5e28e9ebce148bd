/** What a posting form leaves to be done before it is read: files taken in, the one line read where nobody did, and a name for what was only shown or said. */
import type { Context } from 'hono';
import { mostPhotos } from '../../schema/attachment.ts';
import { Locale } from '../../schema/ids.ts';
import { Direction, Kind } from '../../schema/listing.ts';
import { day } from '../../schema/time.ts';
import { textOf } from '../../web/text/index.ts';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { takePhotoOfForm } from '../middleware/uploads.ts';
import { type Completed, filesNamed, many, one } from './form.tsx';
import { fieldsOfLine } from './line-form.ts';

/** The fields as they stand afterwards; what was taken in stands in them even when something else is refused, since a browser forgets chosen files. */
export async function completed(c: Context<App>, typed: Typed, key: string, now: number): Promise<Completed> {
  const withPhotos = await takePhotos(c, typed, key);
  return withPhotos.refusal ? withPhotos : { typed: named(c, unpriced(withLine(c, withPhotos.typed, now))) };
}

/** Photos of a plain file field, one after the other. */
async function takePhotos(c: Context<App>, typed: Typed, key: string): Promise<Completed> {
  const files = await filesNamed(c, 'photos');
  const { person } = c.var;
  if (files.length === 0 || !person) return { typed };
  const before = many(typed, 'photo').filter((id) => !many(typed, 'drop').includes(id));
  if (before.length + files.length > mostPhotos)
    return { typed, refusal: { code: 'invalid', fields: [{ path: 'photos', code: 'too-many', limit: mostPhotos }] } };
  const ids = new Set(many(typed, 'photo'));
  const withTaken = () => ({ ...typed, attached: 'yes', photo: [...ids] });
  for (const photo of files) {
    const taken = await takePhotoOfForm(c, person, photo, key);
    if (taken.refusal) return { typed: withTaken(), refusal: taken.refusal };
    ids.add(String(taken.value.id));
  }
  return { typed: withTaken() };
}

/** A line that was sent before anybody read it: what it says fills what was left open, and goes before what the page filled in by itself. */
function withLine(c: Context<App>, typed: Typed, now: number): Typed {
  const line = one(typed, 'line').slice(0, 500);
  if (line.trim() === '') return typed;
  const read = fieldsOfLine(line, c.var.cluster, writtenAt(typed, now)).typed;
  const guessed = new Set(one(typed, 'guessed').split(' '));
  const open = Object.entries(read).filter(([name]) => guessed.has(name) || one(typed, name).trim() === '');
  return { ...typed, ...Object.fromEntries(open) };
}

/** Longer than a phone sends by itself and a key is remembered, one after the other. */
const longestKept = 14 * day;
/** How far ahead the clock of a phone may be. */
const clockAhead = day;

/** When a phone kept it, by its own clock: what is sent again later must say the same, or its key would be refused. */
function writtenAt(typed: Typed, now: number): number {
  const written = Number(one(typed, 'written'));
  return written > now - longestKept && written < now + clockAhead ? written : now;
}

/** A fixed price that nobody named is to be talked about. */
function unpriced(typed: Typed): Typed {
  const named = one(typed, 'priceForm') !== 'fixed' || one(typed, 'priceMin').trim() !== '' || one(typed, 'priceMax').trim() !== '';
  return named ? typed : { ...typed, priceForm: 'negotiable' };
}

/** Who shows a photo or speaks need not write: the listing is called what it is. */
function named(c: Context<App>, typed: Typed): Typed {
  const direction = Direction.safeParse(one(typed, 'direction')).data;
  const kind = Kind.safeParse(one(typed, 'kind')).data;
  const shown = many(typed, 'photo').some(Boolean) || one(typed, 'voice') !== '';
  if (one(typed, 'title').trim() !== '' || !shown || !direction || !kind) return typed;
  // in the language of the form, whatever is spoken when it is sent again
  const text = textOf(Locale.safeParse(one(typed, 'lang')).data ?? c.var.locale);
  return { ...typed, title: `${text.directions[direction]}: ${text.kinds[kind]}` };
}
