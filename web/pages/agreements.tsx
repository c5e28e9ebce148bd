/** What one's firm has agreed on with others: the memory of having worked together. */
import type { Agreement } from '../../schema/agreement.ts';
import { Layout } from '../layout.tsx';
import { AgreementRows } from '../parts/agreement-rows.tsx';
import type { View } from '../view.ts';

export function AgreementsPage({ view, agreements }: { view: View; agreements: Agreement[] }) {
  const words = view.text.matching.agreements;
  return (
    <Layout view={view} title={words.title} tab={null} together>
      <p class="over">
        <a href={`/c/${view.cluster?.slug}/together`}>{view.text.matching.together.title}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {agreements.length === 0 ? (
        <div class="empty">
          <p>{words.none}</p>
          <p>
            <a class="button" href={`/c/${view.cluster?.slug}/together`}>
              {words.look}
            </a>
          </p>
        </div>
      ) : (
        <AgreementRows view={view} agreements={agreements} />
      )}
    </Layout>
  );
}
