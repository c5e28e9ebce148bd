/** What was written on this phone and has not arrived yet; the phone alone knows it, and fills the page. */
import { Layout } from '../layout.tsx';
import type { View } from '../view.ts';

export function WaitingPage({ view }: { view: View }) {
  const { phone } = view.text;
  const { what, states } = phone;
  return (
    <Layout view={view} title={phone.title} tab={null}>
      <h1 tabindex={-1}>{phone.title}</h1>
      <p class="lead">{phone.lead}</p>
      <noscript>
        <p class="note">{phone.noScript}</p>
      </noscript>
      <p class="empty" data-waiting-none hidden>
        {phone.none}
      </p>
      <ul
        class="rows waiting-list"
        data-waiting-list
        data-listing={what.listing}
        data-edit={what.edit}
        data-ask={what.ask}
        data-answer={what.answer}
        data-waiting={states.waiting}
        data-failed={states.failed}
        data-sending={states.sending}
        data-uploading={states.uploading}
        data-signed-out={states.signedOut}
        data-conflict={states.conflict}
        data-refused={states.refused}
        data-old={states.old}
      ></ul>
      <p class="note" data-waiting-others hidden>
        {phone.others}
      </p>
      <Row view={view} />
    </Layout>
  );
}

/** One thing that waits, with all that can be done; the phone hides what does not apply. */
function Row({ view: { text } }: { view: View }) {
  const { phone } = text;
  return (
    <template data-waiting-entry>
      <li>
        <p class="over" data-slot="what"></p>
        <p>
          <b>
            <bdi data-slot="title"></bdi>
          </b>
        </p>
        <p class="by">
          <bdi data-slot="place"></bdi> <time data-slot="when"></time>
        </p>
        <p class="waiting-photos" data-slot="photos"></p>
        <p role="status">
          <b data-slot="state"></b> <span data-slot="why"></span>
        </p>
        <p class="buttons">
          <a class="button" href="/waiting" data-do="both" hidden>
            {phone.both}
          </a>
          <a class="button" href="/waiting" data-do="sign-in" hidden>
            {phone.signIn}
          </a>
          <a class="button" href="/waiting" data-do="look" hidden>
            {phone.look}
          </a>
          <button type="button" class="button" data-do="send" hidden>
            {phone.send}
          </button>
          <a class="button" href="/waiting" data-do="open" hidden>
            {phone.open}
          </a>
          <button type="button" class="link danger" data-do="throw">
            {phone.throwAway}
          </button>
        </p>
        <div class="note" data-slot="sure" hidden>
          <p>
            <b>{phone.sure}</b> <span data-slot="may-be-there">{phone.mayBeThere}</span>
          </p>
          <p class="buttons">
            <button type="button" class="button grave" data-do="throw-now">
              {phone.yes}
            </button>
            <button type="button" class="button quiet" data-do="keep">
              {phone.keep}
            </button>
          </p>
        </div>
      </li>
    </template>
  );
}
