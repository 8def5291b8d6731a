/** EmptyState: title (what will be here), children? (why, in a sentence), action? (the first step). */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: React.ReactNode;
  children?: React.ReactNode;
  action?: React.ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-3 border-y border-line py-10">
      <p className="serif text-xl">{title}</p>
      {children !== undefined && <div className="measure text-soft">{children}</div>}
      {action !== undefined && <div className="mt-1">{action}</div>}
    </div>
  );
}
