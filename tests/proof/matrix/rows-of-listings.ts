import type { Permission } from '@/lib/access/permission';
import {
  action,
  bothOf,
  decide,
  nothing,
  page,
  type Party,
  route,
  type Row,
  seenAs,
  type World,
} from './row';
import type { ListingThing, PlainThing } from './tenant-shape';

const listings = bothOf((tenant) => tenant.listings);
const file = 'app/(registrar)/registrar/certificates/actions.ts';
const needs = (permission: Permission) => (listing: ListingThing) => [[permission, listing.facts]] as const;
/** Entries are everybody's: what is asked of another institution's is asked in one's own. */
const entries = (world: World): PlainThing[] =>
  world.map(({ id: tenantId, microCredential }) => ({
    tenantId,
    id: microCredential.id,
    label: microCredential.title,
    rowVersion: 1,
    shown: microCredential.title,
  }));
const advice = '/registrar/certificates/entries/[entryId]/recommendations';
const adviceFile = `app/(registrar)${advice}/actions.ts`;
const noEntry = '00000000-0000-4000-8000-000000000000';
const inOnesOwn = (permission: Permission) => (party: Party) =>
  decide(party, nothing, [[permission]], 'authorize');

const move = (name: string, permission: Permission, more: Record<string, string> = {}): Row =>
  action<ListingThing>(`${file}#${name}`, {
    things: listings,
    needs: needs(permission),
    fields: (listing, { isAllowed }) => ({
      listingId: listing.id,
      expectedVersion: seenAs(listing, isAllowed),
      ...more,
    }),
  });

