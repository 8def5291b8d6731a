/** WithSide: side, children. Two columns from 64rem up; the side comes first in reading order. */
export function WithSide({ side, children }: { side: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div>{side}</div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
