/**
 * Sparkline: label (said aloud), values (null leaves a gap), most (the top of the scale, from nought), beside? (drawn thin), marks? (levels drawn
 * dotted), isWorse?. A line over time; told apart by weight and dashes, never by colour alone.
 */
import clsx from 'clsx';

const size = { width: 132, height: 60, left: 4, right: 110, top: 6, bottom: 54 };

type Values = readonly (number | null)[];
const xOf = (index: number, count: number) =>
  count < 2 ? size.right : size.left + (index * (size.right - size.left)) / (count - 1);
const yOf = (value: number, most: number) =>
  size.bottom - (Math.min(value, most) / most) * (size.bottom - size.top);
const rounded = (value: number) => String(Math.round(value * 10) / 10);

/** One stroke for each run of numbers without a gap; a number alone is a short stroke. */
function pathOf(values: Values, most: number): string {
  return values
    .map((value, index) => {
      if (value === null) return '';
      const point = `${rounded(xOf(index, values.length))} ${rounded(yOf(value, most))}`;
      const [before, after] = [values[index - 1] ?? null, values[index + 1] ?? null];
      if (before !== null) return `L${point}`;
      return after === null ? `M${point}h0.1` : `M${point}`;
    })
    .join('');
}

export function Sparkline({
  label,
  values,
  most,
  beside,
  marks = [],
  isWorse = false,
}: {
  label: string;
  values: Values;
  most: number;
  beside?: Values;
  marks?: readonly number[];
  isWorse?: boolean;
}) {
  const last = values.findLastIndex((value) => value !== null);
  const end = values[last] ?? null;
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      className="h-15 w-33 max-w-full"
      role="img"
      aria-label={label}
    >
      <path
        d={`M${size.left} ${size.bottom}H${size.right}`}
        className="stroke-line"
        strokeWidth="1"
        fill="none"
      />
      {marks.map((mark) => (
        <path
          key={mark}
          d={`M${size.left} ${rounded(yOf(mark, most))}H${size.right}`}
          className="stroke-edge"
          strokeWidth="1"
          strokeDasharray="1.5 3"
          fill="none"
        />
      ))}
      {beside && <path d={pathOf(beside, most)} className="stroke-edge" strokeWidth="1" fill="none" />}
      <path
        d={pathOf(values, most)}
        className={isWorse ? 'stroke-suspended' : 'stroke-accent'}
        strokeWidth="2.25"
        strokeLinejoin="round"
        strokeLinecap="round"
        fill="none"
      />
      {end !== null && (
        <circle
          cx={rounded(xOf(last, values.length))}
          cy={rounded(yOf(end, most))}
          r="3.25"
          className={clsx(isWorse ? 'fill-suspended' : 'fill-accent')}
        />
      )}
    </svg>
  );
}
