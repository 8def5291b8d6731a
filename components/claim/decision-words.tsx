/** DecisionWords: decision (its reason and lines), hasProgram (only then something counts), withAnswers?, toRules? (lines lead to their mappings, for staff). What a decision says, whoever reads it. */
import type { ClaimDecision } from '@/lib/db/claim-decisions';
import { AwardLines } from './award-lines';

export function DecisionWords({
  decision: { reason, lines },
  hasProgram,
  withAnswers = false,
  toRules = false,
}: {
  decision: Pick<ClaimDecision, 'reason' | 'lines'>;
  hasProgram: boolean;
  withAnswers?: boolean;
  toRules?: boolean;
}) {
  return (
    <>
      {reason !== '' && (
        <p className="measure whitespace-pre-line [overflow-wrap:anywhere]">
          <bdi>{reason}</bdi>
        </p>
      )}
      {lines.length > 0 && (
        <AwardLines
          withAnswers={withAnswers}
          hasProgram={hasProgram}
          lines={lines.map(({ line, ruleTitle, ...rest }) => ({
            ...rest,
            key: String(line),
            rule: ruleTitle,
            ...(toRules && { ruleHref: `/registrar/rules/${rest.ruleVersionId}` }),
          }))}
        />
      )}
    </>
  );
}
