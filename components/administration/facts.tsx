/** Facts: items {label, value}[]; a list of what is known, label and value in a line. */
export function Facts({ items }: { items: readonly { label: React.ReactNode; value: React.ReactNode }[] }) {
  return (
    <dl className="stack border-y border-line">
      {items.map((item, index) => (
        <div key={index} className="grid gap-x-6 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <dt className="text-soft">{item.label}</dt>
          <dd className="min-w-0">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
