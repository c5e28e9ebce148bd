/** Lines of agreements: who gets what from whom, and for how much. */
import type { Agreement } from '../../schema/agreement.ts';
import type { View } from '../view.ts';
import { ventureAddress } from './notice-address.ts';

export function AgreementRows({ view, agreements }: { view: View; agreements: Agreement[] }) {
  const { text, format, cluster } = view;
  const words = text.matching.agreements;
  const market = `/c/${cluster?.slug}`;
  return (
    <ul class="rows agreements">
      {agreements.map(({ of, venture, taker, giver, title, quantity, amount, currency, at }) => (
        <li>
          <p class="by">
            <a href={ventureAddress(cluster?.slug ?? '', of, venture)}>{words.of[of]}</a>
            <span>{format.day(at)}</span>
          </p>
          <p dir="auto">
            <b>{title}</b>
          </p>
          <p class="passing">
            {giver ? (
              <>
                <a href={`${market}/f/${giver.id}`}>
                  <bdi>{giver.name}</bdi>
                </a>{' '}
                {words.gives}{' '}
              </>
            ) : null}
            <a href={`${market}/f/${taker.id}`}>
              <bdi>{taker.name}</bdi>
            </a>
            {giver ? null : ` ${words.takes}`}
          </p>
          {quantity || amount !== null ? (
            <p class="figures">
              {amount !== null && currency ? <b>{format.money(amount, currency)}</b> : null}
              {quantity ? <span>{format.quantity(quantity)}</span> : null}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
