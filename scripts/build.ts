import { buildIfStale } from './product/build';
import { homeFolder } from './project';
import path from 'node:path';
import { step } from './progress';

// The build alone, for images that are started elsewhere.
await step(
  'Application',
  () => buildIfStale(path.join(homeFolder(), 'log'), { checkTypes: false }),
  (built) => (built ? 'built' : 'current'),
);
