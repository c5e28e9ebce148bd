/** The text analysis of the product, as an engine beside the catalogue is given it. */
import { documentOf } from '../search/document.ts';
import { lexiconVersion } from '../search/lexicon.ts';
import { readQuery } from '../search/query.ts';
import type { Analysis } from './meilisearch-index.ts';

export const analysis: Analysis = { documentOf, readQuery, version: lexiconVersion };
