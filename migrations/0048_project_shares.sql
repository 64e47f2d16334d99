-- Joint projects book their venues and give each partner a share of its own; supporters are written to in their language, and gifts have more purposes.

-- The hall that is held for an event of a project.
alter table project_event add column booking_id uuid references booking on delete set null;
create index project_event_booking on project_event (booking_id);

-- How many events this partner has, at the least and at the most; null: as everybody in the project.
alter table project_partner
  add column at_least smallint check (at_least between 0 and 60),
  add column at_most smallint check (at_most between 0 and 60),
  add column answered_how text check (answered_how in ('online', 'phone')),
  add check (at_most is null or at_least is null or at_most >= at_least);
update project_partner set answered_how = 'online' where answer is not null;

alter table supporter add column language text not null default 'hu' check (language in ('hu', 'en'));

-- Given so that a need is met, or for what a circle does.
alter table supporter_gift
  add column offering_id uuid references offering on delete set null,
  add column circle_id uuid references circle on delete set null;
create index supporter_gift_offering on supporter_gift (offering_id);
create index supporter_gift_circle on supporter_gift (circle_id);
