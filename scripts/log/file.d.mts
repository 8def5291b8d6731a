export interface Bounds {
  largestFile: number;
  mostFiles: number;
  oldest: number;
  mostWaiting: number;
  pause: number;
}
export const usualBounds: Bounds;
export class LogFile {
  constructor(file: string, bounds?: Partial<Bounds>, now?: () => Date);
  add(line: object): void;
  flush(within: number): Promise<void>;
  close(): Promise<void>;
  tend(): void;
  readonly lostInAll: number;
}
