/** "Near me now": asks the telephone where it is, and searches around that place. */

export function offerNearMe(): void {
  if (!('geolocation' in navigator)) return;
  for (const offer of document.querySelectorAll<HTMLElement>('[data-near-me][hidden]')) {
    offer.hidden = false;
    offer.addEventListener('click', () => search(offer));
  }
}

function search(offer: HTMLElement): void {
  const button = offer.querySelector('button');
  const form = button?.form;
  const near = form?.elements.namedItem('near');
  if (!button || !form || !(near instanceof HTMLSelectElement)) return;
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      button.disabled = false;
      // ten metres are near enough, and the address may be sent on
      const place = `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`;
      near.add(new Option(offer.dataset.nearMe, place, true, true));
      form.requestSubmit();
    },
    () => {
      offer.setAttribute('role', 'alert');
      offer.textContent = offer.dataset.failed ?? '';
    },
    { maximumAge: 60_000, timeout: 15_000 },
  );
}
