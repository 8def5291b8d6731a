import { useTranslations } from 'next-intl';
import type { Permission } from '@/lib/access/permission';

/** Words for actions and kinds of things; what has none yet is shown by its own name. */
export function useAuditWords(): { action: (name: string) => string; object: (name: string) => string } {
  const actions = useTranslations('audit.action');
  const objects = useTranslations('audit.object');
  const say = (t: unknown, name: string) => {
    const words = t as { has: (key: string) => boolean } & ((key: string) => string);
    const key = name.replaceAll('.', '-');
    return words.has(key) ? words(key) : name;
  };
  return {
    action: (name: Permission | (string & {})) => say(actions, name),
    object: (name) => say(objects, name),
  };
}
