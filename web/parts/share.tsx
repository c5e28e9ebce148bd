/** Ways in which a page gets to somebody else: by what the phone has for it, by WhatsApp, by a link that can be read out, by a QR code. */
import { pageOf, type Shareable, shortLink } from '../../schema/short-link.ts';
import type { View } from '../view.ts';
import { Icon } from './icons.tsx';
import { QrCode } from './qr.tsx';

/** One button: opens what the phone shares with, and where there is nothing leads to the page with all ways. */
export function ShareButton({ view, what, title }: { view: View; what: Shareable; title: string }) {
  return (
    <a class="button quiet" href={`${pageOf(what)}/share`} data-share={title} data-url={shortLink(what)}>
      <Icon name="share" />
      {view.text.sharing.open}
    </a>
  );
}

/** The link as it is read out and written down: browsers find the way without the scheme. */
export function LinkText({ view, what }: { view: View; what: Shareable }) {
  return (
    <bdi dir="ltr" class="short-link">
      {view.origin.replace(/^https?:\/\//, '')}
      <wbr />
      {shortLink(what)}
    </bdi>
  );
}

export function LinkCode({ view, what }: { view: View; what: Shareable }) {
  return <QrCode text={view.origin + shortLink(what)} title={view.text.sharing.qrTitle} />;
}

/** What is pressed to send the link. Sharing and copying need scripts, and are not there without. */
export function SendingWays({ view, what, title }: { view: View; what: Shareable; title: string }) {
  const t = view.text.sharing;
  const link = view.origin + shortLink(what);
  return (
    <p class="ways">
      <a class="button" href={`https://wa.me/?text=${encodeURIComponent(`${title}\n${link}`)}`} rel="noreferrer">
        <Icon name="whatsapp" />
        {t.whatsapp}
      </a>
      <button type="button" class="button quiet" data-share={title} data-url={shortLink(what)} hidden>
        <Icon name="share" />
        {t.send}
      </button>
      <button type="button" class="button quiet" data-copy={link} data-copied={t.copied} hidden>
        {t.copy}
      </button>
    </p>
  );
}
