/** DegreeBar: total, degree, limits. CreditBar: title, total, degree (earned there, would count, over a limit, left), unit, limits. What of a program is and would be earned, drawn to scale; the table behind it says the same. */
import { useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { parseRational } from '@/lib/amount/rational';
import type { Unit } from '@/lib/amount/unit';
import type { DegreeSoFar } from '@/lib/catalog/degree-so-far';
import type { Limit } from '@/lib/credit/input';
import { useLimitWords, useMeasuredWords } from './limit-words';

export type CreditBarProps = {
  title: string;
  total: string;
  degree: DegreeSoFar;
  unit: Unit;
  limits: readonly { limit: Limit; room: string; used: string; isFull: boolean }[];
};

/** A length on the bar. @units percent of the program's total */
function shareOf(part: string, total: string): number {
  const all = parseRational(total);
  return all.valueOf() === 0 ? 0 : Math.min(100, Math.max(0, parseRational(part).div(all).valueOf() * 100));
}

/** The bar alone; what it shows is said in words beside it. */
export function DegreeBar({
  total,
  degree: { earned, counted, lost },
  limits,
}: Pick<CreditBarProps, 'total' | 'degree'> & { limits: readonly { limit: Limit; room: string }[] }) {
  const [earnedShare, countedShare, lostShare] = [
    shareOf(earned, total),
    shareOf(counted, total),
    shareOf(lost, total),
  ];
  return (
    <svg
      viewBox="0 0 1000 28"
      preserveAspectRatio="none"
      className="h-7 w-full"
      role="presentation"
      aria-hidden="true"
    >
      <rect
        x="0.5"
        y="0.5"
        width="999"
        height="27"
        fill="none"
        stroke="var(--edge)"
        vectorEffect="non-scaling-stroke"
      />
      <rect x="0" y="0" width={earnedShare * 10} height="28" fill="var(--ink)" />
      <rect x={earnedShare * 10} y="0" width={countedShare * 10} height="28" fill="var(--published)" />
      <rect
        x={(earnedShare + countedShare) * 10}
        y="3"
        width={lostShare * 10}
        height="22"
        fill="none"
        stroke="var(--recommended)"
        strokeDasharray="4 3"
        vectorEffect="non-scaling-stroke"
      />
      {limits.map(({ limit, room }) => (
        <line
          key={limit.id}
          x1={Math.min(100, earnedShare + shareOf(room, total)) * 10}
          x2={Math.min(100, earnedShare + shareOf(room, total)) * 10}
          y1="0"
          y2="28"
          stroke="var(--ink)"
          strokeDasharray="2 3"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}

export function CreditBar({ title, total, degree, unit, limits }: CreditBarProps) {
  const t = useTranslations('public.estimate');
  const exact = useExactNumber();
  const words = useLimitWords(unit);
  const measured = useMeasuredWords(unit);
  // What a limit asks of the institution's own credit is used up by credit from outside.
  const inAll = (limit: Limit, room: string) =>
    limit.type === 'minResident' || limit.type === 'finalWindow'
      ? t(`leaves.${limit.type}`, { limit: words(limit), room: measured(room) })
      : words(limit);
  const { earned, counted, lost, rest } = degree;
  const parts = [
    ...(earned === '0' ? [] : [['barEarned', earned, 'bg-ink'] as const]),
    ['barCounted', counted, 'bg-published'],
    ['barLost', lost, 'border border-recommended'],
    ...(rest === null ? [] : [['barRest', rest, 'border border-line'] as const]),
  ] as const;
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold">{t('bar')}</h3>
      <DegreeBar total={total} degree={degree} limits={limits} />
      <table className="w-full text-sm">
        <caption className="pb-1 text-left text-soft">
          {t.rich('barCaption', { program: title, total: `${exact(total)}` })}
        </caption>
        <tbody>
          {parts.map(([key, value, look]) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-normal">
                <span
                  aria-hidden="true"
                  className={`mr-2 inline-block size-3 translate-y-0.5 forced-color-adjust-none ${look}`}
                />
                {t(key)}
              </th>
              <td className="py-1.5 text-right tabular">
                <Amount value={value} unit={unit} />
              </td>
            </tr>
          ))}
          {limits.map(({ limit, room, used, isFull }) => (
            <tr key={limit.id} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-normal text-soft">
                {inAll(limit, room)}
              </th>
              <td className="py-1.5 text-right tabular">
                {t('limitUse', { used: exact(used), room: exact(room) })}
                {isFull && <span className="font-medium"> · {t('limitFull')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
