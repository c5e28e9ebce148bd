/** Working together: the ways in which firms of a cluster do what one alone does not. */
import type { Together } from '../../schema/together.ts';
import { Layout } from '../layout.tsx';
import { type Way, wayPicture, ways } from '../parts/way-pictures.tsx';
import type { View } from '../view.ts';

export function TogetherPage({ view, together }: { view: View; together: Together }) {
  const { text, format, cluster } = view;
  const words = text.matching.together;
  return (
    <Layout view={view} title={words.title} tab={null} together>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <ul class="cards">
        {ways.map((way) => (
          <li class="card way-card">
            {wayPicture(way)}
            <h2>
              <a href={`/c/${cluster?.slug}/${way}`}>{words.ways[way].name}</a>
            </h2>
            <p>{words.ways[way].what}</p>
            {counted(way) && together[way] > 0 ? (
              <p>
                <b class="state">{words.counts[way](together[way], format.number(together[way]))}</b>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Layout>
  );
}

const counted = (way: Way): way is keyof Together => way !== 'watches' && way !== 'agreements';
