/** DeskPart: label, id?, children. A part of a mapping that stands open: what it is called at the side, its fields beside it. */
export function DeskPart({ label, id, children }: { label: string; id?: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-x-6 gap-y-2 border-t border-line py-4 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <h2 id={id} className="font-semibold text-soft">
        {label}
      </h2>
      <div className="grid min-w-0 content-start gap-3 sm:gap-4">{children}</div>
    </section>
  );
}
