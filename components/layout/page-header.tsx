/** PageHeader: title, kicker? (what kind of thing), lede?, breadcrumbs?, standing? (under the title), actions?, asOf? (an AsOf control). */
export type PageHeaderProps = {
  title: React.ReactNode;
  kicker?: React.ReactNode;
  lede?: React.ReactNode;
  breadcrumbs?: React.ReactNode;
  standing?: React.ReactNode;
  actions?: React.ReactNode;
  asOf?: React.ReactNode;
};

export function PageHeader({ title, kicker, lede, breadcrumbs, standing, actions, asOf }: PageHeaderProps) {
  return (
    <header className="mb-6 grid gap-3 sm:mb-8 sm:gap-4">
      {breadcrumbs}
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
        <div className="grid min-w-0 max-w-3xl grow basis-96 gap-2">
          {kicker !== undefined && <p className="kicker">{kicker}</p>}
          <h1 className="serif text-2xl sm:text-3xl">{title}</h1>
          {standing !== undefined && <div className="flex flex-wrap items-center gap-3">{standing}</div>}
          {lede !== undefined && <div className="measure text-lg wrap-anywhere text-soft">{lede}</div>}
        </div>
        {(actions !== undefined || asOf !== undefined) && (
          <div className="no-print flex flex-wrap items-end gap-x-6 gap-y-3">
            {asOf}
            {actions !== undefined && <div className="flex flex-wrap gap-3">{actions}</div>}
          </div>
        )}
      </div>
    </header>
  );
}
