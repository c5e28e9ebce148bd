/** Voice notes as strangers send them: what they are and how long they last. */
import { describe, expect, test } from 'vitest';
import { readVoice } from '../../../worker/domain/media/voice.ts';
import { big, bytes, element, little, oggPage, opusHead, placeOf, withChanged, withInserted } from './parts.ts';
import { photos, strangers, voices } from './samples.ts';

const { webm, webmPieces, ogg } = voices;
/** 20 ms of speech. */
const packet = Uint8Array.of(0x08, 1, 2, 3);
const comments = bytes('OpusTags', little(4, 4), 'none', little(0, 4));

const ids = {
  ebml: [0x1a, 0x45, 0xdf, 0xa3],
  docType: [0x42, 0x82],
  segment: [0x18, 0x53, 0x80, 0x67],
  info: [0x15, 0x49, 0xa9, 0x66],
  scale: [0x2a, 0xd7, 0xb1],
  duration: [0x44, 0x89],
  tracks: [0x16, 0x54, 0xae, 0x6b],
  entry: [0xae],
  number: [0xd7],
  type: [0x83],
  codec: [0x86],
  codecHead: [0x63, 0xa2],
  video: [0xe0],
  encodings: [0x6d, 0x80],
  cluster: [0x1f, 0x43, 0xb6, 0x75],
  time: [0xe7],
  simpleBlock: [0xa3],
  group: [0xa0],
  block: [0xa1],
  attachments: [0x19, 0x41, 0xa4, 0x69],
  nothing: [0xec],
};
const ebml = element(ids.ebml, element(ids.docType, 'webm'));
const opus = [element(ids.number, [1]), element(ids.type, [2]), element(ids.codec, 'A_OPUS'), element(ids.codecHead, opusHead())];
const tracks = element(ids.tracks, element(ids.entry, ...opus));
const blockBody = (time: number, sound = packet, track = 1, flags = 0x80) => bytes([0x80 | track], big(time, 2), [flags], sound);
const blockOf = (time: number, sound = packet, track = 1, flags = 0x80) => element(ids.simpleBlock, blockBody(time, sound, track, flags));
/** Of unknown size, from a time in milliseconds. */
const cluster = (from: number, ...blocks: Uint8Array[]) => bytes(element(ids.cluster), element(ids.time, big(from, 4)), ...blocks);
const recording = (...parts: Uint8Array[]) => bytes(ebml, element(ids.segment), tracks, ...parts);
/** A second of speech from a time on. */
const second = (from = 0) => cluster(from, ...Array.from({ length: 50 }, (_, i) => blockOf(20 * i)));

describe('a voice note', () => {
  test.each([
    ['that Chromium finished', webm, 'audio/webm', 1200],
    ['of Chromium in pieces of unknown size', webmPieces, 'audio/webm', 960],
    ['of opusenc', ogg, 'audio/ogg', 1300],
  ] as const)('%s is read by its bytes', (_, file, type, milliseconds) => {
    expect(readVoice(file)).toEqual({ type, milliseconds });
    expect(readVoice(bytes([1], file, [2]).subarray(1, -1))).toEqual({ type, milliseconds });
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a film', voices.webmFilm],
    ['a photo', photos.jpeg],
    ['a WebP', strangers.webpAnimated],
    ['a sound in MP4', bytes(big(24, 4), 'ftypmp42', big(0, 4), 'mp42Opus')],
    ['a sound in WAVE', bytes('RIFF', little(40, 4), 'WAVEfmt ', little(16, 4))],
    ['an MP3', bytes('ID3\x04\0', big(0, 4))],
    ['a page', bytes('<!DOCTYPE html><script>1</script>')],
    ['a page with a note in it', bytes('<html>', webm)],
  ])('is not %s', (_, file) => {
    expect(readVoice(file)).toBeNull();
  });

  test('cut anywhere is shorter or none', () => {
    for (const [file, milliseconds] of [
      [webm, 1200],
      [webmPieces, 960],
      [ogg, 1300],
    ] as const)
      for (let length = 0; length < file.length; length++) {
        const read = readVoice(file.subarray(0, length));
        if (read) expect(read.milliseconds).toBeLessThan(milliseconds);
      }
  });
});

