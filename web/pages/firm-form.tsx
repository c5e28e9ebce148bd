/** The fields of a firm, and the page on which its people edit them. */
import { contactKinds, contactVisibilities, roles, sizes } from '../../schema/firm.ts';
import { locales } from '../../schema/ids.ts';
import { Layout } from '../layout.tsx';
import { Choices, type Filled, Key, Select, TextArea, TextField, typedOf } from '../parts/form.tsx';
import { Refused } from '../parts/refused.tsx';
import type { View } from '../view.ts';

/** Rows for contacts; a firm may have as many. */
const contactRows = 8;
/** Rows offered when fewer are filled. */
const offeredRows = 4;

function firmLabels(view: View): Record<string, string> {
  const text = view.text.trade.firmEdit;
  const contacts = Array.from({ length: contactRows }, (_, row) => {
    const name = text.contact(view.format.number(row + 1));
    return [
      [`contacts.${row}.kind`, `${name}: ${text.contactKind}`],
      [`contacts.${row}.value`, `${name}: ${text.contactValue}`],
      [`contacts.${row}.visibility`, `${name}: ${text.contactVisibility}`],
    ];
  });
  return {
    name: text.name,
    role: text.role,
    about: text.about,
    machines: text.machines,
    certificates: text.certificates,
    size: text.size,
    address: text.address,
    place: text.place,
    languages: text.languages,
    contacts: text.contacts,
    ...Object.fromEntries(contacts.flat()),
  };
}

function FirmFields({ filled }: { filled: Filled }) {
  const { view } = filled;
  const { text } = view;
  const words = text.trade.firmEdit;
  return (
    <>
      <TextField filled={filled} name="name" label={words.name} maxlength={120} autocomplete="organization" required />
      <Select
        filled={filled}
        name="role"
        label={words.role}
        required
        empty={text.form.choose}
        choices={roles.map((value) => ({ value, label: text.roles[value] }))}
      />
      <TextArea filled={filled} name="about" label={words.about} hint={words.aboutHint} rows={4} maxlength={2000} />
      <TextArea filled={filled} name="machines" label={words.machines} hint={words.machinesHint} rows={3} />
      <TextArea filled={filled} name="certificates" label={words.certificates} hint={words.certificatesHint} rows={2} />
      <Select
        filled={filled}
        name="size"
        label={words.size}
        empty={words.sizeAny}
        choices={sizes.map((value) => ({ value, label: text.sizes[value] }))}
      />
      <TextField filled={filled} name="address" label={words.address} hint={words.addressHint} maxlength={160} />
      <TextField filled={filled} name="place" label={words.place} hint={words.placeHint} dir="ltr" />
      <Choices
        filled={filled}
        name="languages"
        label={words.languages}
        several
        choices={locales.map((value) => ({ value, label: text.languageNames[value] }))}
      />
      <Contacts filled={filled} />
    </>
  );
}

/** The filled rows and one empty one; the others unfold. */
function Contacts({ filled }: { filled: Filled }) {
  const words = filled.view.text.trade.firmEdit;
  const isFilled = (row: number) => typedOf(filled, `contacts.${row}.value`).trim() !== '';
  const last =
    Array.from({ length: contactRows }, (_, row) => row)
      .filter(isFilled)
      .at(-1) ?? -1;
  const shown = Math.max(1, last + 1);
  const rows = Math.max(offeredRows, shown);
  const all = Array.from({ length: rows }, (_, row) => <ContactRow filled={filled} row={row} />);
  return (
    <section aria-labelledby="contacts">
      <h2 id="contacts">{words.contacts}</h2>
      <p class="hint">{words.contactsHint}</p>
      {all.slice(0, shown)}
      {rows > shown ? (
        <details class="more">
          <summary>{words.contactMore}</summary>
          {all.slice(shown)}
        </details>
      ) : null}
    </section>
  );
}

function ContactRow({ filled, row }: { filled: Filled; row: number }) {
  const { text, format } = filled.view;
  const words = text.trade.firmEdit;
  const name = `contacts.${row}`;
  return (
    <fieldset class="contact-row">
      <legend>{words.contact(format.number(row + 1))}</legend>
      <div class="pair">
        <Select
          filled={filled}
          name={`${name}.kind`}
          label={words.contactKind}
          required
          choices={contactKinds.map((value) => ({ value, label: text.contactKinds[value] }))}
        />
        <Select
          filled={filled}
          name={`${name}.visibility`}
          label={words.contactVisibility}
          required
          choices={contactVisibilities.map((value) => ({ value, label: text.contactVisibilities[value] }))}
        />
      </div>
      <TextField filled={filled} name={`${name}.value`} label={words.contactValue} dir="ltr" maxlength={120} bare />
    </fieldset>
  );
}

export function FirmEditPage({ view, filled, formKey }: { view: View; filled: Filled; formKey: string }) {
  const { text, cluster } = view;
  const market = `/c/${cluster?.slug}`;
  return (
    <Layout view={view} title={text.trade.firmEdit.title} tab="firm">
      <h1>{text.trade.firmEdit.title}</h1>
      <Refused filled={filled} labels={firmLabels(view)} current={`${market}/f/${view.you?.firm?.id}`} />
      <form method="post" action={`${market}/firm`} novalidate>
        <Key value={formKey} />
        <input type="hidden" name="revision" value={typedOf(filled, 'revision')} />
        <FirmFields filled={filled} />
        <p class="buttons">
          <button type="submit" class="button">
            {text.form.save}
          </button>
          <a class="button quiet" href={`${market}/firm`}>
            {text.form.cancel}
          </a>
        </p>
      </form>
    </Layout>
  );
}
