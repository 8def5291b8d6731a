/** NextSteps: steps {slug, title, language, hours, href, more, total, lines, leaf}[], isComplete, isNarrow (no program chosen). Which further certificate would bring most. */
import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { EntryTitle } from '@/components/catalog/entry-title';
import { useLineWords } from '@/components/catalog/offer-words';
import { useDay } from '@/components/ui/day';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { useLeafConditions } from '@/components/credit/premise-view';
import { TextLink } from '@/components/ui/text-link';
import type { Unit } from '@/lib/amount/unit';
import type { Line, MicroCredentialLeaf } from '@/lib/credit/input';

export type NextStepRow = {
  slug: string;
  title: string;
  language: string | null;
  hours: string | null;
  href: string;
  more: string;
  total: string;
  lines: readonly Line[];
  /** What would count for less instead. */
  loses: readonly { line: Line; amount: string }[];
  leaf: MicroCredentialLeaf;
};
export type NextStepsProps = {
  steps: readonly NextStepRow[];
  isComplete: boolean;
  /** No program is chosen, though there are some: rules made for one were left out. */
  isNarrow: boolean;
  unit: Unit;
  claimDate: string;
  courses: Readonly<Record<string, string>>;
};

function Step({
  step,
  unit,
  courses,
}: {
  step: NextStepRow;
  unit: Unit;
  courses: NextStepsProps['courses'];
}) {
  const t = useTranslations('public.estimate');
  const format = useFormatter();
  const exact = useExactNumber();
  const lineWords = useLineWords();
  const { title, language, hours, lines, leaf } = step;
  // What holds of anything completed on that day needs no words.
  const { mustBeActive: _active, maxAge: _age, belowScore: _below, ...asked } = leaf;
  const conditions = useLeafConditions()(asked);
  return (
    <li className="grid gap-1 py-3">
      <p className="measure">
        {t.rich('nextWith', {
          title: () => (
            <TextLink href={`/catalog/${step.slug}`}>
              <EntryTitle title={title} language={language} />
            </TextLink>
          ),
          hours: () => hours !== null && ` ${t('nextHours', { hours: exact(hours) })}`,
          more: () => <Amount value={step.more} unit={unit} />,
          total: () => exact(step.total),
          as: () =>
            lines.length > 0 &&
            t('nextAs', { list: format.list([...new Set(lines.map((line) => lineWords(line, courses)))]) }),
        })}
      </p>
      {step.loses.length > 0 && (
        <p className="measure">
          {t('nextLoses', {
            list: format.list(
              step.loses.map((lost) =>
                t('lostLine', { amount: exact(lost.amount), line: lineWords(lost.line, courses) }),
              ),
            ),
          })}
        </p>
      )}
      {conditions.length > 0 && (
        <p className="text-sm text-soft">{t('nextTaken', { list: format.list(conditions) })}</p>
      )}
      <p className="no-print text-sm">
        <TextLink href={step.href} scroll={false} aria-label={t('nextAddNamed', { title })}>
          {t('nextAdd')}
        </TextLink>
      </p>
    </li>
  );
}

export function NextSteps({ steps, isComplete, isNarrow, unit, claimDate, courses }: NextStepsProps) {
  const t = useTranslations('public.estimate');
  const day = useDay();
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <h3 id={id} className="text-lg font-semibold">
        {t('nextTitle')}
      </h3>
      {steps.length === 0 ? (
        <p className="measure">{t('nextNone')}</p>
      ) : (
        <>
          <p className="measure text-sm text-soft">{t('nextPromise', { date: day(claimDate) })}</p>
          <ul className="stack border-y border-line">
            {steps.map((step) => (
              <Step key={step.slug} step={step} unit={unit} courses={courses} />
            ))}
          </ul>
        </>
      )}
      {!isComplete && <p className="measure text-sm text-soft">{t('nextPartly')}</p>}
      {isNarrow && <p className="measure text-sm text-soft">{t('nextNarrow')}</p>}
    </section>
  );
}
