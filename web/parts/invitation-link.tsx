/** A new invitation's link, in every way in which it can reach the invited person: as text, as a QR code, by WhatsApp, by text message. */
import type { View } from '../view.ts';
import { Icon } from './icons.tsx';
import { QrCode } from './qr.tsx';

/** `into` is the firm that the link leads into; null when the invited person names a new one. */
export function InvitationLink({ view, token, into, expiresAt }: { view: View; token: string; into: string | null; expiresAt: number }) {
  const { cluster, origin, locale, format } = view;
  const text = view.text.manage.link;
  const address = `${origin}/c/${cluster?.slug}/join/${token}`;
  const name = cluster?.names[locale] ?? '';
  const sentence = encodeURIComponent(`${into === null ? text.sentence(name) : text.sentenceInto(into, name)}\n${address}`);
  return (
    <section class="invitation-link" aria-labelledby="link">
      <h2 id="link">{text.heading}</h2>
      <p class="link-text">
        <bdi dir="ltr">{address}</bdi>
      </p>
      <p class="buttons">
        <a class="button" href={`https://wa.me/?text=${sentence}`} rel="noreferrer">
          <Icon name="whatsapp" />
          {text.whatsapp}
        </a>
        <a class="button quiet" href={`sms:?body=${sentence}`}>
          {text.sms}
        </a>
      </p>
      <figure class="qr-frame">
        <QrCode text={address} title={text.qrTitle} />
        <figcaption>{text.qrHint}</figcaption>
      </figure>
      <p>{text.expires(format.day(expiresAt))}</p>
      <p class="hint">{text.once}</p>
    </section>
  );
}
