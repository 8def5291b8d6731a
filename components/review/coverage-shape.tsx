/** CoverageShape: level full|partial|none. A full, half or empty square; the word stands beside it or in a label around it. */
import type { CoverageLevel } from '@/lib/review/coverage';

export function CoverageShape({
  level,
  className = 'size-3.5',
}: {
  level: CoverageLevel;
  className?: string;
}) {
  return (
    <svg
      viewBox="0 0 14 14"
      className={`inline-block shrink-0 ${className}`}
      aria-hidden="true"
      focusable="false"
    >
      <rect x="1" y="1" width="12" height="12" fill="none" stroke="currentColor" strokeWidth="1.5" />
      {level === 'full' && <rect x="1" y="1" width="12" height="12" fill="currentColor" />}
      {level === 'partial' && <path d="M1 13 13 1V13Z" fill="currentColor" />}
    </svg>
  );
}
