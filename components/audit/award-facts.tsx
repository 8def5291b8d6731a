/** AwardFacts: award (AwardProvenance). What one student was given, who decided it, on which frozen question, and the entries that say so. */
import { useTranslations } from 'next-intl';
import { Facts } from '@/components/administration/facts';
import { AwardLines } from '@/components/claim/award-lines';
import { ClaimRecord } from '@/components/claim/claim-record';
import { Day, Moment } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { AwardProvenance } from '@/lib/usecases/audit/view-award-provenance';
import { ExaminedList } from './examined-list';

export function AwardFacts({ award }: { award: AwardProvenance }) {
  const t = useTranslations('audit.provenance.award');
  const provenance = useTranslations('audit.provenance');
  const outcome = useTranslations('claim.outcome');
  const { view, policy, snapshot, trail } = award;
  const { decision, claim, events, institution, shown, today } = view;
  if (decision === null) return null;
  const { timeZone } = institution;
  return (
    <div className="grid grid-cols-1 gap-10">
      <Facts
        items={[
          { label: t('outcome'), value: shown === null ? '' : outcome(shown) },
          { label: t('by'), value: decision.decidedByName ?? t('byRules') },
          { label: t('at'), value: <Moment at={decision.decidedAt} timeZone={timeZone} /> },
          ...(claim.claimDate === null
            ? []
            : [{ label: t('claimDate'), value: <Day date={claim.claimDate} /> }]),
          ...(policy === null
            ? []
            : [
                {
                  label: t('policy'),
                  value: (
                    <>
                      <TextLink href={`/administration/policy/${policy.id}`}>
                        {provenance('policy', { version: policy.version })}
                      </TextLink>
                      {provenance.rich('since', { date: () => <Day date={policy.effectiveFrom} /> })}
                    </>
                  ),
                },
              ]),
          {
            label: t('snapshot'),
            value: t(snapshot.isReplayed ? 'replayed' : 'notReplayed', { engine: snapshot.engineVersion }),
          },
          ...(decision.reason === ''
            ? []
            : [
                { label: t('reason'), value: <span className="whitespace-pre-line">{decision.reason}</span> },
              ]),
        ]}
      />
      {decision.lines.length > 0 && (
        <AwardLines
          lines={decision.lines.map(({ line, ruleVersionId, ruleTitle, ...rest }) => ({
            ...rest,
            key: String(line),
            rule: ruleTitle,
            ruleHref: `/audit/decisions/${ruleVersionId}`,
          }))}
          hasProgram={claim.asked.program !== null}
          withAnswers
        />
      )}
      <ClaimRecord events={events} to="desk" timeZone={timeZone} />
      <section className="grid gap-4">
        <h2 className="serif text-xl">{provenance('trail')}</h2>
        <ExaminedList trail={trail} today={today} />
      </section>
    </div>
  );
}
