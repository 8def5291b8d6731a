/** AgeBar: taken and allowed (business days), scale (days for the whole width), isLate. How long something has taken, with a mark where it was due. */
import clsx from 'clsx';

export function AgeBar({
  taken,
  allowed,
  scale,
  isLate,
}: {
  taken: number;
  allowed: number | null;
  scale: number;
  isLate: boolean;
}) {
  const at = (days: number) => (100 * Math.min(days, scale)) / Math.max(1, scale);
  return (
    <svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2.5 w-full">
      <rect
        x="0"
        y="2.5"
        height="3"
        width={Math.max(1, at(taken))}
        className={clsx(isLate ? 'fill-suspended' : 'fill-accent')}
      />
      {allowed !== null && (
        <rect x={Math.min(99, at(allowed))} y="0" height="8" width="1" className="fill-ink" />
      )}
    </svg>
  );
}
