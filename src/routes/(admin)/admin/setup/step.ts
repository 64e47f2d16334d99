// What the steps share on the server: the door, and going on after a step was saved.
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { wordsIn } from '../../../../words.ts';
import { administratorOnly } from '../../administrator.ts';
import type { Person } from '#lib/platform/actor.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { saveStep } from '#lib/platform/setup/setup.server.ts';
import { pathAfter, type SetupStep } from '#lib/platform/setup/steps.ts';

type Facts = Parameters<typeof saveStep>[2]['facts'];

/** An administrator who is somebody: not the system. */
export function administrator({ locals }: Pick<RequestEvent, 'locals'>): Person {
  administratorOnly(locals);
  if (locals.actor.kind !== 'person') error(404);
  return locals.actor;
}

/** Saves the step as done and leads to the next one. */
export async function goOn(
  { locals, cookies }: Pick<RequestEvent, 'locals' | 'cookies'>,
  step: SetupStep,
  { facts, sentence }: { facts?: Facts; sentence?: string } = {}
): Promise<never> {
  const saved = await saveStep(locals.db, locals.actor, { step, ...(facts ? { facts } : {}) }, locals.now);
  if (!saved.ok) error(404);
  const words = await wordsIn(locals.locale);
  setFlash(cookies, sentence ?? words.t('setup.saved'));
  redirect(303, words.href(pathAfter(step)));
}

export function textIn(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}
