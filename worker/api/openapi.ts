/** The OpenAPI 3.1 document: written from the declared operations and the contracts that they validate with. */
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Answer, Document, Operation, Parameter, Schema } from '../../schema/openapi.ts';
import { examples, inputs, outputs } from './contracts.ts';

type Definition = OpenAPIHono['openAPIRegistry']['definitions'][number];
type Route = Extract<Definition, { type: 'route' }>['route'];

export function describe(definitions: Definition[]): Document {
  const paths: Document['paths'] = {};
  for (const definition of definitions)
    if (definition.type === 'route')
      paths[definition.route.path] = { ...paths[definition.route.path], [definition.route.method]: operation(definition.route) };
  const schemas = { ...components(inputs, 'input'), ...components(outputs, 'output') };
  return {
    openapi: '3.1.0',
    info: { title: 'Unqud API', version: '1.0.0', description: introduction },
    servers: [{ url: '/api/v1' }],
    tags,
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: refusals,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A personal access token: `Authorization: Bearer unq_…`. It does what its scopes say.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'unqud.session_token',
          description: 'The cookie that signing in sets. In production its name begins with `__Secure-`.',
        },
      },
    },
  };
}

const introduction = `Everything that the pages of Unqud do, for programs. The pages and this API call the same methods, so neither can do what the other cannot.

Sign in with a phone, as a person does, or make a token at \`/me/tokens\` and send it as \`Authorization: Bearer unq_…\`. A token has scopes: \`read\`, \`write\` (trade for a firm, ask as a buyer), \`manage\` (a cluster), \`operate\` (the platform). A scope never gives more than its person may do.

Every write carries an \`Idempotency-Key\` of 8 to 64 letters, digits, \`-\` or \`_\`, new for each write. Sending the same write again with the same key is harmless and is answered as the first time; the same key with another content is refused. Signing in and profile edits are harmless by themselves, and so are batches, where the key may be left out.

A body is \`application/json\`, but that of a photo or a voice note, which is the file itself; fields that are not in its contract are refused. A “no” is a problem of RFC 9457 with a \`code\` from a closed list, and a JSON pointer for each wrong field.

Times are integer milliseconds since 1970 in UTC. Prices are integers in the currency’s minor unit (ISO 4217: two decimals, three for JOD and TND) for one \`per\`. Quantities are integer thousandths of a unit of UN/CEFACT Recommendation 20. Phones are E.164.`;

const tags = [
  { name: 'Session', description: 'Signing in by phone, and out.' },
  { name: 'Me', description: 'The signed-in person and the tokens of their programs.' },
  { name: 'Clusters', description: 'The clusters, the front of a market, and finding in it.' },
  { name: 'Catalogue', description: 'Public listings of all clusters.' },
  { name: 'Listings', description: 'Offers and needs, from draft to their end.' },
  { name: 'Files', description: 'Photos and voice notes.' },
  { name: 'Inquiries', description: 'First contacts, their answers, and what came in.' },
  { name: 'Together', description: 'What firms do together: what they buy, make and exchange in company.' },
  { name: 'Firms', description: 'The firms of a cluster, and one’s own.' },
  { name: 'Moderation', description: 'What managers of a cluster decide.' },
  { name: 'Invitations', description: 'How firms and people come in.' },
  { name: 'Development', description: 'On a developer’s machine only.' },
];

const problem = (description: string, headers?: Answer['headers']): Answer => ({
  description,
  ...(headers && { headers }),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
const seconds = { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } };

/** The refusals that operations share, by status. */
const refusals: Record<string, Answer> = {
  '400': problem('`key-missing`, `broken-body`: the request cannot be read'),
  '401': problem('`sign-in-first`: no session, or no living token', { 'WWW-Authenticate': { schema: { type: 'string' } } }),
  '403': problem('`not-a-member`, `not-a-manager`, `not-an-operator`, `suspended`, `scope-missing`, `foreign-origin`'),
  '404': problem('`not-found`: it does not exist, or not for you'),
  '409': problem('`wrong-state`, `stale`, `already-asked`, `own-listing`, `already-member`, `last-manager`, `address-taken`'),
  '410': problem('`invitation-spent`: revoked, expired or used up'),
  '413': problem('`too-large`: more than 256 KiB, 4 MiB for a batch, 15 MiB for a photo, or 1 MiB for a voice note'),
  '415': problem('`wrong-type`: not application/json, or a file of a type that is not taken'),
  '422': problem(
    '`invalid` with a pointer for each wrong field, `key-reused`, `code-wrong`, `code-expired`, `no-photo`, `no-voice`, `photo-too-large`',
  ),
  '429': problem('`too-many`', seconds),
  '503': problem('`sms-failed`, `store-failed`, `email-failed`, `not-configured`'),
  default: problem('Any other refusal'),
};

function operation(route: Route): Operation {
  const { operationId = '', tags = [], summary = '', description, security = [], request } = route;
  const body = request?.body?.content as Content | undefined;
  const parameters = [
    ...parametersOf(request?.params, 'path'),
    ...parametersOf(request?.query, 'query'),
    ...parametersOf(request?.headers, 'header'),
  ];
  return {
    operationId,
    tags,
    summary,
    ...(description && { description }),
    security,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: contents(body, 'input') } }),
    responses: { ...answers(route), ...refused(route) },
  };
}

