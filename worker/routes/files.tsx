/** Photos and voice notes: sent ahead of the form that they belong to, and fetched by whoever may see it. */
import { Hono } from 'hono';
import { z } from 'zod';
import { no } from '../../schema/refusal.ts';
import type { App } from '../context.ts';
import { sendFile } from '../middleware/downloads.ts';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { takePhoto, takeVoice } from '../middleware/uploads.ts';
import { filesNamed, submit } from './form.tsx';

export const files = new Hono<App>();

files.post('/files', signedIn, (c) =>
  submit(c, {
    schema: z.strictObject({}),
    read: () => ({}),
    call: async (_, key) => {
      const [photo] = await filesNamed(c, 'photo');
      const [small = null] = await filesNamed(c, 'small');
      const [voice] = await filesNamed(c, 'voice');
      if (photo) return takePhoto(c, personOf(c), { photo, small }, key);
      return voice ? takeVoice(c, personOf(c), voice, key) : no('no-photo');
    },
    to: ({ id }) => c.json({ id }),
  }),
);

files.get('/files/:id{[1-9][0-9]{0,14}}', (c) => sendFile(c, false));
files.get('/files/:id{[1-9][0-9]{0,14}}/small', (c) => sendFile(c, true));