export const rowsOfListings: Row[] = [
  page('/registrar/certificates', { needs: () => [['listing.list']] }),
  route('/registrar/certificates/export', {
    needs: () => [['listing.list'], ['file.export']],
    writes: true,
    at: () => '/registrar/certificates/export?as=csv',
    shows: (_, { tenant }) => [tenant?.microCredential.title ?? ''],
  }),
  route('/registrar/certificates/export/recommendations', {
    needs: () => [['listing.list'], ['file.export']],
    writes: true,
    at: () => '/registrar/certificates/export/recommendations?as=csv',
    shows: () => ['recommender'],
  }),
  page('/registrar/certificates/new', { needs: () => [['listing.draft']] }),
  page<ListingThing>('/registrar/certificates/[listingId]', {
    things: listings,
    needs: needs('listing.view'),
    at: ({ id }) => `/registrar/certificates/${id}`,
    shows: ({ title }) => [title],
  }),
  page<PlainThing>('/registrar/certificates/entries/[entryId]', {
    things: entries,
    expect: inOnesOwn('listing.view'),
    at: ({ id }) => `/registrar/certificates/entries/${id}`,
    shows: ({ shown }) => [shown],
  }),
  page<PlainThing>('/registrar/certificates/entries/[entryId]/merge', {
    things: entries,
    expect: inOnesOwn('microCredential.merge'),
    at: ({ id }) => `/registrar/certificates/entries/${id}/merge`,
    shows: ({ shown }) => [shown],
  }),
  // Into one that is not there, and of one that is not merged or is kept elsewhere: allowed calls are refused for that, after authorization.
  action<PlainThing>('app/(registrar)/registrar/certificates/actions.ts#mergeEntryAction', {
    things: entries,
    expect: inOnesOwn('microCredential.merge'),
    passed: ['catalog/no-such-entry'],
    fields: (entry, { isAllowed }) => ({
      microCredentialId: entry.id,
      into: 'no-entry-at-all',
      expectedVersion: seenAs(entry, isAllowed),
    }),
  }),
  action<PlainThing>('app/(registrar)/registrar/certificates/actions.ts#partEntryAction', {
    things: entries,
    expect: inOnesOwn('microCredential.part'),
    passed: ['listing/not-merged', 'listing/other-steward'],
    fields: (entry, { isAllowed }) => ({
      microCredentialId: entry.id,
      expectedVersion: seenAs(entry, isAllowed),
    }),
  }),
  // About entries and organizations that nobody has claimed: allowed calls are refused for that, after authorization.
  ...(['takeOver', 'giveBack'] as const).map((verb) =>
    action<PlainThing>(`app/(registrar)/registrar/certificates/actions.ts#${verb}EntryAction`, {
      things: entries,
      expect: inOnesOwn(`microCredential.${verb}`),
      passed: ['listing/ours-already', 'listing/not-about-us', 'listing/not-taken', 'listing/other-steward'],
      fields: (entry, { isAllowed }) => ({
        microCredentialId: entry.id,
        expectedVersion: seenAs(entry, isAllowed),
      }),
    }),
  ),
  ...(['accept', 'refuse'] as const).map((verb) =>
    action<PlainThing>(`app/(registrar)/registrar/certificates/actions.ts#${verb}EntryAction`, {
      things: entries,
      expect: inOnesOwn(`microCredential.${verb}`),
      passed: ['listing/ours-already', 'listing/not-about-us'],
      fields: (entry, { isAllowed }) => ({
        microCredentialId: entry.id,
        expectedVersion: seenAs(entry, isAllowed),
        ...(verb === 'refuse' && { reason: 'By the matrix' }),
      }),
    }),
  ),
  ...(['claim', 'unclaim'] as const).map((verb) =>
    action<PlainThing>(`app/(registrar)/registrar/organizations/actions.ts#${verb}OrganizationAction`, {
      things: entries,
      expect: inOnesOwn(`organization.${verb}`),
      passed: [
        'organization/claim-unstated',
        'organization/claim-unproved',
        'organization/claim-elsewhere',
        'organization/not-claimed-here',
      ],
      fields: (organization, { isAllowed }) => ({
        organizationId: organization.id,
        expectedVersion: seenAs(organization, isAllowed),
      }),
    }),
  ),
  page<PlainThing>(`${advice}/new`, {
    things: entries,
    expect: inOnesOwn('recommendation.save'),
    at: ({ id }) => `/registrar/certificates/entries/${id}/recommendations/new`,
    shows: ({ shown }) => [shown],
  }),
  page<PlainThing>(`${advice}/[recommendationId]`, {
    things: entries,
    expect: inOnesOwn('recommendation.save'),
    at: ({ id }) => `/registrar/certificates/entries/${id}/recommendations/${id}`,
    shows: ({ shown }) => [shown],
  }),
  route('/registrar/certificates/alike', {
    needs: () => [['listing.draft']],
    at: () => '/registrar/certificates/alike?title=certificate&provider=provider',
  }),
  route('/registrar/organizations/names', {
    needs: () => [['listing.draft']],
    at: () => '/registrar/organizations/names?words=provider',
  }),
  page<PlainThing>('/registrar/organizations/[organizationId]', {
    things: entries,
    expect: inOnesOwn('organization.describe'),
    at: ({ id }) => `/registrar/organizations/${id}`,
    shows: ({ shown }) => [`Provider of ${shown}`],
  }),
  // Of one that another institution describes: allowed calls are refused for that, after authorization.
  action<PlainThing>('app/(registrar)/registrar/organizations/actions.ts#describeOrganizationAction', {
    things: entries,
    expect: inOnesOwn('organization.describe'),
    passed: ['organization/other-steward'],
    fields: (organization, { isAllowed }) => ({
      organizationId: organization.id,
      expectedVersion: seenAs(organization, isAllowed),
      country: 'FR',
      url: '',
    }),
  }),
  page<PlainThing>('/registrar/organizations/[organizationId]/merge', {
    things: entries,
    expect: inOnesOwn('organization.merge'),
    at: ({ id }) => `/registrar/organizations/${id}/merge`,
    shows: ({ shown }) => [`Provider of ${shown}`],
  }),
  // Into one that is not there, and of one that is not merged: allowed calls are refused for that, after authorization.
  action<PlainThing>('app/(registrar)/registrar/organizations/actions.ts#mergeOrganizationAction', {
    things: entries,
    expect: inOnesOwn('organization.merge'),
    passed: ['organization/not-found'],
    fields: (organization, { isAllowed }) => ({
      organizationId: organization.id,
      into: 'nobody-at-all',
      expectedVersion: seenAs(organization, isAllowed),
    }),
  }),
  action<PlainThing>('app/(registrar)/registrar/organizations/actions.ts#partOrganizationAction', {
    things: entries,
    expect: inOnesOwn('organization.part'),
    passed: ['organization/not-merged'],
    fields: (organization, { isAllowed }) => ({
      organizationId: organization.id,
      expectedVersion: seenAs(organization, isAllowed),
    }),
  }),
  // About an entry that is not there: allowed calls are refused for that, after authorization.
  action<PlainThing>(`${adviceFile}#addRecommendationAction`, {
    things: entries,
    expect: inOnesOwn('recommendation.save'),
    passed: ['catalog/no-such-entry'],
    fields: () => ({ microCredentialId: noEntry, recommender: 'ACE', sourceUrl: 'https://example.org' }),
  }),
  action<PlainThing>(`${adviceFile}#changeRecommendationAction`, {
    things: entries,
    expect: inOnesOwn('recommendation.save'),
    passed: ['recommendation/other-steward'],
    fields: (advised, { isAllowed }) => ({
      recommendationId: advised.id,
      expectedVersion: seenAs(advised, isAllowed),
      firstDay: '2099-01-01',
      sourceUrl: 'https://example.org',
    }),
  }),
  action<PlainThing>(`${adviceFile}#endRecommendationAction`, {
    things: entries,
    expect: inOnesOwn('recommendation.save'),
    passed: ['recommendation/other-steward'],
    fields: (advised, { isAllowed }) => ({
      recommendationId: advised.id,
      expectedVersion: seenAs(advised, isAllowed),
      lastDay: '2099-01-01',
    }),
  }),
  // An entry that is like it: it is proposed to whoever may, and nothing is written.
  action<PlainThing>(`${file}#draftListingAction`, {
    things: entries,
    expect: inOnesOwn('listing.draft'),
    fields: ({ shown }) => ({ title: shown, provider: 'Example Provider', platform: '', url: '' }),
  }),
  // A version that is not there: allowed calls are refused for that, after authorization.
  action<PlainThing>(`${file}#changeEntryAction`, {
    things: entries,
    expect: inOnesOwn('listing.draft'),
    passed: ['listing/no-such-version', 'listing/other-steward'],
    fields: ({ id }) => ({ microCredentialId: id, kind: 'correction', versionId: id }),
  }),
  move('reviseListingAction', 'listing.revise', { title: 'Another title', provider: 'Example Provider' }),
  move('returnListingAction', 'listing.return', { remark: 'Because the matrix asks.' }),
  move('publishListingAction', 'listing.publish'),
  move('withdrawListingAction', 'listing.withdraw'),
];
