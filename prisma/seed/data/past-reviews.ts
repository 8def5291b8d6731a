import type { InstitutionKey } from './institutions/form';

/** What a department decided in the last eight quarters, the oldest first, and how it did. */
export interface PastOfDepartment {
  department: string;
  /** Mappings of which it decided new versions, one after the other. */
  renewed: readonly string[];
  /** Mappings of which it was only ever asked for more than they give. */
  kept: readonly string[];
  /** @units reviews a quarter */
  reviews: readonly number[];
  /** From handing in to the decision, in the middle. @units business days */
  days: readonly number[];
  /** @units percent of reviews that approve */
  approved: readonly number[];
}

/**
 * The years before today at an institution that has been at it for a while. Invented: decisions come faster from quarter to quarter, and
 * more of them give credit. A review takes fewer days than said here where the one before of the same mapping ended shortly before.
 */
export const pastOf: Partial<Record<InstitutionKey, readonly PastOfDepartment[]>> = {
  northbridge: [
    {
      department: 'MATH',
      renewed: ['NB-002', 'NB-003', 'NB-006', 'NB-007', 'NB-018'],
      kept: ['NB-024'],
      reviews: [10, 10, 10, 10, 11, 11, 11, 11],
      days: [27, 26, 24, 23, 20, 18, 15, 14],
      approved: [40, 40, 40, 50, 50, 55, 55, 60],
    },
    {
      department: 'IT',
      renewed: ['NB-004', 'NB-005', 'NB-010'],
      kept: ['NB-009', 'NB-011', 'NB-012'],
      reviews: [0, 0, 0, 10, 10, 10, 11, 12],
      days: [24, 23, 22, 20, 18, 16, 13, 11],
      approved: [40, 40, 45, 50, 50, 55, 60, 60],
    },
    {
      department: 'BUS',
      renewed: ['NB-015', 'NB-016', 'NB-017'],
      kept: ['NB-025'],
      reviews: [0, 0, 0, 0, 0, 10, 10, 11],
      days: [18, 18, 18, 18, 18, 18, 21, 24],
      approved: [40, 40, 40, 40, 45, 45, 45, 50],
    },
  ],
};

/** Why a proposal was not accepted: what reviewers write, and what students read. */
export const refusals = [
  {
    rationale: 'Without a score the quizzes alone would carry the credit; we keep what we have.',
    publicReason: 'The certificate without a score does not show enough of what our course asks for.',
  },
  {
    rationale: 'The proposal drops the age limit, and the tools of the older edition are gone.',
    publicReason: 'Older editions of the certificate cover tools that our course no longer uses.',
  },
  {
    rationale: 'Two outcomes of the second course are touched on and never assessed.',
    publicReason: 'It does not assess all that the second course asks for.',
  },
] as const;

/** Why a mapping was a no for a while. */
export const pauses = [
  'No credit for the time being: the provider changed the assessment, and we have not seen the new one.',
  'No credit for the time being: the new edition has no task that a person marks.',
] as const;

/** What reviewers write beside a low score. */
export const lowScores = [
  'Weaker here than our course.',
  'Little is known about it; the provider does not say.',
] as const;
