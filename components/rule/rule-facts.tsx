/** RuleFacts: version, department, authors, publisherName, recommendations (by id, of its certificates), reaffirmed (last, or null), today. The record around a mapping. */
import { useTranslations } from 'next-intl';
import { isInWork } from '@/lib/rule/lifecycle';
import type { RuleVersion } from '@/lib/rule/rule-version';
import type { RuleView } from '@/lib/usecases/rule/view-rule';
import { Day } from '@/components/ui/day';
import { RecommendationFacts, type Advice } from './recommendation-facts';

type Props = {
  version: RuleVersion;
  department: string | null;
  authors: string;
  publisherName: string | null;
  recommendations: readonly Advice[];
  reaffirmed: RuleView['reaffirmed'];
  today: string;
};

export function RuleFacts({
  version,
  department,
  authors,
  publisherName,
  recommendations,
  reaffirmed,
  today,
}: Props) {
  const t = useTranslations('registrar.rule');
  const { basis } = version;
  // What was taken over, and what is decided, is not sent to any.
  const needsDepartment = version.origin !== 'import' && isInWork(version.status);
  const named = recommendations.filter(({ id }) => basis.recommendationIds.includes(id));
  const facts: [string, React.ReactNode][] = [
    [t('fact.department'), department ?? t(needsDepartment ? 'noDepartment' : 'withoutDepartment')],
    [t('fact.author'), authors],
    [
      t('fact.code'),
      <span key="code" className="break-all">
        {version.ruleCode}
      </span>,
    ],
    [
      t('fact.basis'),
      <span key="basis" className="grid gap-2">
        <span>
          {t(`basisKind.${basis.kind}`)}
          {basis.adoption && `, ${t(`adopted.${basis.adoption}`, { why: basis.changedBecause })}`}
        </span>
        {named.map((advice) => (
          <RecommendationFacts key={advice.id} advice={advice} today={today} />
        ))}
      </span>,
    ],
  ];
  if (basis.otherwiseBecause !== '') facts.push([t('fact.otherwise'), basis.otherwiseBecause]);
  if (version.version > 1) facts.push([t('fact.change'), t(`changeClass.${version.changeClass}`)]);
  if (version.publishedAt !== null)
    facts.push(
      [t('fact.published'), <Day key="published" date={version.publishedAt} />],
      [t('fact.publisher'), publisherName],
    );
  if (reaffirmed !== null)
    facts.push([
      t('fact.reaffirmed'),
      t.rich('reaffirmedBy', {
        date: () => <Day date={reaffirmed.at} />,
        name: reaffirmed.personName,
      }),
    ]);
  if (version.reviewDueOn !== null) facts.push([t('fact.due'), <Day key="due" date={version.reviewDueOn} />]);
  if (version.claimTo !== null) facts.push([t('fact.claimTo'), <Day key="claim" date={version.claimTo} />]);
  return (
    <dl className="grid gap-3">
      {facts.map(([name, value]) => (
        <div key={name} className="grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="text-sm text-soft">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
