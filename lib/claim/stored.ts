import * as z from 'zod';

/** A certificate as the student said it to be, read back from where it is kept. */
export const StoredHolding = z.object({
  slug: z.string(),
  issuedOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  neverExpires: z.boolean(),
  credits: z.object({ amount: z.string(), unit: z.string().nullable() }).nullable(),
  score: z.string().nullable(),
  version: z.string().nullable(),
  eqf: z.number().nullable(),
  idVerified: z.boolean(),
  proctored: z.boolean(),
  evidence: z.array(z.string()),
});

/** What a claim asks beside its certificates. */
export const StoredQuestion = z.object({
  program: z.string().nullable(),
  termStart: z.string().nullable(),
  assessments: z.array(z.object({ id: z.string(), score: z.string() })),
  earned: z.array(z.string()),
});
export type StoredQuestion = z.infer<typeof StoredQuestion>;
