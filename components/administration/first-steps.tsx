/** FirstSteps: steps (or null: nothing is shown). What is left until the first mapping is published, each a press from its form, and whose turn it is. */
import clsx from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { TextLink } from '@/components/ui/text-link';
import type { FirstStepAtHand } from '@/lib/usecases/institution/view-first-steps';

export function FirstSteps({ steps }: { steps: readonly FirstStepAtHand[] | null }) {
  const t = useTranslations('administration.firstSteps');
  if (steps === null) return null;
  const done = steps.filter(({ state }) => state === 'done');
  const left = steps.filter(({ state }) => state !== 'done');
  return (
    <section aria-labelledby="first-steps" className="mb-10 grid gap-3 border-y border-edge py-5">
      <h2 id="first-steps" className="text-lg font-semibold">
        {t('title')}
      </h2>
      <p className="measure text-soft">
        {t('lede', {
          done: done.length,
          count: steps.length,
        })}
      </p>
      <ol className="stack">
        {left.map((step) => (
          <Step key={step.name} step={step} number={steps.indexOf(step) + 1} />
        ))}
      </ol>
      {done.length > 0 && (
        <Disclosure summary={t('doneOnes', { count: done.length })}>
          <ol className="stack">
            {done.map((step) => (
              <Step key={step.name} step={step} number={steps.indexOf(step) + 1} />
            ))}
          </ol>
        </Disclosure>
      )}
    </section>
  );
}

function Step({ step, number }: { step: FirstStepAtHand; number: number }) {
  const t = useTranslations('administration.firstSteps');
  const format = useFormatter();
  const { name, state, href, isMine, names } = step;
  const title = t(`step.${name}`);
  return (
    <li
      aria-current={isMine ? 'step' : undefined}
      className={clsx(
        'grid gap-x-4 py-2 sm:grid-cols-[1.5rem_minmax(0,1fr)_minmax(0,14rem)]',
        isMine && 'border-l-4 border-accent pl-3 sm:pl-2',
      )}
    >
      <span className="tabular text-faint">{number}</span>
      <div className="min-w-0">
        <p className={clsx(state === 'waits' && 'text-soft', isMine && 'font-semibold')}>
          {state === 'open' ? <TextLink href={href}>{title}</TextLink> : title}
        </p>
        {state === 'open' && <p className="measure text-sm text-soft">{t(`why.${name}`)}</p>}
      </div>
      <p className="min-w-0 text-sm text-soft">
        {state === 'done'
          ? t('done')
          : state === 'waits'
            ? t('waits')
            : isMine
              ? t('yours')
              : names.length === 0
                ? t(`nobody.${name}`)
                : t('theirs', { names: format.list(names, { type: 'disjunction' }) })}
      </p>
    </li>
  );
}
