/** RestsOnImport: basis (file, its sum, day, person). What a mapping rests on that came with an import and has no evidence of its own. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import type { ImportBasis } from '@/lib/rule/import-basis';

export function RestsOnImport({ basis }: { basis: Omit<ImportBasis, 'definition'> }) {
  const t = useTranslations('registrar.rule');
  return (
    <p className="measure [overflow-wrap:anywhere]">
      {t.rich('restsOnImport', {
        file: basis.fileName,
        person: basis.by,
        day: () => <Day date={basis.on} />,
        sum: () => <code className="text-sm">{basis.sha256.slice(0, 12)}</code>,
      })}
    </p>
  );
}
