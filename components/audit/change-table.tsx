/** ChangeTable: changes {path, before?, after?}[]; caption; leaf by leaf, what stood there and what stands there now. */
import { useTranslations } from 'next-intl';
import { Table } from '@/components/ui/table';

export type ChangeRow = { path: string; before?: string; after?: string };

function Value({ text }: { text: string | undefined }) {
  const t = useTranslations('audit');
  if (text === undefined) return <span className="text-faint">{t('absent')}</span>;
  return <span className="break-words">{text === '' ? t('empty') : text}</span>;
}

export function ChangeTable({ changes, caption }: { changes: readonly ChangeRow[]; caption: string }) {
  const t = useTranslations('audit');
  return (
    <Table
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
          cell: (change) => <span className="break-words">{change.path}</span>,
        },
        {
          key: 'before',
          head: t('before'),
          width: 'w-1/3',
          cell: (change) => <Value text={change.before} />,
        },
        { key: 'after', head: t('after'), width: 'w-1/3', cell: (change) => <Value text={change.after} /> },
      ]}
    />
  );
}
