/** The documentation of the API: every operation, contract and refusal, as the OpenAPI document says them. */
import type { Answer, Document, Operation, Schema } from '../../schema/openapi.ts';
import type { RefusalCode } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import type { View } from '../view.ts';

interface ApiPageProps {
  view: View;
  document: Document;
  statuses: Record<RefusalCode, number>;
}

/** The reference is in English in every language of the face; only the sentences of refusals are the reader's. */
export function ApiPage({ view, document, statuses }: ApiPageProps) {
  const { info, tags, components } = document;
  const base = document.servers[0]?.url ?? '';
  return (
    <Layout view={view} title={info.title} tab={null} wide>
      <link rel="stylesheet" href="/api.css" />
      <article class="reference" lang="en" dir="ltr">
        <h1>{info.title}</h1>
        {info.description.split('\n\n').map((paragraph) => (
          <p>
            <Marked text={paragraph} />
          </p>
        ))}
        <pre>{`curl -H 'Authorization: Bearer unq_…' ${view.origin}${base}/me`}</pre>
        <p>
          Every address begins with <code>{base}</code>. <a href={`${base}/openapi.json`}>openapi.json</a> is the same for machines.
        </p>
        <nav aria-label="Contents">
          <ul>
            {tags.map(({ name }) => (
              <li>
                <a href={`#tag-${name}`}>{name}</a>
              </li>
            ))}
            <li>
              <a href="#contracts">Contracts</a>
            </li>
            <li>
              <a href="#refusals">Refusals</a>
            </li>
          </ul>
        </nav>
        {tags.map((tag) => (
          <section aria-labelledby={`tag-${tag.name}`}>
            <h2 id={`tag-${tag.name}`}>{tag.name}</h2>
            <p>{tag.description}</p>
            {operationsOf(document, tag.name).map((one) => (
              <OperationEntry {...one} refusals={components.responses} />
            ))}
          </section>
        ))}
        <section aria-labelledby="contracts">
          <h2 id="contracts">Contracts</h2>
          {Object.entries(components.schemas).map(([name, schema]) => (
            <details id={`contract-${name}`}>
              <summary>{name}</summary>
              <Contract schema={schema} />
            </details>
          ))}
        </section>
        <section aria-labelledby="refusals">
          <h2 id="refusals">Refusals</h2>
          <dl>
            {Object.entries(statuses).map(([code, status]) => (
              <>
                <dt id={code}>
                  <code>{code}</code> {status}
                </dt>
                <dd lang={view.locale} dir={view.locale === 'ar' ? 'rtl' : 'ltr'}>
                  {view.text.refusals[code as RefusalCode]}
                </dd>
              </>
            ))}
          </dl>
        </section>
      </article>
    </Layout>
  );
}

interface Entry {
  path: string;
  method: string;
  operation: Operation;
}

function operationsOf(document: Document, tag: string): Entry[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ path, method, operation })),
  );
}

function OperationEntry({ path, method, operation, refusals }: Entry & { refusals: Record<string, Answer> }) {
  return (
    <details id={operation.operationId}>
      <summary>
        <b>{operation.summary}</b>
        <code>
          {method.toUpperCase()} {path}
        </code>
      </summary>
      {operation.description ? (
        <p>
          <Marked text={operation.description} />
        </p>
      ) : null}
      <dl>
        <dt>Who</dt>
        <dd>{callersOf(operation)}</dd>
        {operation.parameters?.map((parameter) => (
          <>
            <dt>
              <code>{parameter.name}</code> {parameter.in}
              {parameter.required ? ', required' : ''}
            </dt>
            <dd>
              <Type schema={parameter.schema} /> {parameter.description}
            </dd>
          </>
        ))}
        {operation.requestBody ? (
          <>
            <dt>Body</dt>
            <dd>
              <Content content={operation.requestBody.content} />
            </dd>
          </>
        ) : null}
        {Object.entries(operation.responses)
          .filter(([status]) => status !== 'default')
          .map(([status, response]) => (
            <>
              <dt>{status}</dt>
              <dd>
                <Answered response={response} refusals={refusals} />
              </dd>
            </>
          ))}
      </dl>
    </details>
  );
}

