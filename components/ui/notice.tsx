/** Notice: tone info|done|refused|warning, title?, children?, live? (announce when it appears). */
import clsx from 'clsx';
import { Icon, type IconName } from './icon';

export type NoticeTone = 'info' | 'done' | 'refused' | 'warning';

const looks: Record<NoticeTone, { icon: IconName; edge: string; mark: string }> = {
  info: { icon: 'info', edge: 'border-accent', mark: 'text-accent' },
  done: { icon: 'check', edge: 'border-published', mark: 'text-published' },
  refused: { icon: 'cross', edge: 'border-suspended', mark: 'text-suspended' },
  warning: { icon: 'warning', edge: 'border-recommended', mark: 'text-recommended' },
};

export type NoticeProps = {
  tone?: NoticeTone;
  title?: React.ReactNode;
  live?: boolean;
  className?: string;
  children?: React.ReactNode;
};

export function Notice({ tone = 'info', title, live = false, className, children }: NoticeProps) {
  const look = looks[tone];
  return (
    <div
      role={live ? (tone === 'refused' ? 'alert' : 'status') : undefined}
      className={clsx('flex gap-3 border-l-4 bg-sunken py-3 pl-4 pr-4', look.edge, className)}
    >
      <span className={clsx('mt-1 shrink-0', look.mark)}>
        <Icon name={look.icon} />
      </span>
      <div className="measure grid min-w-0 gap-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children !== undefined && <div className="grid gap-2">{children}</div>}
      </div>
    </div>
  );
}
