/** ChangeTable: changes {path, before?, after?}[]; caption; absent? (words for what is not there); tell?, field? (how a value and its path are shown); leaf by leaf, what stood there and what stands there now. */
import { useTranslations } from 'next-intl';
import { Table } from '@/components/ui/table';

export type ChangeRow = { path: string; before?: string; after?: string };
type Tell = (text: string, path: string) => React.ReactNode;

const asItIs: Tell = (text) => text;

function Value({
  text,
  path,
  absent,
  tell,
}: {
  text: string | undefined;
  path: string;
  absent: string | undefined;
  tell: Tell;
}) {
  const t = useTranslations('audit');
  if (text === undefined) return <span className="text-faint">{absent ?? t('absent')}</span>;
  return <span>{text === '' ? t('empty') : tell(text, path)}</span>;
}

export function ChangeTable({
  changes,
  caption,
  absent,
  tell = asItIs,
  field = (path) => path,
}: {
  changes: readonly ChangeRow[];
  caption: string;
  absent?: string;
  tell?: Tell;
  field?: (path: string) => string;
}) {
  const t = useTranslations('audit');
  return (
    <Table
      stacked
      dense
      caption={caption}
      rows={changes}
      rowKey={(change) => change.path}
      columns={[
        {
          key: 'path',
          head: t('field'),
          rowHead: true,
          width: 'w-1/3',
          cell: (change) => <span>{field(change.path)}</span>,
        },
        {
          key: 'before',
          head: t('before'),
          width: 'w-1/3',
          cell: (change) => <Value text={change.before} path={change.path} absent={absent} tell={tell} />,
        },
        {
          key: 'after',
          head: t('after'),
          width: 'w-1/3',
          cell: (change) => <Value text={change.after} path={change.path} absent={absent} tell={tell} />,
        },
      ]}
    />
  );
}