function Answered({ response, refusals }: { response: Operation['responses'][string]; refusals: Record<string, Answer> }) {
  if ('$ref' in response) return <Marked text={refusals[lastOf(response.$ref)]?.description ?? ''} />;
  return (
    <>
      <Marked text={response.description} /> {response.content ? <Content content={response.content} /> : null}
    </>
  );
}

/** A document, or the bytes of a file of one of several types. */
function Content({ content }: { content: NonNullable<Answer['content']> }) {
  const document = content['application/json'];
  return document ? <Type schema={document.schema} /> : <>bytes: {Object.keys(content).join(', ')}</>;
}

const lastOf = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1);

function callersOf({ security }: Operation): string {
  if (security.length === 0 || security.some((one) => Object.keys(one).length === 0)) return 'anyone';
  const scope = security.find((one) => one.token)?.token?.[0];
  return scope ? `a session, or a token with the scope ${scope}` : 'a session; no token';
}

/** A component: its fields, or its choices, and an example. */
function Contract({ schema }: { schema: Schema }) {
  const required = (schema.required as string[] | undefined) ?? [];
  const [example] = (schema.examples as unknown[] | undefined) ?? [];
  return (
    <>
      {schema.properties ? (
        <dl>
          {Object.entries(schema.properties).map(([name, field]) => (
            <>
              <dt>
                <code>{name}</code>
                {required.includes(name) ? '' : ' optional'}
              </dt>
              <dd>
                <Type schema={field} />
              </dd>
            </>
          ))}
        </dl>
      ) : (
        <p>
          <Type schema={schema} />
        </p>
      )}
      {example === undefined ? null : <pre dir="auto">{JSON.stringify(example, null, 2)}</pre>}
    </>
  );
}

/** A type in a few words: "integer ≥ 1", "list of ListingCard", "Unit or null". */
function Type({ schema }: { schema: Schema }) {
  if (schema.$ref) {
    const name = lastOf(schema.$ref);
    return <a href={`#contract-${name}`}>{name}</a>;
  }
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices)
    return (
      <>
        {choices.map((choice, i) => (
          <>
            {i > 0 ? ' or ' : ''}
            <Type schema={choice} />
          </>
        ))}
      </>
    );
  if (schema.items)
    return (
      <>
        list of <Type schema={schema.items} />
      </>
    );
  if (schema.enum) return <code>{(schema.enum as unknown[]).join(' | ')}</code>;
  if (schema.const !== undefined) return <code>{String(schema.const)}</code>;
  if (schema.properties)
    return (
      <>
        {'{ '}
        {Object.entries(schema.properties).map(([name, field], i) => (
          <>
            {i > 0 ? ', ' : ''}
            <code>{name}</code>: <Type schema={field} />
          </>
        ))}
        {' }'}
      </>
    );
  return (
    <>
      {[schema.type].flat().join(' or ')} {bounds(schema)} {schema.pattern ? <code>{String(schema.pattern)}</code> : null}
    </>
  );
}

function bounds({ minimum, maximum, minLength, maxLength }: Schema): string {
  const between = (least: unknown, most: unknown, unit: string) =>
    least !== undefined && most !== undefined
      ? `${least}–${most}${unit}`
      : least !== undefined
        ? `≥ ${least}${unit}`
        : most !== undefined
          ? `≤ ${most}${unit}`
          : '';
  return [between(minimum, maximum, ''), between(minLength, maxLength, ' characters')].filter(Boolean).join(' ');
}

/** Text with `code` in it. */
function Marked({ text }: { text: string }) {
  return <>{text.split('`').map((piece, i) => (i % 2 ? <code>{piece}</code> : piece))}</>;
}
