/** SeatMarks: seats (voted, open or recused). One mark a seat: filled, hollow, dotted; the words beside it say the same. */
import clsx from 'clsx';

export function SeatMarks({ seats }: { seats: readonly ('voted' | 'open' | 'recused')[] }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${seats.length * 16} 14`}
      className="h-3.5 w-auto max-w-full justify-self-start"
    >
      {seats.map((seat, n) => (
        <circle
          key={n}
          cx={n * 16 + 7}
          cy="7"
          r="5"
          strokeWidth="1.5"
          strokeDasharray={seat === 'recused' ? '2 2' : undefined}
          className={clsx('stroke-ink', seat === 'voted' ? 'fill-ink' : 'fill-none')}
        />
      ))}
    </svg>
  );
}
