/** Section: title, lede?, children; one part of a page under a heading of its own. */
import { useId } from 'react';

export function Section({
  title,
  lede,
  children,
}: {
  title: React.ReactNode;
  lede?: React.ReactNode;
  children: React.ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <div className="grid gap-1">
        <h2 id={id} className="serif text-xl">
          {title}
        </h2>
        {lede !== undefined && <p className="measure text-soft">{lede}</p>}
      </div>
      {children}
    </section>
  );
}
