/**
 * Ladder: the four layers in one strip, each with what is known, by whom, since when.
 * Props: steps? {recommendation, rule, award, counted}: each {known?: node, open?: node, note?: node}; a step without `known` says in words that it is open, its own or the usual ones.
 * Without steps it only explains the four.
 */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';

const layers = ['recommendation', 'rule', 'award', 'counted'] as const;
export type LadderStep = { known?: React.ReactNode; open?: React.ReactNode; note?: React.ReactNode };
export type LadderSteps = Partial<Record<(typeof layers)[number], LadderStep>>;

export function Ladder({ steps }: { steps?: LadderSteps }) {
  const t = useTranslations('credit.ladder');
  return (
    <ol
      aria-label={t('label')}
      className="grid border-t border-line sm:grid-cols-4 sm:border-t-0 [&_.whitespace-nowrap]:whitespace-normal"
    >
      {layers.map((layer, index) => {
        const step = steps?.[layer];
        const isKnown = step?.known !== undefined;
        return (
          <li
            key={layer}
            className={clsx(
              'grid content-start gap-1 border-b border-line py-3 sm:border-b-0 sm:border-t-2 sm:pr-5',
              isKnown ? 'sm:border-t-accent' : 'sm:border-t-line',
            )}
          >
            <p className="text-sm text-soft">
              <span className="tabular">{index + 1}</span> {t(`${layer}.name`)}
            </p>
            {steps !== undefined && (
              <div className={isKnown ? 'font-medium' : 'text-soft'}>
                {step?.known ?? step?.open ?? t(`${layer}.open`)}
              </div>
            )}
            <p className="text-sm text-soft">{step?.note ?? t(`${layer}.meaning`)}</p>
          </li>
        );
      })}
    </ol>
  );
}
