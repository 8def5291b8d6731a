export declare function verifyArchive(
  file: string,
  expectedManifest?: string | null,
): Promise<{ faults: string[]; manifest: string; files: number }>;
