import type { Listed } from './listed-entry';
import fromListings from './listed.json' with { type: 'json' };
import { listedByHand } from './listed-by-hand';

export const listed: readonly Listed[] = [...(fromListings as Listed[]), ...listedByHand];
