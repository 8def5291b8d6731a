import type { RefusalCode } from '@/lib/kernel/refusal';

/** What a form knows of its last submission. `values` brings back what was entered, so that a refusal loses nothing. */
export type ActionState<Value = unknown> =
  | { status: 'idle' }
  | {
      status: 'done';
      message?: string;
      lines?: readonly string[];
      value?: Value;
      /** Of a form that asks and saves nothing: the next question differs in little. */
      values?: Record<string, string | string[]>;
    }
  | {
      status: 'refused';
      code: RefusalCode;
      reason: string;
      message: string;
      /** What was refused, one each, with its reason. */
      lines?: readonly string[];
      /** Field name → what is wrong with it. */
      fieldErrors: Record<string, string>;
      values: Record<string, string | string[]>;
    };

export const idle: ActionState<never> = { status: 'idle' };
