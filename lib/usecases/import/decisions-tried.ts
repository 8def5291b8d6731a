import { countUnpublished, unpublishedIds } from '@/lib/db/imported-rules';
import { sampledUnpublished } from '@/lib/db/sampled-decisions';
import type { Tx } from '@/lib/db/tx';

/** So many are tried together, while somebody waits for a page; of more, those about some certificates. @units decisions, certificates */
const most = { decisions: 2_000, certificates: 60 };

/** Which of the decisions of an import that wait are tried before they are published: all of them, or of too many the same part every time. */
export async function decisionsTried(tx: Tx, batchId: string): Promise<string[]> {
  const { decisions, certificates } = most;
  if ((await countUnpublished(tx, batchId)) <= decisions) return unpublishedIds(tx, batchId, decisions);
  return sampledUnpublished(tx, batchId, { certificates, versions: decisions });
}
