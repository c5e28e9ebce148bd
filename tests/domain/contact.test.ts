/** Contacts of a firm: kept in one form, and harmless to click. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Contact } from '../../schema/firm.ts';

const kept = (kind: string, value: string) => Contact.safeParse({ kind, value, visibility: 'public' }).data?.value ?? null;

describe('a contact', () => {
  test('by phone or WhatsApp is kept as E.164', () => {
    expect(kept('phone', '٠٠٢٠ ١٠ ١٢٣٤ ٥٦٧٨')).toBe('+201012345678');
    expect(kept('whatsapp', '+970 599-123-456')).toBe('+970599123456');
  });

  test('by e-mail is kept as written', () => {
    expect(kept('email', ' Tarek@robbiki.example ')).toBe('Tarek@robbiki.example');
  });

  test('by site is a full address, with https when none is said', () => {
    expect(kept('site', 'robbiki.example')).toBe('https://robbiki.example/');
    expect(kept('site', 'http://robbiki.example/a?b=c')).toBe('http://robbiki.example/a?b=c');
    expect(kept('site', 'HTTPS://ROBBIKI.example')).toBe('https://robbiki.example/');
  });

  test.each([
    ...[
      'javascript:alert(1)',
      'JavaScript://a.b/%0aalert(1)',
      'java\u0000script:alert(1)',
      ' javascript:alert(1).x',
      'vbscript:a.b',
      'data:text/html,a.b',
    ],
    ...[
      'file:///etc/a.b',
      'ftp://a.b',
      '//evil.example',
      '///a.b',
      'https://',
      'https:///a.b',
      'localhost',
      'http://localhost/a.b',
      'a b.c',
    ],
  ])('by site is not %j', (value) => {
    expect(kept('site', value)).toBeNull();
  });

  test('by site leads to the web and nowhere else, whatever was typed', () => {
    const piece = fc.constantFrom(
      'javascript:',
      'https://',
      'http:',
      '//',
      'data:',
      'a.b',
      'evil',
      '@',
      ':',
      '/',
      '\\',
      '.',
      ' ',
      '\u0001',
      '\u200B',
      '%0a',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')),
          fc.webUrl(),
          fc.string(),
        ),
        (value) => {
          const site = kept('site', value);
          if (site !== null) expect(['http:', 'https:']).toContain(new URL(site).protocol);
        },
      ),
    );
  });
});
