/** Disclosure: summary, children, open?, name? (only one of the same name stays open). A native <details>. */
import clsx from 'clsx';
import { Icon } from './icon';

export type DisclosureProps = {
  summary: React.ReactNode;
  open?: boolean;
  name?: string;
  className?: string;
  children: React.ReactNode;
};

export function Disclosure({ summary, open, name, className, children }: DisclosureProps) {
  return (
    <details open={open} name={name} className={clsx('group', className)}>
      <summary className="inline-flex min-h-8 items-center gap-2 rounded text-accent hover:text-accent-strong">
        <Icon name="right" className="size-3 shrink-0 group-open:rotate-90" />
        <span className="underline decoration-1 underline-offset-4">{summary}</span>
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
