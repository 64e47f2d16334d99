// Tells those who follow a circle that it is to meet, and that its minutes are out: only as long as everybody may see its page.
import type { Id } from '#lib/core/ids.ts';
import { findCircleById } from '#lib/domains/circles/queries.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { factIn } from '#lib/platform/history-fields.ts';
import { button, message, paragraph } from '#lib/platform/mail/content.ts';
import { sendNewsToAddresses } from '#lib/platform/mail/outbox.server.ts';
import { unsubscribePath } from './digest.server.ts';
import { listReaders } from './readers.server.ts';

/**
 * Once for each meeting and kind of news, however often the activity arrives, and however often it is invited anew. The activity
 * is about a meeting, or about its circle; it says in its details which `circle` it is of.
 */
export async function tellOfCircle(db: Database, activity: Activity, now: Date): Promise<void> {
  const id = activity.object_kind === 'circle' ? activity.object_id : factIn(activity.details, 'circle');
  const circle = id === null ? null : await findCircleById(db, id);
  if (!circle?.publicPage) return;
  const news = activity.verb === 'meeting.invited' ? 'invited' : 'published';
  const about = factIn(activity.details, 'meeting') ?? activity.object_id;
  await inTransaction(db, async (tx) => {
    const readers = await listReaders(tx, { circle: circle.id as Id<'circle'> });
    await sendNewsToAddresses(
      tx,
      readers.map((reader) => ({
        email: reader.email,
        locale: reader.locale,
        subject: message(`following.mail.circle.subject.${news}`, { name: circle.name }),
        blocks: [
          paragraph(message(`following.mail.circle.${news}`, { name: circle.name })),
          button(message('following.mail.circle.button'), `/circles/${circle.slug}`)
        ],
        onceKey: `following circle ${news} ${about} ${reader.id}`,
        unsubscribePath: unsubscribePath(reader)
      })),
      now
    );
  });
}
