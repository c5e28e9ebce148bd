/** Pages read as a browser reads them: their language, headings and forms, and what the forms are filled with. */

export interface Form {
  action: string;
  /** What would be sent, by the name of the field; the key is among it. */
  fields: Map<string, string[]>;
}

export const languageOf = (html: string): string | undefined => /<html lang="(\w+)" dir="(?:rtl|ltr)">/.exec(html)?.[1];

export const headings = (html: string): number => [...html.matchAll(/<h1\b/g)].length;

/** The forms of a page that write. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)]
    .filter(([, tag = '']) => /\bmethod="post"/i.test(tag))
    .map(([, tag = '', inside = '']) => ({ action: unescaped(attribute(tag, 'action') ?? ''), fields: fieldsIn(inside) }));
}

/** Everything that the fields of a page are filled with, whatever form they are in. */
export function filledIn(html: string): Map<string, string[]> {
  return fieldsIn(html);
}

function fieldsIn(html: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  const add = (name: string | undefined, value: string) => {
    if (name !== undefined) fields.set(name, [...(fields.get(name) ?? []), unescaped(value)]);
  };
  for (const [, tag = ''] of html.matchAll(/<input\b([^>]*?)\/?>/g)) {
    const ticked = !/\btype="(?:checkbox|radio)"/.test(tag) || /\bchecked\b/.test(tag);
    if (ticked) add(attribute(tag, 'name'), attribute(tag, 'value') ?? '');
  }
  for (const [, tag = '', inside = ''] of html.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)) add(attribute(tag, 'name'), inside);
  for (const [, tag = '', inside = ''] of html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const options = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option);
    const chosen = options.find((option) => /\bselected\b/.test(option.replace(/"[^"]*"/g, ''))) ?? options[0];
    if (chosen !== undefined) add(attribute(tag, 'name'), attribute(chosen, 'value') ?? '');
  }
  for (const [, tag = ''] of html.matchAll(/<button\b([^>]*)>/g))
    if (attribute(tag, 'name')) add(attribute(tag, 'name'), attribute(tag, 'value') ?? '');
  return fields;
}

/** Addresses on this site that a page leads to. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/<a\b([^>]*)>/g)]
    .map(([, tag = '']) => unescaped(attribute(tag, 'href') ?? ''))
    .filter((to) => /^\/(?!\/)/.test(to));
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code, name) =>
    code ? String.fromCodePoint(Number(code)) : ({ amp: '&', lt: '<', gt: '>', quot: '"' }[name as string] ?? whole),
  );
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
