/** Which configurations may serve. */
import { describe, expect, it } from 'vitest';
import { advice, lacking, newVapidKey } from '../../scripts/preflight.ts';
import { type Env, readSettings, settings } from '../../worker/env.ts';
import { developmentVapidKey } from '../../worker/vapid.ts';

const secret = 'q7Rk2mZx9Tv4Lp8Wd3Nc6Ys1Hb5Jf0Ga';
const production = {
  STAGE: 'production',
  PUBLIC_URL: 'https://unqud.test',
  AUTH_SECRET: secret,
  SMS_URL: 'https://gateway.test/send',
  SMS_BODY: '{"to":"{to}","text":"{text}"}',
  OPERATORS: '+201000000001',
};
const mail = { EMAIL_URL: 'https://mail.test/', EMAIL_BODY: '{"to":"{to}","subject":"{subject}","text":"{text}"}' };
const wrongAbout = (vars: Record<string, unknown>) => readSettings(vars).wrong?.map(({ about }) => about) ?? [];

describe('development', () => {
  it('needs next to nothing', () => {
    expect(readSettings({ STAGE: 'development', DEV_OUTBOX: 'on' }).settings).toMatchObject({
      stage: 'development',
      publicUrl: 'http://127.0.0.1:8787',
      devOutbox: true,
      sms: null,
      sendsPerAddress: 30,
      operators: new Set(),
    });
  });

  it('needs some way for a code to arrive', () => {
    expect(wrongAbout({ STAGE: 'development' })).toEqual(['DEV_OUTBOX']);
    expect(wrongAbout({ ...production, STAGE: 'test', SMS_URL: 'http://127.0.0.1:9999/', AUTH_SECRET: '' })).toEqual([]);
  });
});

describe('production', () => {
  it('serves when everything is set', () => {
    expect(readSettings(production).settings).toMatchObject({ stage: 'production', publicUrl: 'https://unqud.test', devOutbox: false });
  });

  it.each<[string, string, string | undefined]>([
    ['shows codes to everyone', 'DEV_OUTBOX', 'on'],
    ['is not https', 'PUBLIC_URL', 'http://unqud.test'],
    ['has no address', 'PUBLIC_URL', undefined],
    ['has an address with a path', 'PUBLIC_URL', 'https://unqud.test/market'],
    ['has no secret', 'AUTH_SECRET', undefined],
    ['has a blank secret', 'AUTH_SECRET', '  '],
    ['has a short secret', 'AUTH_SECRET', secret.slice(1)],
    ['has a secret of few characters', 'AUTH_SECRET', 'aB3aB3aBB3aB3aaB3aB33aB3aB3aBB3aB3'],
    ['has a secret that repeats', 'AUTH_SECRET', 'q7Rk2mZx9Tv4Lp8Wq7Rk2mZx9Tv4Lp8W'],
    ['has the secret of development', 'AUTH_SECRET', 'development-only-development-only-development-only'],
    ['has no gateway', 'SMS_URL', ''],
    ['has a gateway in clear', 'SMS_URL', 'http://gateway.test/send'],
    ['has a gateway that is no address', 'SMS_URL', 'gateway'],
    ['has a strange method', 'SMS_METHOD', 'DELETE'],
    ['has headers that are no JSON', 'SMS_HEADERS', 'Authorization: x'],
    ['has headers that are no texts', 'SMS_HEADERS', '{"Authorization":1}'],
    ['has a content type that cannot be filled in', 'SMS_HEADERS', '{"Content-Type":"text/xml"}'],
    ['leaves the phone out', 'SMS_BODY', '{"text":"{text}"}'],
    ['leaves the body out', 'SMS_BODY', ''],
    ['has a broken body', 'SMS_BODY', '{"to":"{to}","text":"{text}"'],
    ['has an e-mail gateway in clear', 'EMAIL_URL', 'http://mail.test/{to}{subject}{text}'],
    ['has an e-mail gateway that is told no subject', 'EMAIL_BODY', '{"to":"{to}","text":"{text}"}'],
    ['has a key for pushes that is none', 'VAPID_KEY', '{"kty":"EC"}'],
    ['has the key for pushes of development', 'VAPID_KEY', developmentVapidKey],
    ['says nobody whom push services may write to', 'VAPID_SUBJECT', 'somebody'],
    ['has a budget that is no number', 'TEXTS_PER_FIRM', 'some'],
    ['has an operator without country', 'OPERATORS', '01000000001'],
    ['has a limit that is no number', 'SENDS_PER_ADDRESS', 'many'],
    ['has a limit of nothing', 'SENDS_PER_ADDRESS', '0'],
  ])('refuses to serve when it %s', (_, name, value) => {
    expect(new Set(wrongAbout({ ...production, ...(name.startsWith('EMAIL') && mail), [name]: value }))).toEqual(new Set([name]));
  });

  it('tells by push and e-mail when it has a key and a gateway, and serves without', async () => {
    expect(readSettings(production).settings).toMatchObject({ vapid: null, email: null, textsPerFirm: 30 });
    const key = await newVapidKey();
    const told = readSettings({ ...production, ...mail, VAPID_KEY: key, TEXTS_PER_FIRM: '0' }).settings;
    expect(told).toMatchObject({
      vapid: { subject: 'https://unqud.test', publicKey: expect.stringMatching(/^B[\w-]{86}$/) },
      email: { url: 'https://mail.test/', encoding: 'json' },
      textsPerFirm: 0,
    });
    const point = Uint8Array.from(atob((told?.vapid?.publicKey ?? '').replaceAll('-', '+').replaceAll('_', '/')), (one) =>
      one.charCodeAt(0),
    );
    const { x, y } = JSON.parse(key);
    const imported = await crypto.subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
    expect(await crypto.subtle.exportKey('jwk', imported)).toMatchObject({ x, y });
  });

  it('is what an unknown stage is held to', () => {
    expect(wrongAbout({ ...production, STAGE: 'prod', DEV_OUTBOX: 'on', AUTH_SECRET: 'x' })).toEqual([
      'STAGE',
      'DEV_OUTBOX',
      'AUTH_SECRET',
    ]);
    expect(wrongAbout({ DEV_OUTBOX: 'on' })).toEqual(
      expect.arrayContaining(['STAGE', 'DEV_OUTBOX', 'AUTH_SECRET', 'PUBLIC_URL', 'SMS_URL']),
    );
  });
});

