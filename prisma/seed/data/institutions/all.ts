import { carrowmere } from './carrowmere';
import type { DemonstrationInstitution } from './form';
import { muehlenau } from './muehlenau';
import { northbridge } from './northbridge';
import { zulawy } from './zulawy';

/** The four invented institutions; none of the names belongs to a real one. */
export const institutions: readonly DemonstrationInstitution[] = [northbridge, zulawy, muehlenau, carrowmere];
