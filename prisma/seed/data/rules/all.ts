import type { Calendar } from '../../calendar';
import type { InstitutionKey } from '../institutions/form';
import { carrowmereRules } from './carrowmere';
import { muehlenauRules } from './muehlenau';
import { northbridgeRules } from './northbridge';
import type { RuleData } from './words';
import { zulawyRules } from './zulawy';

export const rulesOf: Record<InstitutionKey, (calendar: Calendar) => RuleData[]> = {
  northbridge: northbridgeRules,
  zulawy: zulawyRules,
  muehlenau: muehlenauRules,
  carrowmere: carrowmereRules,
};