describe('packets of Opus', () => {
  const frame = (length: number) => new Array<number>(length).fill(1);
  const sound = (content: number[]) => readVoice(recording(cluster(0, blockOf(0, Uint8Array.from(content)))))?.milliseconds ?? null;

  test.each([
    ['10 ms of speech', [0x00, 1], 10],
    ['60 ms of speech', [0x18, 1], 60],
    ['20 ms of both', [0x68, 1], 20],
    ['5 ms of music', [0x88, 1], 5],
    ['20 ms of music', [0xf8, 1], 20],
    ['a frame without sound', [0x08], 20],
    ['two frames of one length', [0x09, 1, 2], 40],
    ['two frames of their own lengths', [0x0a, 1, 1, 2, 3], 40],
    ['two frames, the first one long', [0x0a, 252, 0, ...new Array<number>(252).fill(1)], 40],
    ['three frames of one length', [0x0b, 3, 1, 2, 3], 60],
    ['six frames of their own lengths', [0x0b, 0x86, 1, 0, 2, 0, 0, 1, 2, 2, 5], 120],
    ['10 ms of both', [0x60, 1], 10],
    ['the last mode of speech', [0x58, 1], 60],
    ['the last mode of both', [0x78, 1], 20],
    ['2.5 ms of music', [0x80, 1, 2, ...new Array<number>(40).fill(3)], 3],
    ['the longest frame', [0x08, ...frame(1275)], 20],
    ['two of the longest frames', [0x09, ...frame(2550)], 40],
    ['two of the longest frames with a length', [0x0a, 255, 255, ...frame(2550)], 40],
    ['three of the longest frames', [0x0b, 3, ...frame(3825)], 60],
    ['three of the longest frames with lengths', [0x0b, 0x83, 255, 255, 255, 255, ...frame(3825)], 60],
    ['a frame of 251 bytes and another', [0x0a, 251, ...frame(253)], 40],
    ['a frame of 253 bytes and an empty one', [0x0a, 253, 0, ...frame(253)], 40],
    ['a frame with long padding', [0x0b, 0x41, 255, 0, 1, ...frame(254)], 20],
    ['a frame of nothing with padding', [0x0b, 0x41, 2, 0, 0], 20],
    ['two frames with padding', [0x0b, 0x42, 2, 1, 2, 0, 0], 40],
  ])('%s sound as long as they say', (_, content, milliseconds) => {
    expect(sound(content)).toBe(milliseconds);
  });

  test.each([
    ['two frames that are not of one length', [0x09, 1]],
    ['a frame longer than its packet', [0x0a, 4, 1]],
    ['a frame without its length', [0x0a]],
    ['half a length', [0x0a, 252]],
    ['no frames', [0x0b, 0]],
    ['frames that are not counted', [0x0b]],
    ['more than 120 ms', [0x0b, 7]],
    ['three frames that are not of one length', [0x0b, 3, 1, 2]],
    ['frames longer than their packet', [0x0b, 0x82, 9, 1]],
    ['frames without lengths', [0x0b, 0x83, 1]],
    ['more padding than packet', [0x0b, 0x41, 9]],
    ['padding without end', [0x0b, 0x41, 255, 255]],
    ['a frame longer than any', [0x08, ...frame(1276)]],
    ['two frames longer than any', [0x09, ...frame(2552)]],
    ['two frames, the second one longer than any', [0x0a, 0, ...frame(1276)]],
    ['three frames longer than any', [0x0b, 3, ...frame(3828)]],
    ['three frames, the last one longer than any', [0x0b, 0x83, 0, 0, ...frame(1276)]],
    ['long padding without its packet', [0x0b, 0x41, 255, 0, ...frame(253)]],
    ['a frame of 253 bytes that is not there', [0x0a, 253, 0, ...frame(252)]],
  ])('%s are none', (_, content) => {
    expect(sound(content)).toBeNull();
  });
});

