/** ColumnTable: the columns of one kind of file, with a file to start from. */
import { useTranslations } from 'next-intl';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { ColumnDefinition } from '@/lib/import/columns';
import type { ImportKind } from '@/lib/import/kind';

export function ColumnTable({ kind, columns }: { kind: ImportKind; columns: readonly ColumnDefinition[] }) {
  const t = useTranslations('imports.columns');
  const say = t as unknown as (key: string) => string;
  return (
    <section className="grid content-start gap-4" aria-labelledby="columns">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 id="columns" className="serif text-xl">
          {t('title')}
        </h2>
        <TextLink href={`/registrar/imports/example/${kind}`} download>
          {t('example')}
        </TextLink>
      </div>
      <p className="measure text-soft">{t('lede')}</p>
      <Table
        caption={t('title')}
        dense
        rows={columns}
        rowKey={({ name }) => name}
        columns={[
          {
            key: 'name',
            head: t('name'),
            rowHead: true,
            cell: ({ name, required }) => (
              <>
                <code>{name}</code>
                {required === true && (
                  <span className="block text-sm font-normal text-soft">{t('required')}</span>
                )}
              </>
            ),
          },
          { key: 'meaning', head: t('meaning'), cell: ({ name }) => say(`of.${name}`) },
          {
            key: 'example',
            head: t('looksLike'),
            cell: ({ example }) => <code className="text-sm text-soft">{example}</code>,
          },
        ]}
      />
    </section>
  );
}
