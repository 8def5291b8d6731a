import {
  action,
  allowed,
  bothOf,
  type Expected,
  page,
  route,
  type Party,
  type Row,
  seenAs,
  toEverybody,
} from './row';
import type { ClaimThing, PlainThing } from './tenant-shape';

const claims = bothOf((tenant) => tenant.claims);
const sent = bothOf((tenant) => tenant.claims.filter(({ state }) => state !== 'draft'));
const decided = bothOf((tenant) => tenant.claims.filter(({ state }) => state === 'decided'));
const batches = bothOf((tenant) => tenant.batches);
const postingFile = 'app/(registrar)/registrar/claims/posting/actions.ts';
const ownFile = 'app/(student)/my/claims/actions.ts';
const deskFile = 'app/(registrar)/registrar/claims/actions.ts';
const unauthenticated: Expected = {
  allowed: false,
  code: 'unauthenticated',
  reason: 'access/sign-in-first',
};

/** A claim is its student's alone: to everybody else, staff and students alike, it is not there. */
function toItsStudent({ actor }: Party, { userId }: ClaimThing): Expected {
  if (actor.kind === 'visitor') return unauthenticated;
  return actor.userId === userId ? allowed : { allowed: false, code: 'not_found', reason: 'claim/not-found' };
}
const noBadge: Expected = { allowed: false, code: 'not_found', reason: 'record/none' };
const toAccounts = ({ actor }: Party): Expected => (actor.kind === 'visitor' ? unauthenticated : allowed);

const own = (name: string, fields: Record<string, string> = {}): Row =>
  action<ClaimThing>(`${ownFile}#${name}`, {
    things: claims,
    expect: toItsStudent,
    fields: (claim, { isAllowed }) => ({
      at: claim.at,
      claimId: claim.id,
      expectedVersion: seenAs(claim, isAllowed),
      ...fields,
    }),
  });
const facts = ({ tenantId, studentId, userId, deciderIds }: ClaimThing) => ({
  tenantId,
  studentId,
  claimantId: userId,
  deciderIds,
});
const inHand = (claim: ClaimThing, { isAllowed }: { isAllowed: boolean }) => ({
  claimId: claim.id,
  expectedVersion: seenAs(claim, isAllowed),
});

