/** ProductMark: two records and the line across them; className? for its size. Decoration: the name stands beside it. */
export function ProductMark({ className = 'h-6 w-7' }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 28 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M2 4h9M2 12h9M2 20h9M17 4h9M17 12h9M17 20h9" />
      <path d="M11 20 17 4" className="text-accent" stroke="currentColor" />
    </svg>
  );
}
