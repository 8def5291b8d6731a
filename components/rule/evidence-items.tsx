/** EvidenceItems: evidence, ruleVersionId. The links and files that support a mapping, each with who added it. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import { evidenceKinds } from '@/lib/rule/evidence-file';
import type { RuleView } from '@/lib/usecases/rule/view-rule';

export type EvidenceItem = RuleView['evidence'][number];

const kindOf = (kind: string) => evidenceKinds.find((known) => known === kind) ?? 'other';

export function EvidenceItems({
  evidence,
  ruleVersionId,
}: {
  evidence: readonly EvidenceItem[];
  ruleVersionId: string;
}) {
  const t = useTranslations('registrar.rule');
  return (
    <ul className="stack">
      {evidence.map((item) => (
        <li key={item.id} className="grid gap-0.5 py-2.5">
          <TextLink
            href={item.url ?? `/registrar/rules/${ruleVersionId}/evidence/${item.id}`}
            {...(item.url === null && { download: '' })}
          >
            {item.title}
          </TextLink>
          <span className="text-sm text-soft">
            {t.rich('evidenceBy', {
              kind: t(`evidenceKind.${kindOf(item.kind)}`),
              name: item.addedByName,
              date: () => <Day date={item.addedAt} />,
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
