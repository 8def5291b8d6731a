'use server';

import { defineAction } from '@/lib/next/define-action';
import { ChangeEntry, changeEntry } from '@/lib/usecases/listing/change-entry';
import { DraftListing, draftListing } from '@/lib/usecases/listing/draft-listing';
import { MergeEntry, mergeEntry } from '@/lib/usecases/listing/merge-entry';
import { PartEntry, partEntry } from '@/lib/usecases/listing/part-entry';
import { AcceptEntry, acceptEntry, RefuseEntry, refuseEntry } from '@/lib/usecases/listing/answer-entry';
import { giveBackEntry, PassEntry, takeOverEntry } from '@/lib/usecases/listing/pass-entry';
import { publishListing } from '@/lib/usecases/listing/publish-listing';
import { ReturnListing, returnListing } from '@/lib/usecases/listing/return-listing';
import { reviseListing, ReviseListingForm } from '@/lib/usecases/listing/revise-listing';
import { handInListing, MoveListing } from '@/lib/usecases/listing/submit-listing';
import { withdrawListing } from '@/lib/usecases/listing/withdraw-listing';
import { newListingHref } from './new-listing-href';

const pageOf = ({ id }: { id: string }) => `/registrar/certificates/${id}`;

export const draftListingAction = defineAction({
  input: DraftListing,
  run: draftListing,
  next: ({ id }, said) => (id === null ? newListingHref(said) : pageOf({ id })),
});
export const changeEntryAction = defineAction({ input: ChangeEntry, run: changeEntry, next: pageOf });
export const mergeEntryAction = defineAction({
  input: MergeEntry,
  run: mergeEntry,
  next: ({ id }) => `/registrar/certificates/entries/${id}/merge`,
});
export const partEntryAction = defineAction({
  input: PartEntry,
  run: partEntry,
  next: ({ id }) => `/registrar/certificates/entries/${id}/merge`,
});
const entryPageOf = ({ id }: { id: string }) => `/registrar/certificates/entries/${id}`;
export const takeOverEntryAction = defineAction({ input: PassEntry, run: takeOverEntry, next: entryPageOf });
export const giveBackEntryAction = defineAction({ input: PassEntry, run: giveBackEntry, next: entryPageOf });
export const acceptEntryAction = defineAction({ input: AcceptEntry, run: acceptEntry, next: entryPageOf });
export const refuseEntryAction = defineAction({ input: RefuseEntry, run: refuseEntry, next: entryPageOf });
export const reviseListingAction = defineAction({
  input: ReviseListingForm,
  run: async (ctx, { draft, handsIn }) => (handsIn ? handInListing(ctx, draft) : reviseListing(ctx, draft)),
  done: 'listingRevised',
});
export const returnListingAction = defineAction({
  input: ReturnListing,
  run: returnListing,
  done: 'listingReturned',
});
export const publishListingAction = defineAction({
  input: MoveListing,
  run: publishListing,
  done: 'listingPublished',
});
export const withdrawListingAction = defineAction({
  input: MoveListing,
  run: withdrawListing,
  done: 'listingWithdrawn',
});
