/** Icons: masks of the style sheet, painted in the colour of the text around them, silent for screen readers. */
import type { Kind } from '../../schema/listing.ts';

export type IconName =
  | Kind
  | 'offer'
  | 'need'
  | 'market'
  | 'search'
  | 'post'
  | 'inbox'
  | 'firm'
  | 'manage'
  | 'pin'
  | 'check'
  | 'person'
  | 'phone'
  | 'whatsapp'
  | 'email'
  | 'site'
  | 'lock'
  | 'clock'
  | 'share'
  | 'edit'
  | 'back'
  | 'warn'
  | 'camera'
  | 'photos'
  | 'microphone'
  | 'voice'
  | 'stop'
  | 'play'
  | 'pause'
  | 'remove';

export function Icon({ name }: { name: IconName }) {
  return <i class={`i i-${name}`} aria-hidden="true"></i>;
}