export const rowsOfClaims: Row[] = [
  page('/claim', { expect: toEverybody }),
  page('/my/claims', { expect: toAccounts }),
  page<ClaimThing>('/my/claims/[institution]/[claimId]', {
    things: claims,
    expect: toItsStudent,
    at: ({ at, id }) => `/my/claims/${at}/${id}`,
    shows: ({ note }) => [note],
  }),
  page<ClaimThing>('/my/claims/[institution]/[claimId]/letter', {
    things: decided,
    expect: toItsStudent,
    at: ({ at, id }) => `/my/claims/${at}/${id}/letter`,
    shows: ({ note }) => [note],
  }),
  route<ClaimThing>('/my/claims/[institution]/[claimId]/badge/[form]', {
    things: decided,
    // The one that was granted here was not accepted: its badge is there for nobody.
    expect: (party, thing) => {
      const asOfClaim = toItsStudent(party, thing);
      return asOfClaim.allowed ? noBadge : asOfClaim;
    },
    at: ({ at, id }) => `/my/claims/${at}/${id}/badge/json`,
  }),
  action<ClaimThing>(`${ownFile}#takeBadgeAction`, {
    things: claims,
    expect: toItsStudent,
    passed: ['record/no-award'],
    fields: ({ at, id }) => ({ at, claimId: id }),
  }),
  action(`${ownFile}#startClaimAction`, {
    expect: toAccounts,
    passed: ['claim/mailbox-unconfirmed'],
    fields: () => ({ estimate: 'mc1=nothing', name: 'Somebody' }),
  }),
  action<ClaimThing>(`${ownFile}#handInEvidenceAction`, {
    things: claims,
    expect: toItsStudent,
    fields: (claim, { isAllowed }) => ({
      at: claim.at,
      claimId: claim.id,
      expectedVersion: seenAs(claim, isAllowed),
      holdingId: claim.holdingId,
      page: 'https://issuer.example/1',
    }),
  }),
  own('submitClaimAction', { consent: 'yes' }),
  own('answerRequestAction', { note: 'Here it is' }),
  own('withdrawClaimAction'),
  own('answerAwardAction', { 'lines.line1': 'accept' }),
  own('appealClaimAction', { ground: 'overlooked', text: 'Look again' }),
  page('/registrar/claims', {
    needs: () => [['claim.list']],
    shows: (_, { tenant }) => [tenant?.claims.find(({ state }) => state === 'evaluating')?.shown ?? ''],
  }),
  page<ClaimThing>('/registrar/claims/[claimId]', {
    things: sent,
    needs: (claim) => [['claim.view', facts(claim)]],
    order: 'load',
    at: ({ id }) => `/registrar/claims/${id}`,
    shows: ({ note, shown }) => [note, shown],
  }),
  page<ClaimThing>('/audit/awards/[claimId]', {
    things: decided,
    needs: (claim) => [['provenance.view'], ['claim.view', facts(claim)]],
    order: 'authorize',
    at: ({ id }) => `/audit/awards/${id}`,
    shows: ({ note }) => [note],
  }),
  action<ClaimThing>(`${deskFile}#verifyHoldingAction`, {
    things: sent,
    needs: (claim) => [['claim.verify', facts(claim)]],
    fields: (claim, at) => ({
      ...inHand(claim, at),
      holdingId: claim.holdingId,
      isVerified: 'yes',
      identity: 'exact',
      reason: 'Looked at',
    }),
  }),
  action<ClaimThing>(`${deskFile}#askStudentAction`, {
    things: sent,
    needs: (claim) => [['claim.ask', facts(claim)]],
    fields: (claim, at) => ({ ...inHand(claim, at), text: 'More', until: '2099-01-01' }),
  }),
  action<ClaimThing>(`${deskFile}#endRequestAction`, {
    things: sent,
    needs: (claim) => [['claim.ask', facts(claim)]],
    fields: inHand,
  }),
  action<ClaimThing>(`${deskFile}#decideClaimAction`, {
    things: sent,
    needs: (claim) => [['claim.decide', facts(claim)]],
    fields: (claim, at) => ({ ...inHand(claim, at), outcome: 'refused', reason: 'No' }),
  }),
  action<ClaimThing>(`${deskFile}#decideAppealAction`, {
    things: decided,
    needs: (claim) => [['claim.decideAppeal', facts(claim)]],
    fields: (claim, at) => ({ ...inHand(claim, at), answer: 'uphold', reason: 'It stands' }),
  }),
  action<ClaimThing>(`${deskFile}#releaseClaimAction`, {
    things: sent,
    needs: (claim) => [['claim.release', facts(claim)]],
    fields: (claim, at) => ({ ...inHand(claim, at), reason: 'Earned' }),
  }),
  action<ClaimThing>(`${deskFile}#reverseAwardAction`, {
    things: sent,
    needs: (claim) => [['claim.reverse', facts(claim)]],
    fields: (claim, at) => ({ ...inHand(claim, at), ground: 'error', reason: 'Wrong rule' }),
  }),
  page('/registrar/claims/posting', { needs: () => [['posting.view']] }),
  page<PlainThing>('/registrar/claims/posting/[batchId]', {
    things: batches,
    needs: () => [['posting.view']],
    order: 'load',
    at: ({ id }) => `/registrar/claims/posting/${id}`,
    shows: ({ shown }) => [shown],
  }),
  route<PlainThing>('/registrar/claims/posting/[batchId]/file', {
    things: batches,
    needs: () => [['posting.download']],
    order: 'load',
    at: ({ id }) => `/registrar/claims/posting/${id}/file`,
    // Each download is on record.
    writes: true,
    shows: ({ shown }) => [shown],
  }),
  action(`${postingFile}#makePostingAction`, {
    needs: () => [['posting.make']],
    fields: () => ({ 'settings.layout': 'plain', 'settings.term': '1', expected: '99999' }),
  }),
  action(`${postingFile}#numberStudentsAction`, {
    needs: () => [['posting.numberStudents']],
    fields: () => ({ text: 'nobody@example.test 1' }),
  }),
  action<PlainThing>(`${postingFile}#acknowledgePostingAction`, {
    things: batches,
    needs: () => [['posting.acknowledge']],
    order: 'load',
    fields: ({ id }) => ({ batchId: id, file: { fileName: 'answer.csv', type: 'text/csv', content: 'x' } }),
  }),
  action<PlainThing>(`${postingFile}#settleLineAction`, {
    things: batches,
    needs: () => [['posting.settleLine']],
    order: 'load',
    passed: ['posting/not-found'],
    fields: ({ id }) => ({ batchId: id, key: 'x', outcome: 'confirmed' }),
  }),
];
