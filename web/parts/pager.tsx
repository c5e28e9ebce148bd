/** The way to the page before and the page after. */
import type { View } from '../view.ts';

interface PagerProps {
  view: View;
  page: number;
  pages: number;
  /** The address of a page of the same list, all conditions kept. */
  at: (page: number) => string;
  /** The element that the island renews in place. */
  renew?: string;
}

export function Pager({ view, page, pages, at, renew }: PagerProps) {
  if (pages <= 1) return null;
  const { text, format } = view;
  return (
    <nav class="pager" aria-label={text.site.pages} data-renew={renew}>
      {page > 1 ? (
        <a class="button quiet" rel="prev" href={at(Math.min(page - 1, pages))}>
          {text.site.previous}
        </a>
      ) : null}
      <span>{text.site.pageOf(format.number(page), format.number(pages))}</span>
      {page < pages ? (
        <a class="button quiet" rel="next" href={at(page + 1)}>
          {text.site.next}
        </a>
      ) : null}
    </nav>
  );
}
