/** Day: date (YYYY-MM-DD or an instant). A day in the reader's own way of writing it. */
import { useFormatter } from 'next-intl';

export function Day({ date }: { date: string }) {
  const format = useFormatter();
  return (
    <time dateTime={date} className="whitespace-nowrap">
      {format.dateTime(new Date(date), { dateStyle: 'medium' })}
    </time>
  );
}