describe('a WebM', () => {
  const lasts = (file: Uint8Array) => readVoice(file)?.milliseconds ?? null;
  const float = (value: number) => {
    const eight = new Uint8Array(8);
    new DataView(eight.buffer).setFloat64(0, value);
    return eight;
  };
  const info = (scale: number, duration: number) =>
    element(ids.info, element(ids.scale, big(scale, 4)), element(ids.duration, float(duration)));

  test('lasts up to the end of its last packet, over any number of clusters', () => {
    expect(lasts(recording(second()))).toBe(1000);
    expect(lasts(recording(second(), second(1000), second(2000)))).toBe(3000);
    const known = element(ids.cluster, element(ids.time, [0]), blockOf(0), blockOf(20));
    expect(lasts(recording(known, second(40)))).toBe(1040);
    expect(lasts(bytes(ebml, element(ids.segment, tracks, known)))).toBe(40);
  });

  test('with blocks in groups is read as with simple ones', () => {
    const group = (time: number) => element(ids.group, element(ids.block, blockBody(time)));
    expect(lasts(recording(cluster(0, group(0), group(20))))).toBe(40);
    expect(lasts(recording(cluster(0, element(ids.group, ''))))).toBeNull();
    expect(lasts(recording(cluster(0, element(ids.group, element(ids.block, blockBody(0)), element(ids.block, blockBody(0))))))).toBeNull();
  });

  test('is measured by its own clock, and lasts longer than its sound when packets were lost', () => {
    expect(lasts(recording(info(2_000_000, 1000), second()))).toBe(1980);
    expect(lasts(recording(second(), second(4000)))).toBe(5000);
  });

  test('whose sound is longer than its clock says is refused', () => {
    const hour = cluster(0, ...Array.from({ length: 100 }, () => blockOf(0)));
    expect(lasts(recording(hour))).toBeNull();
  });

  test('may say how long it lasts, when that is so', () => {
    expect(lasts(recording(info(1_000_000, 1500), second()))).toBe(1000);
    for (const told of [2001, 60_000, 0.5e-300, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(lasts(recording(info(1_000_000, told), second(), second(1000)))).toBe(told === 2001 ? 2000 : null);
    expect(lasts(recording(element(ids.info, element(ids.duration, [1, 2])), second()))).toBeNull();
    expect(lasts(recording(info(0, 1000), second()))).toBeNull();
  });

  const entry = (...elements: Uint8Array[]) => element(ids.entry, ...elements);
  const withTracks = (...entries: Uint8Array[]) => bytes(ebml, element(ids.segment), element(ids.tracks, ...entries), second());
  const replaced = (at: number, by: Uint8Array) => withTracks(entry(...opus.with(at, by)));
  test.each([
    ['of another codec', replaced(2, element(ids.codec, 'A_VORBIS'))],
    ['of PCM', replaced(2, element(ids.codec, 'A_PCM/FLOAT/IEEE'))],
    ['of a film alone', replaced(1, element(ids.type, [1]))],
    ['of sound that also has a picture', withTracks(entry(...opus, element(ids.video, '')))],
    ['that is encrypted', withTracks(entry(...opus, element(ids.encodings, '')))],
    ['with two tracks', withTracks(entry(...opus), entry(...opus))],
    ['without tracks', bytes(ebml, element(ids.segment), second())],
    ['with tracks twice', recording(tracks, second())],
    ['whose clock is explained behind its sound', recording(second(), info(2_000_000, 2000))],
    ['with its track behind its sound', bytes(ebml, element(ids.segment), second(), tracks)],
    ['without the head of Opus', withTracks(entry(...opus.slice(0, 3)))],
    ['with the head of something else', replaced(3, element(ids.codecHead, 'PlusHead', new Uint8Array(11)))],
    ['of no channel', replaced(3, element(ids.codecHead, opusHead(0)))],
    ['of two channels laid out in another way', replaced(3, element(ids.codecHead, opusHead(2, 312, 1)))],
    ['with a longer head', replaced(3, element(ids.codecHead, opusHead(), 'Planted'))],
    ['of six channels', replaced(3, element(ids.codecHead, opusHead(6, 312, 1)))],
    ['with files attached', recording(element(ids.attachments, 'Planted'), second())],
    ['of Matroska', bytes(element(ids.ebml, element(ids.docType, 'matroska')), element(ids.segment), tracks, second())],
    ['without its kind', bytes(element(ids.ebml, ''), element(ids.segment), tracks, second())],
    [
      'of a later version',
      bytes(element(ids.ebml, element(ids.docType, 'webm'), element([0x42, 0x85], [5])), element(ids.segment), tracks, second()),
    ],
    ['without sound', recording(cluster(0))],
    ['without a cluster', recording()],
    [
      'with more behind its end',
      bytes(ebml, element(ids.segment, tracks, element(ids.cluster, element(ids.time, [0]), blockOf(0))), 'Planted'),
    ],
    ['with something between its parts', recording(second(), bytes('Planted'))],
    ['whose blocks come before their time', recording(bytes(element(ids.cluster), blockOf(0)))],
    ['whose clock goes back', recording(second(), second())],
    ['whose clock begins before it', recording(cluster(0, blockOf(0xff00)))],
    ['with a block of another track', recording(cluster(0, blockOf(0), blockOf(20, packet, 2)))],
    ['with blocks in laces', recording(cluster(0, blockOf(0, packet, 1, 0x82)))],
    ['with an empty block', recording(cluster(0, blockOf(0, new Uint8Array())))],
    ['with an element longer than the file', bytes(recording(second()), ids.nothing, [0x88, 1])],
    ['with a size that is no number', bytes(recording(second()), ids.nothing, [0])],
  ])('%s is refused', (_, file) => {
    expect(readVoice(file)).toBeNull();
  });
});

describe('an Ogg', () => {
  const lasts = (file: Uint8Array) => readVoice(file)?.milliseconds ?? null;
  const heads = (preSkip = 312) => [
    oggPage({ flags: 2, sequence: 0, body: opusHead(1, preSkip) }),
    oggPage({ sequence: 1, body: comments }),
  ];
  /** A page of packets of 20 ms up to a time in samples. */
  const page = (sequence: number, granule: number, { many = 50, flags = 0, serial = 7 } = {}) =>
    oggPage({
      flags,
      sequence,
      granule,
      serial,
      lacing: new Array(many).fill(packet.length),
      body: bytes(...new Array<Uint8Array>(many).fill(packet)),
    });

  test('lasts as its last page says, without what comes before the sound', () => {
    expect(lasts(bytes(...heads(), page(2, 48_000)))).toBe(994);
    expect(lasts(bytes(...heads(3840), page(2, 48_000), page(3, 96_000), page(4, 120_000, { flags: 4 })))).toBe(2420);
  });

  test('of something that had begun before lasts from where it begins', () => {
    expect(lasts(bytes(...heads(0), page(2, 480_000), page(3, 528_000)))).toBe(2000);
  });

  test('may end in a page without sound', () => {
    expect(
      lasts(bytes(...heads(0), page(2, 48_000), oggPage({ flags: 4, sequence: 3, granule: 48_000, lacing: [], body: new Uint8Array() }))),
    ).toBe(1000);
  });

  test('whose packet goes on in the next page is read', () => {
    const long = bytes([0x08], new Uint8Array(599));
    const first = oggPage({ sequence: 2, granule: -1, lacing: [255, 255], body: long.subarray(0, 510) });
    const second = oggPage({ flags: 1, sequence: 3, granule: 960, lacing: [90], body: long.subarray(510) });
    expect(lasts(bytes(...heads(0), first, second))).toBe(20);
    expect(lasts(bytes(...heads(0), first))).toBeNull();
    expect(lasts(bytes(...heads(0), first, oggPage({ sequence: 3, granule: 960, lacing: [90], body: long.subarray(510) })))).toBeNull();
  });

  test('with long comments over several pages is read', () => {
    const long = bytes('OpusTags', little(4, 4), 'none', little(1, 4), little(1000, 4), new Uint8Array(1000));
    const first = oggPage({ sequence: 1, granule: -1, lacing: [255, 255], body: long.subarray(0, 510) });
    const rest = oggPage({ flags: 1, sequence: 2, body: long.subarray(510) });
    expect(lasts(bytes(heads(0)[0] as Uint8Array, first, rest, page(3, 48_000)))).toBe(1000);
  });

  const [start, tags] = heads() as [Uint8Array, Uint8Array];
  const whole = bytes(start, tags, page(2, 48_000, { flags: 4 }));
  test.each([
    ['whose sound is longer than its clock says', bytes(start, tags, page(2, 1000), page(3, 2000), page(4, 3000))],
    ['whose clock goes back', bytes(start, tags, page(2, 48_000), page(3, 96_000), page(4, 95_999))],
    ['without a clock', bytes(start, tags, page(2, -1))],
    ['shorter than what comes before the sound', bytes(...heads(5000), page(2, 960, { many: 1 }))],
    ['without sound', bytes(start, tags)],
    ['with another stream behind it', bytes(whole, whole)],
    ['with another stream beside it', bytes(start, tags, page(2, 48_000), page(3, 96_000, { serial: 8 }))],
    ['that lacks a page', bytes(start, tags, page(2, 48_000), page(4, 96_000))],
    ['with more behind its end', bytes(whole, 'Planted')],
    [
      'that breaks off in a packet',
      bytes(start, tags, page(2, 48_000), oggPage({ sequence: 3, granule: -1, lacing: [255], body: new Uint8Array(255) })),
    ],
    [
      'whose page without sound tells a clock',
      bytes(start, tags, page(2, 48_000), oggPage({ sequence: 3, granule: 48_000, lacing: [], body: new Uint8Array() })),
    ],
    ['that does not begin', bytes(oggPage({ sequence: 0, body: opusHead() }), tags, page(2, 48_000))],
    ['of Vorbis', bytes(oggPage({ flags: 2, sequence: 0, body: bytes('\x01vorbis', new Uint8Array(23)) }), tags, page(2, 48_000))],
    ['of Theora', bytes(oggPage({ flags: 2, sequence: 0, body: bytes('\x80theora', new Uint8Array(35)) }), tags, page(2, 48_000))],
    ['of six channels', bytes(oggPage({ flags: 2, sequence: 0, body: opusHead(6, 312, 1) }), tags, page(2, 48_000))],
    ['of a later version', bytes(oggPage({ flags: 2, sequence: 0, body: withChanged(opusHead(), 8, 16) }), tags, page(2, 48_000))],
    ['with something else than comments', bytes(start, oggPage({ sequence: 1, body: bytes('Planted') }), page(2, 48_000))],
    ['without comments', bytes(start, page(1, 48_000))],
    [
      'with sound in the page of its comments',
      bytes(start, oggPage({ sequence: 1, lacing: [comments.length, packet.length], body: bytes(comments, packet) }), page(2, 48_000)),
    ],
    [
      'with a packet that is none',
      bytes(
        whole.subarray(0, -4 * 50 - 77),
        oggPage({
          sequence: 2,
          granule: 48_000,
          lacing: [...new Array<number>(50).fill(4), 0],
          body: bytes(...new Array<Uint8Array>(50).fill(packet)),
        }),
      ),
    ],
    ['with a checksum that is wrong', withChanged(whole, whole.length - 1, 9)],
    ['with something between its pages', withInserted(whole, placeOf(whole, tags), 'Planted')],
  ])('%s is refused', (_, file) => {
    expect(readVoice(file)).toBeNull();
  });

  test('that the refused ones were made of is read', () => {
    expect(lasts(whole)).toBe(994);
  });
});
