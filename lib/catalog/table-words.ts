import type { Unit } from '@/lib/amount/unit';
import type { DecisionWord } from './decision-word';
import type { Offer } from './offered';
import type { Standing } from './standing';

/** How a table for people says what its columns of codes say: the same words as the pages. */
export interface TableWords {
  kind: (kind: string) => string;
  standing: (standing: Standing) => string;
  unit: (unit: Unit) => string;
  decision: (decision: DecisionWord) => string;
  conditions: (offer: Offer) => string;
}
