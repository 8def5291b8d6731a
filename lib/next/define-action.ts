import 'server-only';
import { getTranslations } from 'next-intl/server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { Route } from 'next';
import type * as z from 'zod';
import { Refusal } from '@/lib/kernel/refusal';
import type { Context } from '@/lib/usecases/context';
import type { ActionState } from './action-state';
import { enteredValues, formInput } from './form-input';
import { logError } from './log';
import { knownRefusal, noteRefusal } from './note-refusal';
import { spendWrite } from './rate-budget';
import { firstReasons, problemSentences, refusalSentence, unexpectedSentence } from './refusal-words';
import { callerAddress, requestContext } from './request-context';
import { keepUnheard } from './unheard-answer';

interface ActionDefinition<Input, Reply> {
  input: z.ZodType<Input>;
  run: (ctx: Context, input: Input) => Promise<Reply>;
  /** Where the person goes next; without it the form stays and says that it worked. */
  next?: (reply: Reply, input: Input) => string | Promise<string>;
  /** Message key under `done`, shown when the form stays. */
  done?: string | ((reply: Reply, input: Input) => string);
  /** Whether the form holds what was entered once it is answered, because it asks and saves nothing: whoever asks again changes one thing. */
  refills?: boolean;
  /** What became of many, when the form stays: nothing done at all is a refusal, however it was answered. */
  report?: (reply: Reply) => Promise<Report>;
}

/** What a person reads after an act on many: how many of them, and each that was refused with its reason. */
export interface Report {
  isDone: boolean;
  message: string;
  lines: readonly string[];
}

/**
 * The edge between a form and a use case: strict parse → context → rate budget → run → map. Works without JavaScript.
 * Anything thrown that is not a Refusal is a bug: logged once, shown as a general message.
 */
export function defineAction<Input, Reply>(definition: ActionDefinition<Input, Reply>) {
  return async (previous: unknown, second: FormData): Promise<ActionState<Reply>> => {
    const form = formIn(second, previous);
    let goTo: string | undefined;
    let value: Reply;
    let words: string | undefined;
    let ctx: Context | undefined;
    try {
      const parsed = definition.input.safeParse(formInput(form));
      if (!parsed.success) return await invalid(parsed.error, form);
      ctx = await requestContext();
      await spendWrite(ctx.actor, await callerAddress());
      const key = form.get('idempotencyKey');
      value = await definition.run({ ...ctx, ...(isKey(key) && { idempotencyKey: key }) }, parsed.data);
      goTo = await definition.next?.(value, parsed.data);
      words = typeof definition.done === 'function' ? definition.done(value, parsed.data) : definition.done;
    } catch (error) {
      return refused(error, form, ctx ?? (await requestContext()));
    }
    revalidatePath('/', 'layout');
    if (goTo) redirect(goTo as Route);
    const state = definition.report
      ? reported(await definition.report(value), value, form)
      : {
          ...(await done(value, words)),
          ...(definition.refills === true && { values: enteredValues(form) }),
        };
    await keepUnheard(state);
    return state;
  };
}

/** Whoever calls by hand can send anything in any place: a form alone, or no form at all, which is an empty one. */
function formIn(...given: unknown[]): FormData {
  return given.find((value) => value instanceof FormData) ?? new FormData();
}

function isKey(value: FormDataEntryValue | null): value is string {
  return typeof value === 'string' && /^[0-9a-zA-Z-]{8,64}$/.test(value);
}

async function done<Reply>(value: Reply, words: string | undefined): Promise<ActionState<Reply>> {
  const say = (await getTranslations('done')) as unknown as (key: string) => string;
  return { status: 'done', value, ...(words !== undefined && { message: say(words) }) };
}

function reported<Reply>(
  { isDone, message, lines }: Report,
  value: Reply,
  form: FormData,
): ActionState<Reply> {
  return isDone
    ? { status: 'done', value, message, lines }
    : {
        status: 'refused',
        code: 'rule_violation',
        reason: 'form/none-done',
        message,
        lines,
        fieldErrors: {},
        values: enteredValues(form),
      };
}

async function invalid<Reply>(error: z.ZodError, form: FormData): Promise<ActionState<Reply>> {
  // No page of ours sends a field that its action does not know.
  if (error.issues.some(({ code }) => code === 'unrecognized_keys'))
    await noteRefusal(new Refusal('invalid_input', 'form/unknown-field'), await requestContext());
  const say = (await getTranslations('refusals')) as unknown as (key: string) => string;
  return {
    status: 'refused',
    code: 'invalid_input',
    reason: 'form/invalid',
    message: say('code.invalid_input'),
    fieldErrors: await problemSentences(firstReasons(error.issues)),
    values: enteredValues(form),
  };
}

async function refused<Reply>(thrown: unknown, form: FormData, ctx: Context): Promise<ActionState<Reply>> {
  const error = knownRefusal(thrown);
  if (error instanceof Refusal) {
    await noteRefusal(error, ctx);
    const state = {
      status: 'refused' as const,
      code: error.code,
      reason: error.reason,
      message: await refusalSentence(error),
      fieldErrors: await fieldErrorsOf(error.details),
      values: enteredValues(form),
    };
    await keepUnheard(state);
    return state;
  }
  const { requestId } = ctx;
  logError('action failed', requestId, error);
  return {
    status: 'refused',
    code: 'conflict',
    reason: 'bug',
    message: await unexpectedSentence(requestId),
    fieldErrors: {},
    values: enteredValues(form),
  };
}

async function fieldErrorsOf(details: unknown): Promise<Record<string, string>> {
  if (typeof details !== 'object' || details === null || !('fieldErrors' in details)) return {};
  return problemSentences(details.fieldErrors as Record<string, string>);
}
