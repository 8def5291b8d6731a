/** LevelName: level. A level of study in words. */
import { useLevelWords } from './level-words';

export function LevelName({ level }: { level: string }) {
  return <>{useLevelWords()(level)}</>;
}
