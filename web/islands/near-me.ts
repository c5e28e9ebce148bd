/** "Near me now": asks the telephone where it is, and searches around that place. */

export function offerNearMe(): void {
  if (!('geolocation' in navigator)) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-near-me][hidden]')) {
    button.hidden = false;
    button.addEventListener('click', () => search(button));
  }
}

function search(button: HTMLButtonElement): void {
  const near = button.form?.elements.namedItem('near');
  if (!(near instanceof HTMLSelectElement)) return;
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      button.disabled = false;
      // ten metres are near enough, and the address may be sent on
      const place = `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`;
      near.add(new Option(button.dataset.nearMe, place, true, true));
      button.form?.requestSubmit();
    },
    () => {
      button.disabled = false;
      const said = document.createElement('p');
      said.className = 'problem';
      said.role = 'alert';
      said.textContent = button.dataset.failed ?? '';
      button.replaceWith(said);
    },
    { maximumAge: 60_000, timeout: 15_000 },
  );
}
