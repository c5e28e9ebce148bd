/** The player of voice notes: one button, the position, the time. Without scripts the browser's own stands there. */

export function offerPlayers(): void {
  for (const room of document.querySelectorAll<HTMLElement>('[data-player]:not([data-on])')) bind(room);
}

/** Gives a player something else to play; `milliseconds` is its length, which recorders do not write down. */
export function give(room: HTMLElement, address: string, milliseconds: number): void {
  room.dataset.milliseconds = String(milliseconds);
  const audio = room.querySelector('audio') as HTMLAudioElement;
  audio.src = address;
  room.dispatchEvent(new CustomEvent('given'));
}

function bind(room: HTMLElement): void {
  const audio = room.querySelector('audio');
  if (!audio) return;
  room.dataset.on = '';
  audio.controls = false;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'player-button';
  const icon = button.appendChild(document.createElement('i'));
  const position = Object.assign(document.createElement('input'), { type: 'range', min: '0', step: '100', value: '0' });
  position.setAttribute('aria-label', room.dataset.position ?? '');
  const time = document.createElement('span');
  time.className = 'player-time';
  time.dir = 'ltr';
  for (const one of [button, position, time]) room.appendChild(one);

  /** Of the whole, in milliseconds; 0 where nobody knows. */
  const length = () => Number(room.dataset.milliseconds) || (Number.isFinite(audio.duration) ? audio.duration * 1000 : 0);
  const draw = () => {
    const whole = length();
    const at = Math.min(audio.currentTime * 1000, whole || Number.POSITIVE_INFINITY);
    position.max = String(whole);
    position.disabled = whole === 0;
    position.value = String(at);
    const shown = audio.paused && at === 0 ? clock(whole) : `${clock(at)} / ${clock(whole)}`;
    time.textContent = whole ? shown : clock(at);
    position.setAttribute('aria-valuetext', time.textContent);
    icon.className = audio.paused ? 'i i-play' : 'i i-pause';
    button.setAttribute('aria-label', (audio.paused ? room.dataset.play : room.dataset.pause) ?? '');
  };

  button.addEventListener('click', () => {
    if (!audio.paused) return audio.pause();
    // one voice at a time
    for (const other of document.querySelectorAll('audio')) other.pause();
    // without a network it does not begin
    audio.play().catch(draw);
  });
  position.addEventListener('input', () => {
    audio.currentTime = Number(position.value) / 1000;
  });
  for (const name of ['timeupdate', 'play', 'pause', 'seeked', 'durationchange', 'emptied'] as const) audio.addEventListener(name, draw);
  audio.addEventListener('ended', () => {
    audio.currentTime = 0;
  });
  room.addEventListener('given', draw);
  draw();
}

/** Minutes and seconds; what has begun is not nothing. */
export function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
