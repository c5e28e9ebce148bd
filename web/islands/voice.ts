/** The voice note of a form: recorded on the phone, heard, thrown away or recorded again, and sent ahead like a photo. */
import { clock, give, offerPlayers } from './player.ts';
import { type Attached, attached, attachedOf, filesGiven, putUnsent, removeUnsent, unsentOf } from './unsent.ts';
import { beforeLeaving, upload } from './upload.ts';

/** What the market takes. */
const types = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus'];
/** Milliseconds: no note is longer, and what is shorter was a slip of the thumb. */
const longest = 60_000;
const shortest = 400;
/** Bits in a second: speech needs no more, and a minute is 180 kB. */
const bits = 24_000;

export function offerVoice(): void {
  const type = recordable();
  const rooms = [...document.querySelectorAll<HTMLElement>('[data-voice]:not([data-on])')].map((room) => bind(room, type));
  if (rooms.length === 0) return;
  const of = (form: HTMLFormElement) => rooms.find((room) => room.form === form);
  beforeLeaving({ making: (form) => of(form)?.making(), send: async (form) => of(form)?.send() });
}

function recordable(): string | undefined {
  if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === 'undefined') return undefined;
  return types.find((type) => MediaRecorder.isTypeSupported(type));
}

function bind(room: HTMLElement, type: string | undefined) {
  room.dataset.on = '';
  const form = room.closest('form') as HTMLFormElement;
  const part = <T extends HTMLElement>(selector: string) => room.querySelector(selector) as T;
  const words = room.dataset;
  const address = words.voice ?? '';
  const field = part<HTMLInputElement>('[name=voice]');
  const heard = part('.voice-heard');
  const player = part('[data-player]');
  const state = part('.voice-state');
  const record = part<HTMLButtonElement>('[data-record]');
  const stop = part<HTMLButtonElement>('[data-stop]');
  const time = part('.voice-clock');
  const level = part('.voice-level');
  const resend = part('[data-resend]');
  const instead = words.instead ? form.querySelector<HTMLTextAreaElement>(`[name="${words.instead}"]`) : null;
  const needed = instead?.required ?? false;
  let recording: Recording | undefined;
  let done: Promise<void> | undefined;

  const has = () => field.value !== '' || Boolean(field.dataset.key);
  const draw = () => {
    record.hidden = recording !== undefined || has();
    stop.hidden = time.hidden = level.hidden = recording === undefined;
    heard.hidden = !has();
    room.dataset.state = recording ? 'recording' : has() ? 'has' : 'idle';
    part('.voice-ways').hidden = record.hidden && stop.hidden;
    part('.voice-acts [data-again]').hidden = type === undefined;
    part('.voice-acts [data-remove]').hidden = false;
    if (instead) instead.required = needed && !has();
  };

  const tell = (sentence = '', failed = false) => {
    state.textContent = sentence;
    resend.hidden = !failed;
  };

  const changed = () => form.dispatchEvent(new CustomEvent(attached, { bubbles: true }));

  const begin = async () => {
    tell();
    try {
      recording = await listen(type ?? '', (at, loud) => {
        time.textContent = `${clock(at)} / ${clock(longest)}`;
        (level.firstElementChild as HTMLElement).style.scale = `${loud} 1`;
        if (at >= longest) end();
      });
    } catch (error) {
      // there may be none, or none that is free
      return tell((error as Error).name === 'NotAllowedError' ? words.notAllowed : words.noMicrophone);
    }
    tell(words.recording);
    draw();
    stop.focus();
  };

  const end = () => {
    const ended = recording;
    if (!ended || done) return;
    done = ended.stop().then((note) => {
      recording = undefined;
      done = undefined;
      if (note.milliseconds < shortest || note.blob.size === 0) {
        tell(words.tooShort);
        draw();
        return record.focus();
      }
      const key = crypto.randomUUID();
      putUnsent(form, { kind: 'voice', key, blob: note.blob, alt: '' });
      field.dataset.key = key;
      give(player, URL.createObjectURL(note.blob), note.milliseconds);
      draw();
      changed();
      room.querySelector<HTMLElement>('.player-button')?.focus();
      void send();
    });
  };

  const send = async () => {
    const key = field.dataset.key;
    const unsent = unsentOf(form).find((one) => one.key === key);
    if (!unsent) return;
    tell(words.sending);
    const sent = await upload(form, address, unsent, () => {});
    // thrown away meanwhile
    if (field.dataset.key !== key) return;
    if ('id' in sent) {
      field.value = String(sent.id);
      tell(words.sent);
      changed();
    } else tell(sent.no || words.waits, true);
  };

  const remove = () => {
    if (field.dataset.key) removeUnsent(form, field.dataset.key);
    field.value = '';
    delete field.dataset.key;
    room.querySelector('audio')?.pause();
    tell();
    draw();
    changed();
  };

  const take = (file: Attached | undefined) => {
    field.value = file?.id ? String(file.id) : '';
    if (file?.key) field.dataset.key = file.key;
    else delete field.dataset.key;
    if (file?.blob) give(player, URL.createObjectURL(file.blob), 0);
    else if (file) give(player, `${address}/${file.id}`, Number(player.dataset.milliseconds));
    tell(file?.blob ? words.waits : '', Boolean(file?.blob));
    draw();
  };

  // a box for those without scripts
  room.querySelector('[name=drop]')?.closest('label')?.remove();
  record.addEventListener('click', () => void begin());
  stop.addEventListener('click', end);
  resend.addEventListener('click', () => void send());
  part('[data-remove]').addEventListener('click', () => {
    remove();
    record.focus();
  });
  part('[data-again]').addEventListener('click', () => {
    remove();
    void begin();
  });
  form.addEventListener(filesGiven, (event) => take((event as CustomEvent<Attached[]>).detail.find(({ kind }) => kind === 'voice')));
  addEventListener('online', () => void send());
  // somebody calls, or the page goes: what was said so far stays
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') end();
  });
  offerPlayers();
  take(attachedOf(form).find(({ kind }) => kind === 'voice'));
  room.hidden = type === undefined && !has();
  return {
    form,
    making: () => {
      if (recording) end();
      return done;
    },
    send,
  };
}

interface Recording {
  stop(): Promise<{ blob: Blob; milliseconds: number }>;
}

/** `heard` is told now and then how long it lasts, and how loud it is from 0 to 1. */
async function listen(type: string, heard: (milliseconds: number, loud: number) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: bits });
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const sound = new AudioContext();
  const meter = sound.createAnalyser();
  meter.fftSize = 512;
  sound.createMediaStreamSource(stream).connect(meter);
  const wave = new Uint8Array(meter.fftSize);
  const from = performance.now();
  // who wants less movement sees the clock alone
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const timer = setInterval(
    () => {
      meter.getByteTimeDomainData(wave);
      const loudest = wave.reduce((most, one) => Math.max(most, Math.abs(one - 128)), 0);
      heard(performance.now() - from, still ? 1 : Math.min(1, 0.1 + loudest / 64));
    },
    still ? 500 : 100,
  );
  heard(0, 0);
  recorder.start();
  return {
    stop: () =>
      new Promise((resolve) => {
        clearInterval(timer);
        const milliseconds = performance.now() - from;
        recorder.onstop = () => {
          for (const track of stream.getTracks()) track.stop();
          void sound.close();
          // readers of the type do not ask for its codec
          resolve({ blob: new Blob(pieces, { type: type.split(';')[0] }), milliseconds });
        };
        recorder.stop();
      }),
  };
}
