import { error, fail, redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../words.ts';
import { administratorOnly } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';
import { schoolHolidays } from '#lib/core/school-year.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { movedDays } from '#lib/core/working-days.ts';
import { officialDays, readOfficialDays, takeOfficialDays } from '#lib/domains/calendar/official-days.ts';
import { saveOfficialDays } from '#lib/domains/calendar/official-days.server.ts';
import { officialDaysText } from '#lib/domains/calendar/official-days-words.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  const { db, now, locale } = locals;
  const words = await wordsIn(locale);
  const added = (await findInstallation(db)).officialDays;
  const year = Number(dayOf(now, defaultZone).slice(0, 4));
  const official = officialDays();
  return {
    text: added ? officialDaysText(words, added) : '',
    school: [year - 1, year, year + 1].flatMap((autumn) => schoolHolidays(autumn, official)),
    moved: [year, year + 1].flatMap((each) => movedDays(each, official))
  };
};

export const actions: Actions = {
  default: async ({ locals, request, cookies }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const text = String((await request.formData()).get('days') ?? '').slice(0, 20_000);
    const read = readOfficialDays(text);
    if (!read.ok) return fail(400, { text, errors: read.errors });
    const saved = await saveOfficialDays(locals.db, locals.actor, read.value, locals.now);
    if (!saved.ok) error(404, words.t('house.error.notFound'));
    takeOfficialDays((await findInstallation(locals.db)).officialDays);
    const { school, moved } = read.value;
    setFlash(cookies, words.t('calendar.daysOff.saved', { school: school.length, moved: moved.length }));
    redirect(303, words.href('/admin/days-off'));
  }
};
