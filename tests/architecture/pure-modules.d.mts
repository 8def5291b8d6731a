export const pureModules: readonly string[];
export const pureFiles: readonly string[];
