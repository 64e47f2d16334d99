// Decides which time zone a TZID means: by its name where it has a known one, else by the rules that the file gives.
import type { Component } from './icalendar-components.ts';
import { observedOffsets, type Clock } from './icalendar-timezone.ts';
import { canonicalZone } from './time.ts';
import { windowsZones } from './windows-zones.ts';

/** The zone a TZID means, its rules where it has no known name, undefined where the file does not say. */
export type ZoneFinder = (tzid: string) => Clock | undefined;

/** A file with more zones than this is not about places; what it calls further ones is not looked up. */
const maxZones = 100;

/** @param timezones the file's VTIMEZONE components by their TZID */
export function zoneFinder(timezones: ReadonlyMap<string, Component>): ZoneFinder {
  const found = new Map<string, Clock | undefined>();
  return (tzid) => {
    if (!found.has(tzid) && found.size < maxZones) found.set(tzid, findClock(tzid, timezones.get(tzid)));
    return found.get(tzid);
  };
}

function findClock(tzid: string, given: Component | undefined): Clock | undefined {
  const location = given?.properties.get('X-LIC-LOCATION')?.[0]?.value ?? '';
  const zone = zoneNamed(tzid) ?? (location === '' ? undefined : zoneNamed(location));
  if (zone !== undefined) return { kind: 'named', zone };
  const changes = given === undefined ? undefined : observedOffsets(given);
  if (changes !== undefined) return { kind: 'rules', changes };
  const guessed =
    zoneOfCity(tzid) ?? american.get(tzid.toLowerCase()) ?? zoneNamed(/^\(([^)]*)\)/.exec(tzid)?.[1] ?? '');
  return guessed === undefined ? undefined : { kind: 'named', zone: guessed };
}

/** IANA names, also with a program's path before them, Windows names, and plain offsets such as UTC+1. */
function zoneNamed(tzid: string): string | undefined {
  const name = tzid.trim().replace(/^TZID=/, '');
  if (name === '' || name.length > 200) return undefined;
  const segments = name.split('/').filter(Boolean);
  for (const length of [3, 2, 1]) {
    if (segments.length < length || (length === 1 && segments.length > 1)) continue;
    const zone = canonicalZone(segments.slice(-length).join('/'));
    if (zone !== undefined) return zone;
  }
  if (name.toUpperCase() === 'Z') return 'UTC';
  const [, sign, hours] = /^(?:UTC|GMT) ?([+-])0?(\d{1,2})(?::?00)?$/i.exec(name) ?? [];
  if (hours !== undefined)
    return Number(hours) === 0 ? 'UTC' : canonicalZone(`Etc/GMT${sign === '+' ? '-' : '+'}${hours}`);
  return windowsZones.get(name.toLowerCase());
}

const american = new Map([
  ['eastern', 'America/New_York'],
  ['central', 'America/Chicago'],
  ['mountain', 'America/Denver'],
  ['pacific', 'America/Los_Angeles']
]);

/** «(UTC+01:00) Belgrade, Bratislava, Budapest»: the first city that a zone is named after; «Eastern Time (US & Canada)». */
function zoneOfCity(tzid: string): string | undefined {
  const known = zonesByCity();
  for (const word of tzid.slice(0, 200).split(/[,:;()]/)) {
    const name = word.trim().toLowerCase();
    const zone = known.get(name) ?? (name.endsWith(' time') ? american.get(name.slice(0, -5)) : undefined);
    if (zone !== undefined) return zone;
  }
  return undefined;
}

let cities: Map<string, string> | undefined;

function zonesByCity(): Map<string, string> {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone')
      .filter((zone) => zone.includes('/') && !zone.startsWith('Etc/'))
      .map((zone) => [
        zone
          .slice(zone.lastIndexOf('/') + 1)
          .replaceAll('_', ' ')
          .toLowerCase(),
        zone
      ])
  );
  return cities;
}
