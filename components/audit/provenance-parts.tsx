/** ProvenanceParts: provenance, level? (2, or 3 below a heading of the page). From a decision for everybody to who made it, on what basis, under which policy and with which conflicts. */
import { useFormatter, useTranslations } from 'next-intl';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { DifferenceTable } from '@/components/rule/difference-table';
import { PastStages } from '@/components/rule/past-stages';
import { ReaffirmedList } from '@/components/rule/reaffirmed-list';
import { ReviewRecordFacts } from '@/components/rule/review-record';
import { RuleStatePill } from '@/components/rule/state-pill';
import { Day, useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import { isDecided } from '@/lib/rule/decision-day';
import { definitionInForce } from '@/lib/rule/rule-version';
import { standingOfVersion } from '@/lib/rule/version-standing';
import type { Provenance } from '@/lib/usecases/audit/provenance';
import { useConflictsTold } from './conflicts-told';
import { ExaminedList } from './examined-list';
import { ProvenanceBasis, ProvenanceJudgements } from './provenance-basis';
import { ProvenanceSteps } from './provenance-steps';

export function ProvenanceParts({ provenance, level = 2 }: { provenance: Provenance; level?: 2 | 3 }) {
  const t = useTranslations('audit.provenance');
  const day = useDay();
  const { past, names, stages, restedOn, institution, awards, trail, today } = provenance;
  const { version } = past;
  const judgedId = past.reviewRecord.decidedBy?.ruleVersionId ?? version.id;
  const caseId = past.reviewRecord.decidedBy?.caseId ?? past.caseId;
  const part = { level };
  return (
    <div className="grid grid-cols-1 gap-10">
      <div className="grid gap-4">
        <RuleSentence definition={definitionInForce(version)} names={names} />
        <Strip provenance={provenance} />
      </div>
      <Part {...part} title={t('steps')}>
        <ProvenanceSteps provenance={provenance} />
        {stages.length === 0 && <p className="measure text-soft">{t('notReviewedHere')}</p>}
      </Part>
      {stages.length > 0 && caseId !== null && (
        <Part {...part} title={t('votes')}>
          <PastStages
            stages={stages}
            caseHref={`/faculty/cases/${caseId}`}
            ruleVersionId={judgedId}
            settlement={past.reviewRecord.settlement}
            heading={level === 2 ? 'h3' : 'h4'}
          />
        </Part>
      )}
      <Part {...part} title={t('underWhich')}>
        <ReviewRecordFacts record={past.reviewRecord} />
        {provenance.policy !== null && provenance.policy.adoptedByName !== null && (
          <p className="text-sm text-soft">
            {t.rich('adopted', {
              name: provenance.policy.adoptedByName,
              date: () => <Day date={provenance.policy?.adoptedAt ?? ''} />,
            })}
          </p>
        )}
        <ReaffirmedList reaffirmed={past.reaffirmed} />
      </Part>
      {stages.length > 0 && (
        <Part {...part} title={t('judgements')}>
          <ProvenanceJudgements judgements={provenance.judgements} threshold={provenance.threshold} />
        </Part>
      )}
      <Part {...part} title={t('restedOn', { day: day(restedOn.day) })}>
        <ProvenanceBasis restedOn={restedOn} ruleVersionId={judgedId} homeUnit={institution.homeUnit} />
      </Part>
      {past.differences !== null && past.differences.length > 0 && (
        <Part {...part} title={t('changed', { version: version.version })}>
          <DifferenceTable
            differences={past.differences}
            caption={t('changed', { version: version.version })}
          />
        </Part>
      )}
      <Part {...part} title={t('awards')}>
        {awards.length === 0 ? (
          <p className="text-soft">{t('noAwards')}</p>
        ) : (
          <ul className="grid gap-1">
            {awards.map(({ ruleVersionId, version: number, standing, takenBack }) => (
              <li key={ruleVersionId}>
                <TextLink href={`/audit/decisions/${ruleVersionId}`}>
                  {t('awardsUnder', { version: number })}
                </TextLink>
                : {t('awardCount', { count: standing })}
                {takenBack > 0 && `, ${t('takenBack', { count: takenBack })}`}
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part {...part} title={t('trail')}>
        <ExaminedList trail={trail} today={today} />
      </Part>
    </div>
  );
}

function Part({ title, level, children }: { title: string; level: 2 | 3; children: React.ReactNode }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="grid grid-cols-1 gap-4">
      <Heading className="border-b border-edge pb-2 text-lg font-semibold">{title}</Heading>
      {children}
    </section>
  );
}

/** The answer in one line: how it stands, who decided, on what, under which policy, with which conflicts. */
function Strip({ provenance }: { provenance: Provenance }) {
  const t = useTranslations('audit.provenance');
  const history = useTranslations('registrar.history');
  const format = useFormatter();
  const { past, stages, judgements, restedOn, policy, today, conflicts } = provenance;
  const { version } = past;
  const decided = stages.filter(({ outcome }) => outcome === 'passed' || outcome === 'failed');
  const lowest = (judgements ?? []).flatMap(({ courses }) => courses.map(({ percent }) => percent));
  const basis = [
    ...(lowest.length > 0 ? [t('coverageFrom', { percent: Math.min(...lowest) })] : []),
    ...restedOn.advice.map(({ recommender }) => recommender),
    ...(restedOn.evidence.length > 0 ? [t('files', { count: restedOn.evidence.length })] : []),
    ...(restedOn.imported === null ? [] : [t('anImport')]),
  ];
  const told = useConflictsTold();
  const cells: [string, React.ReactNode][] = [
    [
      t('standing'),
      <span key="standing" className="flex flex-wrap items-baseline gap-2">
        <RuleStatePill standing={standingOfVersion(version, today)} />
        {t('version', { version: version.version })}
      </span>,
    ],
    [
      t(isDecided(version) ? 'decidedBy' : 'decidedSoFar'),
      decided.length === 0
        ? t(isDecided(version) ? 'nobodyHere' : 'nobodyYet')
        : format.list(
            decided.map(({ kind, tally }) =>
              tally === null
                ? history(`stage.${kind}`)
                : t('body', {
                    body: history(`stage.${kind}`),
                    approve: tally.approve,
                    against: tally.reject + tally.return,
                  }),
            ),
          ),
    ],
    [t('onBasis'), basis.length === 0 ? t('nothingStated') : format.list(basis)],
    [
      t('under'),
      policy === null ? (
        t('noPolicy')
      ) : (
        <TextLink href={`/administration/policy/${policy.id}`}>
          {t('policy', { version: policy.version })}
        </TextLink>
      ),
    ],
    [t('conflicts'), told(conflicts)],
  ];
  return (
    <dl className="grid gap-x-6 gap-y-3 border-y border-edge py-3 sm:grid-cols-2 lg:grid-cols-5">
      {cells.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-sm text-soft">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
