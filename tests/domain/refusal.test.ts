/** What is wrong with an input, field by field, in the words of the closed list. */
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { FirmDraft } from '../../schema/firm.ts';
import { ListingDraft } from '../../schema/listing.ts';
import { Decision } from '../../schema/moderation.ts';
import { TokenDraft } from '../../schema/person.ts';
import { type FieldRefusal, fieldCodes, invalid, no, refusalStatus } from '../../schema/refusal.ts';
import { SearchQuery } from '../../schema/search.ts';

/** An input's refusals as "path code limit", in the order in which they are said. */
function wrong(schema: z.ZodType, input: unknown, reportInput = true): string[] {
  const read = schema.safeParse(input, { reportInput });
  return read.success ? [] : (invalid(read.error).fields ?? []).map(said);
}
const said = ({ path, code, limit }: FieldRefusal) => [path, code, limit].filter((part) => part !== undefined).join(' ');

const listing = {
  direction: 'offer',
  kind: 'input',
  title: 'جلد بقري طبيعي',
  price: { form: 'fixed', min: 9_050, currency: 'EGP', per: 'FTK' },
  visibility: 'public',
};
const firm = { name: 'مدبغة النور', role: 'tannery' };
const decision = { act: 'publish', revision: 2 };
type Wrong = [what: string, input: object, refusals: string[]];

describe('a listing', () => {
  test('with only what it must have has nothing wrong, and its defaults', () => {
    expect(ListingDraft.parse(listing)).toMatchObject({ submit: true, standing: false, term: 60, text: '', quantity: null, languages: [] });
  });

  test('of which nothing is there lacks exactly what it must have', () => {
    expect(wrong(ListingDraft, {})).toEqual([
      'direction required',
      'kind required',
      'title required',
      'price required',
      'visibility required',
    ]);
  });

  test.each<Wrong>([
    ['a title of two letters', { title: 'اب' }, ['title too-short 3']],
    ['a title of nothing but space', { title: ' \t ' }, ['title required']],
    ['a title that is too long', { title: 'ا'.repeat(121) }, ['title too-long 120']],
    ['a title that is a number', { title: 5 }, ['title unreadable']],
    ['a title of nothing', { title: null }, ['title required']],
    ['a text that is too long', { text: 'ا'.repeat(4_001) }, ['text too-long 4000']],
    ['a direction that there is not', { direction: 'gift' }, ['direction not-a-choice']],
    ['an empty direction, as a form sends what was not chosen', { direction: '' }, ['direction required']],
    ['a kind that there is not', { kind: 'toString' }, ['kind not-a-choice']],
    ['a term of no days', { term: 0 }, ['term too-small 1']],
    ['a term of years', { term: 367 }, ['term too-big 366']],
    ['a term of half days', { term: 1.5 }, ['term not-whole']],
    ['a term in words', { term: 'شهر' }, ['term not-a-number']],
    ['an empty term', { term: '' }, ['term required']],
    ['a switch that is a word', { standing: 'on' }, ['standing unreadable']],
    ['a language that it is not shown in', { languages: ['ar', 'de'] }, ['languages.1 not-a-choice']],
    ['too many languages', { languages: ['ar', 'fr', 'en', 'ar'] }, ['languages too-many 3']],
    ['a field that there is not', { firm: 7 }, ['firm unknown-field']],
    ['two fields that there are not', { id: 7, state: 'published' }, ['id unknown-field', 'state unknown-field']],
    ['a quantity of nothing', { quantity: { amount: 0, unit: 'KGM' } }, ['quantity.amount too-small 1']],
    ['a quantity of a strange unit', { quantity: { amount: 1, unit: 'kg' } }, ['quantity.unit not-a-choice']],
    ['a quantity without a unit', { quantity: { amount: 1 } }, ['quantity.unit required']],
    ['a quantity in words', { quantity: '5 kg' }, ['quantity unreadable']],
    ['a least order with a field that there is not', { minimumOrder: { amount: 1, unit: 'KGM', x: 1 } }, ['minimumOrder.x unknown-field']],
    ['a day before the market was', { availableFrom: 5 }, [`availableFrom too-small ${Date.UTC(2020)}`]],
    [
      'availability that ends before it begins',
      { availableFrom: Date.UTC(2026, 5, 2), availableUntil: Date.UTC(2026, 5, 1) },
      ['availableUntil wrong-order'],
    ],
  ])('is refused with %s', (_, over, refusals) => {
    expect(wrong(ListingDraft, { ...listing, ...over })).toEqual(refusals);
  });

  test.each<Wrong>([
    ['a fixed price without an amount', { form: 'fixed', min: null }, ['price.min required']],
    ['a range without its ends', { form: 'range', min: null }, ['price.min required', 'price.max required']],
    ['a range without its upper end', { form: 'range' }, ['price.max required']],
    ['a range upside down', { form: 'range', max: 9_000 }, ['price.max wrong-order']],
    ['a range of one price', { form: 'range', max: 9_050 }, ['price.max wrong-order']],
    ['a price below nothing', { min: -1 }, ['price.min too-small 0']],
    ['a price beyond measure', { min: 1e12 + 1 }, ['price.min too-big 1000000000000']],
    ['half a minor unit', { min: 1.5 }, ['price.min not-whole']],
    ['a price in words', { min: 'عشرة' }, ['price.min not-a-number']],
    ['a price that is no number', { min: Number.NaN }, ['price.min not-a-number']],
    ['a currency that is not traded in', { currency: 'XAU' }, ['price.currency not-a-choice']],
    ['no currency', { currency: undefined }, ['price.currency required']],
    ['a form that there is not', { form: 'auction' }, ['price.form not-a-choice']],
    ['a field that there is not', { vat: 14 }, ['price.vat unknown-field']],
  ])('is refused with %s', (_, over, refusals) => {
    expect(wrong(ListingDraft, { ...listing, price: { ...listing.price, ...over } })).toEqual(refusals);
  });

  test('keeps of a price only what its form has', () => {
    const price = (over: object) => ListingDraft.parse({ ...listing, price: { ...listing.price, max: 10_000, ...over } }).price;
    expect(price({ form: 'fixed' })).toMatchObject({ min: 9_050, max: null });
    expect(price({ form: 'range' })).toMatchObject({ min: 9_050, max: 10_000 });
    expect(price({ form: 'negotiable' })).toMatchObject({ min: null, max: null });
    expect(price({ form: 'free' })).toMatchObject({ min: null, max: null });
  });
});

