/** Standing: what is known here about credit, by shape, word and colour together. Props: standing, says? (other words than its own), children? (more words behind it, such as a date). */
import { useTranslations } from 'next-intl';

export type StandingName =
  | 'published'
  | 'coming'
  | 'recommended'
  | 'recommendedLater'
  | 'considered'
  | 'undecided'
  | 'refused'
  | 'refusedLater'
  | 'suspended'
  | 'ended'
  | 'revoked';

const colours: Record<StandingName, string> = {
  published: 'text-published',
  coming: 'text-published',
  recommended: 'text-recommended',
  recommendedLater: 'text-recommended',
  considered: 'text-ended',
  undecided: 'text-undecided',
  refused: 'text-refused',
  refusedLater: 'text-refused',
  suspended: 'text-suspended',
  ended: 'text-ended',
  revoked: 'text-ended',
};

/** Solid, half, outlined, outlined with a broken edge, crossed, dotted, barred, barred with a broken edge, paused, emptied, struck out: no two alike without colour. */
function Shape({ standing }: { standing: StandingName }) {
  const ring = { cx: 8, cy: 8, r: 6.2, fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 };
  return (
    <svg viewBox="0 0 16 16" className="size-3.5 shrink-0" aria-hidden="true" focusable="false">
      {standing === 'published' && <circle cx={8} cy={8} r={7} fill="currentColor" />}
      {standing === 'coming' && (
        <>
          <circle {...ring} />
          <path d="M8 1.8v12.4a6.2 6.2 0 0 0 0-12.4" fill="currentColor" />
        </>
      )}
      {standing === 'recommended' && <circle {...ring} />}
      {standing === 'recommendedLater' && <circle {...ring} strokeDasharray="3.9 2.6" />}
      {standing === 'considered' && (
        <>
          <circle {...ring} />
          <path d="M4.5 8h7" stroke="currentColor" strokeWidth={1.8} />
        </>
      )}
      {standing === 'undecided' && (
        <circle {...ring} strokeDasharray="0.1 3.25" strokeLinecap="round" strokeWidth={2} />
      )}
      {standing === 'refused' && (
        <>
          <rect x={1.8} y={1.8} width={12.4} height={12.4} {...ring} />
          <path d="M4.5 8h7" stroke="currentColor" strokeWidth={1.8} />
        </>
      )}
      {standing === 'refusedLater' && (
        <>
          <rect x={1.8} y={1.8} width={12.4} height={12.4} {...ring} strokeDasharray="2.6 1.6" />
          <path d="M4.5 8h7" stroke="currentColor" strokeWidth={1.8} />
        </>
      )}
      {standing === 'suspended' && <path d="M5 2v12M11 2v12" stroke="currentColor" strokeWidth={2.6} />}
      {standing === 'revoked' && <path d="M3 3 13 13M13 3 3 13" stroke="currentColor" strokeWidth={2} />}
      {standing === 'ended' && (
        <>
          <circle {...ring} />
          <path d="M3.6 12.4 12.4 3.6" stroke="currentColor" strokeWidth={1.6} />
        </>
      )}
    </svg>
  );
}

export function Standing({
  standing,
  says,
  children,
}: {
  standing: StandingName;
  says?: string;
  children?: React.ReactNode;
}) {
  const t = useTranslations('credit.standing');
  return (
    <span className={`standing inline-flex items-baseline gap-1.5 font-medium ${colours[standing]}`}>
      <span className="translate-y-0.5">
        <Shape standing={standing} />
      </span>
      <span>
        {says ?? t(standing)}
        {children !== undefined && <span className="font-normal text-soft"> {children}</span>}
      </span>
    </span>
  );
}
