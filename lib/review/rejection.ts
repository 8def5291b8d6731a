import { RejectionKind, type Rejection } from './rejection-kind';
import { canBeDenied } from '@/lib/rule/denial';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { membersVotes, type Vote } from './vote';

/** The kinds of no that can be said to a proposal: "no credit" only to one that proposes credit, for one certificate alone. */
export function rejectionsOf(definition: Pick<RuleDefinition, 'deny' | 'premise'>): readonly RejectionKind[] {
  return canBeDenied(definition) ? RejectionKind.options : ['not_as_proposed'];
}

/**
 * What the rejecting ballots amount to: "no credit" where more than half of them say so, otherwise the milder no. The public sentence
 * is the chair's, where one was given at the close, else that of the first ballot for that kind of no. A casting vote changes no count, so
 * it says which no it is only where no member rejected. `votes` are those that the end rests on (`votesBehind`).
 */
export function rejectionFrom(
  votes: readonly Pick<Vote, 'choice' | 'rejection' | 'isCasting'>[],
  chairsReason: string,
): Rejection {
  const rejecting = votes.filter(({ choice }) => choice === 'reject');
  const ofMembers = membersVotes(rejecting);
  const against = (ofMembers.length > 0 ? ofMembers : rejecting).map(
    ({ rejection }) => rejection ?? { kind: 'not_as_proposed' as const, publicReason: '' },
  );
  const isNoCredit = against.filter(({ kind }) => kind === 'no_credit').length * 2 > against.length;
  const kind = isNoCredit ? 'no_credit' : 'not_as_proposed';
  const said = against.find((one) => one.kind === kind && one.publicReason !== '');
  return { kind, publicReason: chairsReason || (said?.publicReason ?? '') };
}