describe('settings', () => {
  it('are parsed once for an environment, and say everything that is wrong in sentences', () => {
    const env = { ...production, DEV_OUTBOX: 'on', SMS_URL: '' } as unknown as Env;
    expect(settings(env)).toBe(settings(env));
    expect(settings(env).wrong).toHaveLength(2);
    for (const sentence of settings(env).wrong ?? []) expect(sentence).toMatch(/^[A-Z_]+ .*\.$/);
  });
});

describe('preflight', () => {
  const { AUTH_SECRET, ...vars } = production;
  const bindings = {
    d1_databases: [{ binding: 'DIRECTORY', database_id: '3f2a1b4c-5d6e-4f70-8a9b-0c1d2e3f4a5b' }],
    durable_objects: { bindings: [{ name: 'MARKET' }] },
  };

  it('lacks nothing when the secret is known here', () => {
    expect(lacking({ vars, ...bindings }, { AUTH_SECRET })).toEqual([]);
  });

  it('asks for a secret that is nowhere, and believes Cloudflare that one is set', () => {
    expect(lacking({ vars, ...bindings }, {})).toEqual([expect.stringContaining('AUTH_SECRET is not set')]);
    expect(lacking({ vars, ...bindings }, {}, new Set(['AUTH_SECRET']))).toEqual([]);
  });

  it('advises to tell by push and e-mail, and does not insist', () => {
    expect(advice({ vars, ...bindings }, { AUTH_SECRET }).map((sentence) => sentence.split(' ')[0])).toEqual(['VAPID_KEY', 'EMAIL_URL']);
    expect(advice({ vars: { ...vars, ...mail }, ...bindings }, {}, new Set(['VAPID_KEY']))).toEqual([]);
  });

  it('does not believe that a weak secret known here is good', () => {
    expect(lacking({ vars, ...bindings }, { AUTH_SECRET: 'weak' }, new Set(['AUTH_SECRET']))).toHaveLength(1);
  });

  it('names every gap of an empty configuration', () => {
    const sentences = lacking({}, {}).join('\n');
    for (const name of ['STAGE', 'PUBLIC_URL', 'AUTH_SECRET', 'SMS_URL', 'OPERATORS', 'DIRECTORY', 'MARKET'])
      expect(sentences).toContain(name);
  });

  it('finds placeholders and a secret in the open', () => {
    expect(lacking({ vars: { ...vars, PUBLIC_URL: 'https://unqud.example' }, ...bindings }, { AUTH_SECRET })).toEqual([
      'PUBLIC_URL is still an example address.',
    ]);
    expect(lacking({ vars: production, ...bindings }, {})).toEqual([expect.stringContaining('AUTH_SECRET is written in wrangler.jsonc')]);
    expect(
      lacking({ vars, ...bindings, d1_databases: [{ binding: 'DIRECTORY', database_id: 'unqud-development' }] }, { AUTH_SECRET }),
    ).toHaveLength(1);
  });
});
