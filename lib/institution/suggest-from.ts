import * as z from 'zod';

/**
 * What suggestions for a mapping rest on: nothing, so that there are none; what the institution itself has decided; or that and what others
 * have published about the same certificate. The same list as institution_suggest_from_known in the database.
 */
export const SuggestFrom = z.enum(['nothing', 'own', 'published']);
export type SuggestFrom = z.infer<typeof SuggestFrom>;
