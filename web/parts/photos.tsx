/** Photos: the buttons that bring them into a form, the list of those that it has, and the gallery of a listing. */
import { mostPhotos, type Photo } from '../../schema/attachment.ts';
import type { View } from '../view.ts';
import { type Filled, typedOf } from './form.tsx';
import { Icon } from './icons.tsx';
import { problemText } from './refusal-text.ts';

/** CSS pixels of a small picture in a form. */
const thumb = 96;

const listOf = (value: string | string[] | undefined) => [value ?? []].flat().filter(Boolean);

/** Both buttons are file fields: without scripts they go along with the form, with scripts their photos are made smaller and sent ahead. */
export function PhotoWays({ filled }: { filled: Filled }) {
  const { photos } = filled.view.text.media;
  const problem = filled.refusal?.fields?.find(({ path }) => path === 'photos');
  return (
    <div class={problem ? 'photo-ways wrong' : 'photo-ways'} id="photos" role="group" aria-labelledby="photos-title" tabindex={-1}>
      <h2 class="unseen" id="photos-title">
        {photos.title}
      </h2>
      {problem ? <p class="problem">{problemText(filled.view.text, problem)}</p> : null}
      <label class="button shoot">
        <Icon name="camera" />
        <span>{photos.shoot}</span>
        <input type="file" name="photos" accept="image/*" capture="environment" aria-describedby="photos-hint" />
      </label>
      <label class="button quiet">
        <Icon name="photos" />
        <span>{photos.choose}</span>
        <input type="file" name="photos" accept="image/*" multiple aria-describedby="photos-hint" />
      </label>
      <p class="unseen" id="photos-hint">
        {photos.hint}
      </p>
    </div>
  );
}

/** What the form names already; the island makes its own of it, and of what is chosen. Its words travel with the list. */
export function PhotoList({ filled }: { filled: Filled }) {
  const { view, typed } = filled;
  const { photos } = view.text.media;
  const files = `/c/${view.cluster?.slug}/files`;
  const dropped = listOf(typed.drop);
  return (
    <div
      class="photo-list"
      data-photos={files}
      data-most={mostPhotos}
      data-preparing={photos.preparing}
      data-sending={photos.sending}
      data-sent={photos.sent}
      data-waits={photos.waits}
      data-no-photo={photos.noPhoto}
      data-too-many={photos.tooMany}
    >
      <input type="hidden" name="attached" value="yes" />
      <ol class="thumbs">
        {listOf(typed.photo).map((id) => (
          <li class="thumb">
            <input type="hidden" name="photo" value={id} />
            <img src={`${files}/${id}/small`} width={thumb} height={thumb} alt={typedOf(filled, `alt-${id}`)} />
            <div class="field">
              <label for={`alt-${id}`}>{photos.alt}</label>
              <input id={`alt-${id}`} name={`alt-${id}`} value={typedOf(filled, `alt-${id}`)} maxlength={200} dir="auto" />
            </div>
            <label class="choice">
              <input type="checkbox" name="drop" value={id} checked={dropped.includes(id)} />
              <span>{photos.drop}</span>
            </label>
          </li>
        ))}
      </ol>
      <p class="problem" role="status" data-trouble></p>
      <template>
        <li class="thumb">
          <img width={thumb} height={thumb} alt="" />
          <div class="field">
            <label for="alt-of">{photos.alt}</label>
            <input id="alt-of" maxlength={200} dir="auto" />
          </div>
          <p class="thumb-acts">
            <span role="status"></span>
            <progress max="1"></progress>
            <button type="button" class="link" data-again>
              {photos.again}
            </button>
            <button type="button" class="link" data-first>
              {photos.first}
            </button>
            <button type="button" class="link" data-earlier>
              {photos.earlier}
            </button>
            <button type="button" class="link danger" data-remove>
              {photos.remove}
            </button>
          </p>
        </li>
      </template>
    </div>
  );
}

/** The first photo large, the others a push away; each opens as a whole. */
export function Gallery({ view, photos }: { view: View; photos: Photo[] }) {
  if (photos.length === 0) return null;
  const words = view.text.media.photos;
  const files = `/c/${view.cluster?.slug}/files`;
  const number = (n: number) => view.format.number(n);
  return (
    <div class={photos.length > 1 ? 'gallery several' : 'gallery'} role="group" aria-label={words.all}>
      {photos.map(({ id, alt, width, height, small }, at) => (
        <figure>
          <a href={`${files}/${id}`} {...(alt ? {} : { 'aria-label': words.open(number(at + 1), number(photos.length)) })}>
            <img
              src={`${files}/${id}`}
              srcset={`${files}/${id}/small ${small.width}w, ${files}/${id} ${width}w`}
              sizes="(min-width: 42rem) 40rem, 92vw"
              width={width}
              height={height}
              alt={alt}
              {...(at === 0 ? { fetchpriority: 'high' } : { loading: 'lazy' })}
              decoding="async"
            />
          </a>
          {alt ? (
            // heard with the picture
            <figcaption aria-hidden="true" dir="auto">
              {alt}
            </figcaption>
          ) : null}
        </figure>
      ))}
    </div>
  );
}
