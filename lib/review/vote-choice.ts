import * as z from 'zod';

/** What a member of the panel can say. `return` sends the rule back to its author with comments. @source docs/domain.md §5.2 */
export const VoteChoice = z.enum(['approve', 'reject', 'return', 'abstain']);

export type VoteChoice = z.infer<typeof VoteChoice>;
