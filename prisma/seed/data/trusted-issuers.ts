import type { InstitutionKey } from './institutions/form';

/** An issuer that institutions of the demonstration trust; days are counted back from the day of seeding. */
export interface DemonstrationIssuer {
  identity: string;
  name: string;
  reason: string;
  sourceUrl: string;
  trustedBy: readonly {
    by: InstitutionKey;
    since: number;
    until?: number;
    /** Proposed, and by nobody confirmed yet. */
    waits?: true;
  }[];
}

/**
 * Invented issuers, all of them at addresses that are nobody's. The key of the first is known to the tests, which sign with it: trust in it
 * is worth nothing outside of the demonstration.
 */
export const demonstrationIssuers: readonly DemonstrationIssuer[] = [
  {
    identity: 'did:key:z6MkkWHvpvFgu67wTPcJUxANr8BgnKfqBrstDZ2qL8G5cKrs',
    name: 'Demonstration Academy',
    reason: 'Signs the sample badges of this demonstration.',
    sourceUrl: 'https://academy.example.org/badges',
    trustedBy: [
      { by: 'northbridge', since: 700 },
      { by: 'carrowmere', since: 400, until: 100 },
    ],
  },
  {
    identity: 'did:web:skills.example.org',
    name: 'Harbour Skills Council',
    reason: 'On the public register of awarding bodies, audited every third year.',
    sourceUrl: 'https://register.example.org/harbour-skills-council',
    trustedBy: [
      { by: 'northbridge', since: 500 },
      { by: 'muehlenau', since: 320 },
      { by: 'zulawy', since: 90, waits: true },
    ],
  },
  {
    identity: 'https://badges.example.net/issuers/lantern-institute',
    name: 'Lantern Institute for Continuing and Professional Education in the Applied Sciences',
    reason: 'Partner of the joint programme; its assessments are moderated by both.',
    sourceUrl: 'https://lantern.example.net/partners',
    trustedBy: [
      { by: 'carrowmere', since: 610 },
      { by: 'zulawy', since: 610, until: 30 },
      { by: 'northbridge', since: 20, waits: true },
    ],
  },
];
