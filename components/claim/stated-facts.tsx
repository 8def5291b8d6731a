/** StatedFacts: stated, claimDate (null in a draft), unit. StatedQuestion: asked, unit. What the student says and the credit rests on, of a certificate and beside all of them. */
import { useFormatter, useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { useStatedWords } from '@/components/estimate/stated-words';
import { useDay } from '@/components/ui/day';
import type { Unit } from '@/lib/amount/unit';
import type { StatedHolding } from '@/lib/catalog/estimate-query';
import type { StoredQuestion } from '@/lib/claim/stored';

export function StatedFacts({
  stated,
  claimDate,
  unit,
}: {
  stated: StatedHolding;
  claimDate: string | null;
  unit: Unit;
}) {
  const t = useTranslations('claim.stated');
  const format = useFormatter();
  const words = useStatedWords(unit)(stated, claimDate);
  return (
    <p className="text-sm text-soft [overflow-wrap:anywhere]">
      {t('facts')}: <bdi>{format.list(words, { type: 'unit' })}</bdi>
    </p>
  );
}

export function StatedQuestion({ asked }: { asked: StoredQuestion }) {
  const t = useTranslations('claim.stated');
  const format = useFormatter();
  const exact = useExactNumber();
  const day = useDay();
  const { program, termStart, assessments, earned } = asked;
  const rows = [
    [t('program'), program ?? t('noProgram')],
    ...(termStart === null ? [] : [[t('term'), day(termStart)]]),
    ...assessments.map(({ id, score }) => [t('assessment', { name: id }), exact(score)]),
    [t('earned'), earned.length === 0 ? t('noneEarned') : format.list(earned, { type: 'unit' })],
  ];
  return (
    <section className="grid gap-3">
      <h2 className="serif text-xl">{t('title')}</h2>
      <dl className="grid gap-x-6 gap-y-1 [overflow-wrap:anywhere] sm:grid-cols-[14rem_minmax(0,1fr)]">
        {rows.map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-soft">
              <bdi>{term}</bdi>
            </dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
