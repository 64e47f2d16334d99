-- A circle can be followed: when it meets next, and what it has decided.

alter table following add column circle_id uuid references circle on delete cascade;
alter table following drop constraint following_kind_check;
alter table following add check (kind in ('settlement', 'organisation', 'event', 'circle'));
alter table following add check ((kind = 'circle') = (circle_id is not null));
-- Of a circle, as of an event, a word comes when there is something to say.
alter table following drop constraint following_check7;
alter table following add constraint following_rhythm check ((kind in ('event', 'circle')) = (rhythm is null));
create unique index following_email_circle on following (email, circle_id);
create unique index following_person_circle on following (person_id, circle_id);
create index following_circle on following (circle_id);
