/** KeyList: did, keys (the newest first), timeZone. The keys with which an institution signs and signed, and as whom. */
import { useTranslations } from 'next-intl';
import { useMoment } from '@/components/ui/day';
import type { SigningKey } from '@/lib/db/signing-keys';

export function KeyList({
  did,
  keys,
  timeZone,
}: {
  did: string;
  keys: readonly SigningKey[];
  timeZone: string;
}) {
  const t = useTranslations('records.keys');
  const at = useMoment('to-the-minute', timeZone);
  return (
    <div className="grid gap-4">
      <p className="break-all">{t('did', { did })}</p>
      <ul className="stack border-y border-line">
        {keys.map(({ id, publicKey, madeAt, madeByName, retiredAt }) => (
          <li key={id} className="grid gap-1 py-4 [overflow-wrap:anywhere]">
            <p className="font-semibold">
              {retiredAt === null ? t('signs') : t('retired', { at: at(retiredAt) })}
            </p>
            <p>{t('made', { at: at(madeAt), name: madeByName })}</p>
            <p className="text-sm break-all text-soft">{publicKey}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
