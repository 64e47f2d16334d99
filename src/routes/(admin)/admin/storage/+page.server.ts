import { fail, redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../words.ts';
import { administratorOnly } from '../../administrator.ts';
import { theHouse } from '../../../the-house.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { countPhotos } from '#lib/domains/photos/queries.server.ts';
import {
  backUpNow,
  findRoom,
  isBackupDue,
  listBackups,
  listTableSizes
} from '#lib/platform/storage.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  const { database, settings } = theHouse();
  const [health, tables, photos, room, { lastBackup }] = await Promise.all([
    database.health(),
    listTableSizes(locals.db),
    countPhotos(locals.db),
    findRoom(settings.dataDirectory),
    findInstallation(locals.db)
  ]);
  return {
    kind: health.kind,
    version: health.version,
    bytes: health.bytes,
    directory: settings.dataDirectory,
    room,
    tables,
    photos,
    backups: listBackups(settings.dataDirectory).length,
    lastBackup: lastBackup ? { ...lastBackup, at: new Date(lastBackup.at) } : null,
    backupDue: isBackupDue(lastBackup, locals.now)
  };
};

let underWay = false;

export const actions: Actions = {
  backup: async ({ locals, cookies }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    // A second press while the first copy is being written asks for nothing new.
    if (underWay) redirect(303, words.href('/admin/storage'));
    underWay = true;
    const { database, settings } = theHouse();
    const made = await backUpNow(
      { database, db: locals.db, dataDirectory: settings.dataDirectory },
      locals.now
    ).finally(() => (underWay = false));
    if (!made.ok)
      return fail(500, { problem: words.t('administration.storage.failed', { message: made.message }) });
    setFlash(cookies, words.t('administration.storage.made', { directory: made.value.directory }));
    redirect(303, words.href('/admin/storage'));
  }
};
