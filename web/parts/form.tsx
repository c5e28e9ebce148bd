/** The pieces of forms: each with its label, its hint, and the error of its own field. */
import type { Child } from 'hono/jsx';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { FieldRefusal, Refusal } from '../../schema/refusal.ts';
import type { Typed, View } from '../view.ts';
import { problemText } from './refusal-text.ts';

/** A form being filled: what was typed, and what was refused. */
export interface Filled {
  view: View;
  typed: Typed;
  refusal?: Refusal | undefined;
}

interface FieldProps {
  filled: Filled;
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  /** Neither required nor marked as optional: for forms where nothing is. */
  bare?: boolean;
  /** Paths of the contract whose refusals belong to this field, where they are not its name. */
  paths?: string[];
}

export function typedOf(filled: Filled, name: string): string {
  const value = filled.typed[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function refusalOf({ refusal }: Filled, name: string, paths: string[] = [name]): FieldRefusal | undefined {
  return refusal?.fields?.find((field) => paths.some((path) => field.path === path || field.path.startsWith(`${path}.`)));
}

/** Sends the submission's key with the form. */
export function Key({ value }: { value: string }) {
  return <input type="hidden" name="key" value={value} />;
}

function Frame({ filled, name, label, hint, required, bare, paths, children }: FieldProps & { children: Child }) {
  const problem = refusalOf(filled, name, paths);
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={name}>
        {label}
        {required || bare ? null : <span class="optional"> {filled.view.text.form.optional}</span>}
      </label>
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p class="problem" id={`${name}-problem`}>
          {problemText(filled.view.text, problem)}
        </p>
      ) : null}
      {children}
    </div>
  );
}

function described({ filled, name, hint, paths }: FieldProps): { 'aria-describedby'?: string; 'aria-invalid'?: 'true' } {
  const problem = refusalOf(filled, name, paths);
  const ids = [hint ? `${name}-hint` : '', problem ? `${name}-problem` : ''].filter(Boolean).join(' ');
  return { ...(ids && { 'aria-describedby': ids }), ...(problem && { 'aria-invalid': 'true' as const }) };
}

export function TextField(
  props: FieldProps & {
    type?: string;
    inputmode?: 'decimal' | 'numeric' | 'tel' | 'email' | 'url';
    autocomplete?: string;
    dir?: string;
    maxlength?: number;
    list?: string;
  },
) {
  const { filled, name, required, type = 'text', inputmode, autocomplete, dir = 'auto', maxlength, list } = props;
  return (
    <Frame {...props}>
      <input
        id={name}
        name={name}
        type={type}
        value={typedOf(filled, name)}
        dir={dir}
        required={required}
        {...(inputmode && { inputmode })}
        {...(autocomplete && { autocomplete })}
        {...(maxlength && { maxlength })}
        {...(list && { list })}
        {...described(props)}
      />
    </Frame>
  );
}

export function TextArea(props: FieldProps & { rows?: number; maxlength?: number }) {
  const { filled, name, required, rows = 4, maxlength } = props;
  return (
    <Frame {...props}>
      <textarea id={name} name={name} rows={rows} dir="auto" required={required} {...(maxlength && { maxlength })} {...described(props)}>
        {typedOf(filled, name)}
      </textarea>
    </Frame>
  );
}

export interface Choice {
  value: string;
  label: string;
}

/** `choices` may be options that are written already, chosen one included. */
export function Select(props: FieldProps & { choices: Choice[] | HtmlEscapedString; empty?: string }) {
  const { filled, name, required, choices, empty } = props;
  const chosen = typedOf(filled, name);
  return (
    <Frame {...props}>
      <select id={name} name={name} required={required} {...described(props)}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {Array.isArray(choices)
          ? choices.map(({ value, label }) => (
              <option value={value} selected={value === chosen}>
                {label}
              </option>
            ))
          : choices}
      </select>
    </Frame>
  );
}

/** Radio buttons or check boxes under one legend. */
export function Choices(props: Omit<FieldProps, 'required'> & { choices: Choice[]; several?: boolean; required?: boolean }) {
  const { filled, name, label, hint, choices, several, required, paths } = props;
  const problem = refusalOf(filled, name, paths);
  const typed = filled.typed[name];
  const chosen = Array.isArray(typed) ? typed : typed === undefined ? [] : [typed];
  return (
    <fieldset class={problem ? 'field choices wrong' : 'field choices'} id={name} {...described(props)}>
      <legend>{label}</legend>
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p class="problem" id={`${name}-problem`}>
          {problemText(filled.view.text, problem)}
        </p>
      ) : null}
      {choices.map((choice) => (
        <label class="choice">
          <input
            type={several ? 'checkbox' : 'radio'}
            name={name}
            value={choice.value}
            checked={chosen.includes(choice.value)}
            required={!several && required}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One box to tick; its value is "yes". */
export function Tick({ filled, name, label, hint }: Omit<FieldProps, 'required'>) {
  return (
    <div class="field tick">
      <label class="choice">
        <input
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          checked={typedOf(filled, name) === 'yes'}
          {...(hint && { 'aria-describedby': `${name}-hint` })}
        />
        <span>{label}</span>
      </label>
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** What was refused, at the head of the form, with a link to each field. `fields` maps contract paths to input names and labels. */
export function ErrorSummary({ filled, fields }: { filled: Filled; fields: Record<string, { name: string; label: string }> }) {
  const { refusal, view } = filled;
  if (!refusal) return null;
  const target = (path: string) => fields[path] ?? fields[path.split('.').slice(0, -1).join('.')] ?? fields[path.split('.')[0] ?? ''];
  return (
    <div class="error-summary" role="alert" tabindex={-1}>
      <h2>{view.text.refusals[refusal.code]}</h2>
      {refusal.fields?.length ? (
        <ul>
          {refusal.fields.map((field) => {
            const to = target(field.path);
            const sentence = problemText(view.text, field);
            return <li>{to ? <a href={`#${to.name}`}>{`${to.label}${view.text.phone.form.colon}${sentence}`}</a> : sentence}</li>;
          })}
        </ul>
      ) : null}
    </div>
  );
}
