/** One line, read as a posting. */
import { createRoute } from '@hono/zod-openapi';
import { LineAsked, LineRead } from '../../schema/line.ts';
import { answerOf, readLine } from '../domain/one-line/line.ts';
import { answer, callers, gives, json, PerhapsKeyed, room } from './operation.ts';

export const lines = room();

lines.openapi(
  createRoute({
    method: 'post',
    path: '/parse-line',
    operationId: 'parseLine',
    tags: ['Listings'],
    summary: 'Read a posting of one line',
    description:
      'As a person writes or dictates it, in Arabic, French or English: “عندي ٥٠٠ قدم جلد بقري ب ٩٠ جنيه القدم”. What the line does not say is null. Nothing is kept, and no key is needed.',
    ...callers('anyone', 'json'),
    request: { headers: PerhapsKeyed, body: json(LineAsked) },
    responses: gives(LineRead),
  }),
  (c) => {
    const { text, country, today } = c.req.valid('json');
    return answer(c, { value: answerOf(readLine(text, country, today)) });
  },
);
