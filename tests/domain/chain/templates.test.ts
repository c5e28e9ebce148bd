/** The products that a chain can begin with. */
import { describe, expect, test } from 'vitest';
import { ChainDraft, ChainTemplate } from '../../../schema/chain.ts';
import { sectors } from '../../../schema/cluster.ts';
import { locales } from '../../../schema/ids.ts';
import { templates, templatesFor } from '../../../worker/domain/chain/templates.ts';

describe.each(templates)('$slug', (template) => {
  test('keeps to its contract, and its address is its own', () => {
    expect(ChainTemplate.safeParse(template).error).toBeUndefined();
    expect(templates.filter(({ slug }) => slug === template.slug)).toHaveLength(1);
  });

  test.each(locales)('makes a chain in %s, with every stage under a name of its own', (locale) => {
    const stages = template.stages.map(({ name, kind }) => ({ name: name[locale], kind }));
    expect(ChainDraft.safeParse({ title: template.title[locale], stages }).error).toBeUndefined();
    expect(new Set(stages.map(({ name }) => name)).size).toBe(stages.length);
  });
});

test('those of a sector come first, and none is left out', () => {
  expect(templatesFor('footwear')[0]?.slug).toBe('leather-shoes');
  expect(
    templatesFor('leather')
      .map(({ slug }) => slug)
      .slice(0, 2),
  ).toEqual(['leather-bag', 'leather-shoes']);
  for (const sector of sectors) expect(templatesFor(sector)).toHaveLength(templates.length);
});
