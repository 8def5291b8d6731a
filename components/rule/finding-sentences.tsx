/** FindingSentences: findings. What the linter says, a line each. */
import { useTranslations } from 'next-intl';
import type { Finding } from '@/lib/rule/lint/finding';
import { useFindingValues } from './finding-values';

export function FindingSentences({ findings }: { findings: readonly Finding[] }) {
  const [say, shown] = [useTranslations('registrar.finding'), useFindingValues()];
  return findings.map(({ code, where, values }) => (
    <span key={`${code} ${where}`} className="block">
      {say(code, shown(values))}
    </span>
  ));
}