describe('a firm', () => {
  const contact = { kind: 'phone', value: '+201012345678', visibility: 'public' };

  test('with a name and a role has nothing wrong', () => {
    expect(wrong(FirmDraft, firm)).toEqual([]);
    expect(wrong(FirmDraft, { ...firm, contacts: [contact] })).toEqual([]);
  });

  test.each<Wrong>([
    ['nothing', { name: undefined, role: undefined }, ['name required', 'role required']],
    ['a name of a letter', { name: 'م' }, ['name too-short 2']],
    ['a name that is too long', { name: 'م'.repeat(121) }, ['name too-long 120']],
    ['a role that there is not', { role: 'king' }, ['role not-a-choice']],
    ['an empty machine', { machines: ['مخرطة', ' '] }, ['machines.1 required']],
    ['too many machines', { machines: Array(31).fill('مخرطة') }, ['machines too-many 30']],
    ['machines that are no list', { machines: 'مخرطة' }, ['machines unreadable']],
    ['a place beyond the pole', { place: { lat: 91, lng: 0 } }, ['place.lat too-big 90']],
    ['half a place', { place: { lat: 30 } }, ['place.lng required']],
    ['a size that there is not', { size: 6 }, ['size not-a-choice']],
    ['a phone that is none', { contacts: [{ ...contact, value: 'call me' }] }, ['contacts.0.value not-a-phone']],
    [
      'a WhatsApp without a country',
      { contacts: [contact, { ...contact, kind: 'whatsapp', value: '01012345678' }] },
      ['contacts.1.value not-a-phone'],
    ],
    ['an e-mail that is none', { contacts: [{ ...contact, kind: 'email', value: 'a@b' }] }, ['contacts.0.value not-an-address']],
    ['a site that is none', { contacts: [{ ...contact, kind: 'site', value: 'my site' }] }, ['contacts.0.value not-an-address']],
    ['an empty contact', { contacts: [{ ...contact, value: '' }] }, ['contacts.0.value required']],
    ['a contact without a value', { contacts: [{ ...contact, value: undefined }] }, ['contacts.0.value required']],
    ['a contact of a kind that there is not', { contacts: [{ ...contact, kind: 'fax' }] }, ['contacts.0.kind not-a-choice']],
    ['a contact for whoever', { contacts: [{ ...contact, visibility: undefined }] }, ['contacts.0.visibility required']],
    ['too many contacts', { contacts: Array(9).fill(contact) }, ['contacts too-many 8']],
    ['a field that there is not', { trusted: true }, ['trusted unknown-field']],
  ])('is refused with %s', (_, over, refusals) => {
    expect(wrong(FirmDraft, { ...firm, ...over })).toEqual(refusals);
  });
});

