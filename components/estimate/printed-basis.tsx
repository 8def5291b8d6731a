/** PrintedBasis: certificates (as stated), claim, rules, address … What an estimate rests on; on paper alone, where its form is left out. */
import { RuleTitle } from '@/components/rule/rule-title';
import { EntryTitle } from '@/components/catalog/entry-title';
import { useFormatter, useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { useDay } from '@/components/ui/day';
import type { Unit } from '@/lib/amount/unit';
import type { StatedHolding } from '@/lib/catalog/estimate-query';
import { useStatedWords } from './stated-words';

export type PrintedBasisProps = {
  certificates: readonly {
    title: string;
    language: string | null;
    provider: string;
    stated: StatedHolding;
  }[];
  institution: string;
  program: string | null;
  claimDate: string;
  termStart: string | null;
  earned: readonly string[];
  assessments: readonly { id: string; score: string }[];
  policyVersion: number;
  /** The versions that give the credit. */
  rules: readonly { code: string; version: number; title: string }[];
  unit: Unit;
  address: string;
  printedOn: string;
};

export function PrintedBasis(props: PrintedBasisProps) {
  const { certificates, rules, assessments, earned, unit } = props;
  const t = useTranslations('public.estimate');
  const common = useTranslations('common');
  const format = useFormatter();
  const exact = useExactNumber();
  const day = useDay();
  const saidOf = useStatedWords(unit);
  return (
    <section className="print-only">
      <h3 className="font-semibold">{t('paper.title')}</h3>
      <ul className="list-disc pl-5">
        {certificates.map(({ title, language, provider, stated }, index) => (
          <li key={index}>
            <EntryTitle title={title} language={language} /> ({provider}):{' '}
            {format.list(saidOf(stated, props.claimDate), { type: 'unit' })}
          </li>
        ))}
        {assessments.map(({ id, score }) => (
          <li key={id}>
            {t('exam', { name: id })}: {exact(score)}
          </li>
        ))}
      </ul>
      <p>
        {[props.institution, props.program].filter((part) => part !== null).join(' · ')} ·{' '}
        {t('paper.claim', { date: day(props.claimDate) })}
        {props.termStart !== null && <> · {t('paper.term', { date: day(props.termStart) })}</>}
      </p>
      {earned.length > 0 && <p>{t('paper.earned', { list: format.list([...earned], { type: 'unit' }) })}</p>}
      <p>
        {t('paper.policy', { version: props.policyVersion })}
        {rules.length > 0 && <> {t('paper.rules')}</>}
      </p>
      {rules.length > 0 && (
        <ul className="list-disc pl-5">
          {rules.map(({ code, version, title }) => (
            <li key={code}>
              {t.rich('paper.rule', { code, version, title: () => <RuleTitle title={title} /> })}
            </li>
          ))}
        </ul>
      )}
      <p>{t('paper.printed', { product: common('product'), date: day(props.printedOn) })}</p>
      <p className="break-all">{props.address}</p>
    </section>
  );
}
