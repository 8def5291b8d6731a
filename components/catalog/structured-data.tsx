/** StructuredData: entry facts as schema.org JSON-LD. Nothing in them can end the script element they stand in. */
import { escapeForScript } from '@/lib/catalog/structured-data';

export function StructuredData({ data, nonce }: { data: object; nonce: string | undefined }) {
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: escapeForScript(data) }}
    />
  );
}