describe('a search', () => {
  test.each<Wrong>([
    ['words without end', { q: 'ج'.repeat(201) }, ['q too-long 200']],
    ['words given twice', { q: ['جلد', 'خشب'] }, ['q unreadable']],
    ['a kind that there is not', { kind: 'goods' }, ['kind not-a-choice']],
    ['a price in words', { priceMin: 'abc' }, ['priceMin not-a-number']],
    ['half a minor unit', { priceMin: '1.5' }, ['priceMin not-whole']],
    ['a price below nothing', { priceMax: '-1' }, ['priceMax too-small 0']],
    ['prices upside down', { priceMin: '10', priceMax: '9' }, ['priceMax wrong-order']],
    ['quantities upside down', { quantityMin: '10', quantityMax: '9', unit: 'KGM' }, ['quantityMax wrong-order']],
    ['a quantity without a unit', { quantityMin: '10' }, ['unit required']],
    ['a distance from nowhere', { within: '5' }, ['near required']],
    ['the nearest to nowhere', { sort: 'nearest' }, ['near required']],
    ['a place in words', { near: 'الخليل' }, ['near unreadable']],
    ['a place beyond the pole', { near: '91,0' }, ['near unreadable']],
    ['a distance of nothing', { near: '30,31', within: '0' }, ['within too-small 0.1']],
    ['an order that there is not', { sort: 'cheapest' }, ['sort not-a-choice']],
    ['page nought', { page: '0' }, ['page too-small 1']],
    ['a page beyond the last', { page: '501' }, ['page too-big 500']],
    ['half a page', { page: '1.5' }, ['page not-whole']],
    ['a page in words', { page: 'x' }, ['page not-a-number']],
    ['more than a page holds', { limit: '51' }, ['limit too-big 50']],
    ['a field that there is not', { cluster: 'robbiki' }, ['cluster unknown-field']],
  ])('is refused with %s', (_, query, refusals) => {
    expect(wrong(SearchQuery, query)).toEqual(refusals);
  });
});

describe('a decision', () => {
  test.each<Wrong>([
    ['nothing', { act: undefined, revision: undefined }, ['act required', 'revision required']],
    ['an act that there is not', { act: 'approve' }, ['act not-a-choice']],
    ['a return without a reason', { act: 'return' }, ['reason required']],
    ['a removal without a reason', { act: 'remove' }, ['reason required']],
    ['a reason that there is not', { act: 'return', reason: 'ugly' }, ['reason not-a-choice']],
    ['another reason that is not said', { act: 'return', reason: 'other', words: '  \n' }, ['words required']],
    ['more words than a page holds', { words: 'ا'.repeat(1_001) }, ['words too-long 1000']],
    ['revision nought', { revision: 0 }, ['revision too-small 1']],
    ['a revision as text', { revision: '2' }, ['revision not-a-number']],
    ['a field that there is not', { by: 'me' }, ['by unknown-field']],
  ])('is refused with %s', (_, over, refusals) => {
    expect(wrong(Decision, { ...decision, ...over })).toEqual(refusals);
  });

  test('to publish needs no reason, any other needs one', () => {
    expect(wrong(Decision, decision)).toEqual([]);
    expect(wrong(Decision, { ...decision, act: 'return', reason: 'price-missing' })).toEqual([]);
    expect(wrong(Decision, { ...decision, act: 'remove', reason: 'other', words: 'خارج العنقود' })).toEqual([]);
  });
});

describe('a token', () => {
  test('that may do nothing lacks its scopes', () => {
    expect(wrong(TokenDraft, { name: 'ERP', scopes: [], days: 30 })).toEqual(['scopes required']);
    expect(wrong(TokenDraft, { name: 'ERP', scopes: ['admin'], days: 367 })).toEqual(['scopes.0 not-a-choice', 'days too-big 366']);
  });
});

describe('a refusal', () => {
  // zod leaves the input out of its issues unless it is asked for, and then every wrong type and wrong choice is called "required"
  test.fails('tells what is missing from what is wrong also when the parser does not report its input', () => {
    expect(wrong(ListingDraft, { ...listing, direction: 'gift', title: 5, term: 'شهر' }, false)).toEqual([
      'direction not-a-choice',
      'title unreadable',
      'term not-a-number',
    ]);
  });

  test('of an input that is no object at all has an empty path', () => {
    expect(wrong(ListingDraft, 'x')).toEqual([' unreadable']);
    expect(wrong(ListingDraft, null)).toEqual([' required']);
    expect(wrong(ListingDraft, [])).toEqual([' unreadable']);
  });

  test('says only what the closed list holds', () => {
    const refusals = wrong(ListingDraft, { direction: 1, kind: [], title: {}, price: { min: 'x' }, visibility: true, x: 1 });
    expect(refusals.length).toBeGreaterThan(5);
    for (const refusal of refusals) expect(fieldCodes).toContain(refusal.split(' ')[1]);
  });

  test('is answered with a status of an error', () => {
    for (const status of Object.values(refusalStatus)) expect(status >= 400 && status < 600).toBe(true);
  });

  test('carries fields only when there are some', () => {
    expect(no('not-found')).toEqual({ refusal: { code: 'not-found' } });
    expect(no('invalid', [{ path: 'price.min', code: 'required' }])).toEqual({
      refusal: { code: 'invalid', fields: [{ path: 'price.min', code: 'required' }] },
    });
  });
});
