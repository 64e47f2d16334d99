-- An event lasts ten years at most: permanent exhibitions and courses of several years come from the calendars of others.

alter table event
  drop constraint event_minutes_check,
  add constraint event_minutes_check check (minutes between 0 and 5270400);