function parametersOf(schema: unknown, where: Parameter['in']): Parameter[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, type]) => ({
    name: where === 'header' ? 'Idempotency-Key' : name,
    in: where,
    required: where === 'path' || !type.safeParse(undefined).success,
    ...(where === 'header' && { description: 'Makes sending this write again harmless.' }),
    schema: name === 'id' ? { type: 'integer', minimum: 1 } : inline(type, 'input'),
  }));
}

function answers(route: Route): Record<string, Answer> {
  const given = Object.entries(route.responses).filter(([status]) => status !== 'default');
  return Object.fromEntries(
    given.map(([status, response]) => {
      const { description, content, headers } = response as {
        description: string;
        headers?: Answer['headers'];
        content?: Content;
      };
      return [status, { description, ...(headers && { headers }), ...(content && { content: contents(content, 'output') }) }];
    }),
  );
}

/** Bodies by their type: JSON documents, or bytes. */
type Content = Record<string, { schema: z.ZodType }>;

function contents(content: Content, io: Io): NonNullable<Answer['content']> {
  return Object.fromEntries(Object.entries(content).map(([type, { schema }]) => [type, { schema: reference(schema, io) }]));
}

/** What an operation can refuse with follows from what it takes. */
function refused(route: Route): Record<string, { $ref: string }> {
  const { request, security = [], path, method } = route;
  const write = method !== 'get';
  const person = security.length > 0 && !security.some((one) => Object.keys(one).length === 0);
  const statuses = [
    ...(write ? ['400'] : []),
    '401',
    '403',
    ...(request?.params ? ['404'] : []),
    ...(write && person && request?.params ? ['409'] : []),
    ...(path.includes('{token}') ? ['410'] : []),
    ...(request?.body ? ['413', '415'] : []),
    ...(write || request?.query ? ['422'] : []),
    ...(write ? ['429'] : []),
    ...(path === '/session/codes' || (request?.body && !('application/json' in request.body.content)) ? ['503'] : []),
    'default',
  ];
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]));
}

type Io = 'input' | 'output';

function reference(schema: z.ZodType, io: Io): Schema {
  const name = (io === 'input' ? inputs : outputs).get(schema)?.id;
  if (name) return { $ref: `#/components/schemas/${name}` };
  if (schema instanceof z.ZodArray) return { type: 'array', items: reference(schema.element as z.ZodType, io) };
  return inline(schema, io);
}

const inline = (schema: z.ZodType, io: Io): Schema => plain(z.toJSONSchema(schema, { io, override: readable }) as Schema);

function components(registry: typeof inputs, io: Io): Record<string, Schema> {
  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => `#/components/schemas/${id}`, override: readable });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const example = examples[name as keyof typeof examples];
      return [name, { ...plain(schema as Schema), ...(example === undefined ? {} : { examples: [example] }) }];
    }),
  );
}

/** OpenAPI names its dialect once; a component's address is its place. */
function plain({ $schema: _, $id: __, id: ___, ...schema }: Schema): Schema {
  return schema;
}

/** "Any safe integer" and "not shorter than nothing" tell a reader nothing; how long words may be stands behind their cleaning. */
function readable({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const cleaned = zodSchema instanceof z.ZodPipe && zodSchema.def.out instanceof z.ZodString ? zodSchema.def.out : null;
  if (cleaned?.minLength) jsonSchema.minLength = cleaned.minLength;
  if (cleaned?.maxLength) jsonSchema.maxLength = cleaned.maxLength;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minLength === 0) delete jsonSchema.minLength;
}
