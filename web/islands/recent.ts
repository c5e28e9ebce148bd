/** What was searched for on this phone, to be searched for again. It stays on the phone, one list for each market. */

const most = 6;
const place = 'searches';

type Lists = Record<string, string[]>;

/** Fills the list where a page has room for it. */
export function offerRecent(): void {
  const room = document.querySelector<HTMLElement>('[data-recent]');
  const list = room?.querySelector('ul');
  if (!room || !list) return;
  const words = read()[location.pathname] ?? [];
  list.replaceChildren(
    ...words.map((one) => {
      const link = document.createElement('a');
      link.href = `${location.pathname}?q=${encodeURIComponent(one)}`;
      link.dir = 'auto';
      link.textContent = one;
      const item = document.createElement('li');
      item.appendChild(link);
      return item;
    }),
  );
  room.hidden = words.length === 0;
}

/** Keeps the words of the address, if they found something. Those that they continue give way to them. */
export function remember(): void {
  const words = new URLSearchParams(location.search).get('q')?.trim().replace(/\s+/g, ' ') ?? '';
  if ([...words].length < 2 || !document.querySelector('form[data-typing]') || !document.querySelector('#search .cards')) return;
  const lists = read();
  const before = lists[location.pathname] ?? [];
  write({ ...lists, [location.pathname]: [words, ...before.filter((one) => !words.startsWith(one))].slice(0, most) });
}

export function forgetWhenAsked(): void {
  document.addEventListener('click', (event) => {
    const room = (event.target as Element).closest<HTMLElement>('[data-recent] button')?.closest<HTMLElement>('[data-recent]');
    if (!room) return;
    const { [location.pathname]: _, ...others } = read();
    write(others);
    room.hidden = true;
    document.getElementById('q')?.focus();
  });
  // whoever signs out may be giving the phone to somebody else
  document.addEventListener('submit', (event) => {
    if (/\/(sign-out|me\/sessions)$/.test((event.target as HTMLFormElement).action)) write({});
  });
}

/** Whatever else may stand there is no list of ours. */
function read(): Lists {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    const lists = Object.entries(found ?? {}).filter(([, list]) => Array.isArray(list) && list.every((one) => typeof one === 'string'));
    return Object.fromEntries(lists) as Lists;
  } catch {
    return {};
  }
}

function write(lists: Lists): void {
  try {
    localStorage.setItem(place, JSON.stringify(lists));
  } catch {
    // a phone that keeps nothing
  }
}
