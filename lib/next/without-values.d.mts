export function withoutValues(message: string): string;
