/**
 * EffectBrief: effect (null where too much has a say), href? (of the whole list), isFolded? (but the counts). What a change would do, in counts, with those who would lose most, and
 * on whom it was tried. EffectOfRule: effect, id (of the version), isPart? (of a section that has a heading). The same of publishing a mapping, under a heading.
 * EffectFolded: effect. Those for whom it changes something, folded, where no page of its own has them.
 */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { TextLink } from '@/components/ui/text-link';
import { type Effect, inOrderOfLoss, inSight, rowsInSight } from '@/lib/catalog/effect';
import { EarnedView } from './earned-view';
import { EffectTable } from './effect-table';
import { EffectHolder } from './effect-holder';

/** On whom it was tried, and on how many more it was not. */
export function TriedOn({ effect }: { effect: Effect }) {
  const t = useTranslations('registrar.effect');
  const day = useDay();
  const { tried, leftOut } = effect;
  return (
    <p className="measure text-sm text-soft">
      {t('tried', { ...tried, date: day(effect.day) })}
      {leftOut > 0 && <> {t('leftOut', { count: leftOut })}</>}
    </p>
  );
}

/** Some of those for whom it changes something, and on whom it was tried. */
function WhoInSight({ effect }: { effect: Effect }) {
  const t = useTranslations('registrar.effect');
  const { rows, homeUnit, courses } = effect;
  return (
    <div className="grid gap-2">
      {rows.length > 0 && (
        <ul className="stack">
          {rows.map((row, index) => (
            <li key={index} className="grid gap-1 py-2">
              <EffectHolder row={row} />
              <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
                <dt className="text-soft">{t('column.now')}</dt>
                <dd>
                  <EarnedView earned={row.before} unit={homeUnit} courses={courses} />
                </dd>
                <dt className="text-soft">{t('column.then')}</dt>
                <dd>
                  <EarnedView earned={row.after} unit={homeUnit} courses={courses} />
                </dd>
              </dl>
            </li>
          ))}
        </ul>
      )}
      <TriedOn effect={effect} />
    </div>
  );
}

export function EffectBrief({
  effect,
  href,
  isFolded = false,
}: {
  effect: Effect | null;
  href?: string;
  isFolded?: boolean;
}) {
  const t = useTranslations('registrar.effect');
  if (effect === null) return <p className="measure text-soft">{t('tooLarge')}</p>;
  const { counts } = effect;
  const met = inOrderOfLoss.filter((one) => counts[one] > 0);
  if (met.length === 0) return <p className="measure text-soft">{t('nobody')}</p>;
  return (
    <div className="grid gap-2">
      <ul className="grid gap-0.5">
        {met.map((one) => (
          <li key={one} className={one === 'same' ? 'text-soft' : 'font-medium'}>
            {t(`count.${one}`, { count: counts[one] })}
          </li>
        ))}
      </ul>
      {isFolded ? (
        <Disclosure summary={t('who')}>
          <WhoInSight effect={effect} />
        </Disclosure>
      ) : (
        <WhoInSight effect={effect} />
      )}
      {href !== undefined && (
        <p>
          <TextLink href={href}>{t('seeAll')}</TextLink>
        </p>
      )}
    </div>
  );
}

/** @units rows of a list that has no pages */
const mostFolded = 200;

export function EffectFolded({ effect }: { effect: Effect }) {
  const t = useTranslations('registrar.effect');
  const { rows } = inSight(effect, Infinity) ?? { rows: [] };
  if (rows.length <= rowsInSight) return null;
  return (
    <Disclosure summary={t('seeAll')}>
      {rows.length > mostFolded && (
        <p className="text-sm text-soft">{t('firstOf', { shown: mostFolded, total: rows.length })}</p>
      )}
      <EffectTable rows={rows.slice(0, mostFolded)} effect={effect} caption={t('caption')} />
    </Disclosure>
  );
}

export function EffectOfRule({
  effect,
  id,
  isPart = false,
}: {
  effect: Effect | null;
  id: string;
  isPart?: boolean;
}) {
  const t = useTranslations('registrar.effect');
  const Heading = isPart ? 'h3' : 'h2';
  return (
    <section className="grid gap-2" aria-label={t('of')}>
      <Heading className={isPart ? 'font-semibold' : 'border-b border-edge pb-2 text-lg font-semibold'}>
        {t('of')}
      </Heading>
      <EffectBrief effect={effect} href={`/registrar/rules/${id}/effect`} />
    </section>
  );
}
