/** The life of an inquiry. `clock` stands for what happens to its listing. */
import type { InquiryState } from '../../schema/inquiry.ts';
import type { ListingState } from '../../schema/listing.ts';
import type { Edge } from './life.ts';

export type InquiryAct = 'accept' | 'decline' | 'withdraw' | 'close';
export type InquiryActor = 'asker' | 'owner' | 'clock';

export const inquiryLife: readonly Edge<InquiryState, InquiryAct, InquiryActor>[] = [
  { from: 'open', act: 'accept', by: 'owner', to: 'accepted' },
  { from: 'open', act: 'decline', by: 'owner', to: 'declined' },
  { from: 'open', act: 'withdraw', by: 'asker', to: 'withdrawn' },
  { from: 'open', act: 'close', by: 'clock', to: 'closed' },
];

/** Open inquiries stay open while their listing may still come back; they close when it ends or is taken away. */
export function closesInquiries(state: ListingState): boolean {
  return state === 'fulfilled' || state === 'withdrawn' || state === 'removed' || state === 'expired';
}
