// Who gets what from every route: the first thing to read, and to extend, when a route is added.

export const roles = [
  'anonymous',
  'outsider',
  'member',
  'editor',
  'owner',
  'caretaker',
  'coordinator',
  'administrator'
] as const;
export type Role = (typeof roles)[number];

/** What a role meets: the page (200), «not for you or not there» (404), or somewhere else (redirect, or asked to sign in). */
export type Outcome = 'page' | 'hidden' | 'elsewhere';

export interface Row {
  /** An address of the route that exists in the sample region; `{…}` is filled in by the test. */
  readonly address: string;
  readonly method?: 'GET' | 'POST';
  readonly outcomes: Readonly<Record<Role, Outcome>>;
}

const everyone: Row['outcomes'] = {
  anonymous: 'page',
  outsider: 'page',
  member: 'page',
  editor: 'page',
  owner: 'page',
  caretaker: 'page',
  coordinator: 'page',
  administrator: 'page'
};
/** Who is not signed in is led to sign in. */
const signedIn: Row['outcomes'] = { ...everyone, anonymous: 'elsewhere' };
const led: Row['outcomes'] = {
  anonymous: 'elsewhere',
  outsider: 'elsewhere',
  member: 'elsewhere',
  editor: 'elsewhere',
  owner: 'elsewhere',
  caretaker: 'elsewhere',
  coordinator: 'elsewhere',
  administrator: 'elsewhere'
};
const administrators: Row['outcomes'] = {
  anonymous: 'elsewhere',
  outsider: 'hidden',
  member: 'hidden',
  editor: 'hidden',
  owner: 'hidden',
  caretaker: 'hidden',
  coordinator: 'hidden',
  administrator: 'page'
};
const nobody: Row['outcomes'] = { ...administrators, anonymous: 'hidden', administrator: 'hidden' };
/** Not there, for programs that no sign-in page would help. */
const missing: Row['outcomes'] = { ...nobody, anonymous: 'hidden' };
const editors: Row['outcomes'] = {
  anonymous: 'elsewhere',
  outsider: 'hidden',
  member: 'hidden',
  editor: 'page',
  owner: 'page',
  caretaker: 'page',
  coordinator: 'hidden',
  administrator: 'page'
};
const colleagues: Row['outcomes'] = { ...editors, member: 'page', outsider: 'page', coordinator: 'page' };
/** Those who run the circle of the organisation. */
const runners: Row['outcomes'] = { ...editors, coordinator: 'page' };
const tenders: Row['outcomes'] = { ...administrators, caretaker: 'page', coordinator: 'page' };

/**
 * By route id. Roles are held in the organisation of the objects that the addresses name; an outsider is an editor of another
 * organisation. The caretaker tends the settlement of that organisation, the coordinator its county.
 */
export const permissions: Readonly<Record<string, readonly Row[]>> = {
  '/(public)': [{ address: '/', outcomes: everyone }],
  '/(public)/events': [{ address: '/programok', outcomes: everyone }],
  '/(public)/events/month': [{ address: '/programok/honap', outcomes: everyone }],
  '/(public)/events/season': [
    { address: '/programok/evad', outcomes: everyone },
    { address: '/programok/evad?by=settlements', outcomes: everyone }
  ],
  '/(public)/events/gaps': [{ address: '/programok/ahol-nincs-semmi', outcomes: everyone }],
  '/(public)/events/print': [{ address: '/programok/nyomtatas', outcomes: everyone }],
  '/(public)/events/print/sheet.pdf': [
    { address: '/programok/nyomtatas/sheet.pdf?sheet=wall', outcomes: everyone }
  ],
  '/(public)/events/print/sheet.png': [
    { address: '/programok/nyomtatas/sheet.png?sheet=year', outcomes: everyone }
  ],
  '/(public)/events/[slug]': [
    { address: '/programok/{event}', outcomes: everyone },
    { address: '/programok/{tentativeEvent}', outcomes: { ...colleagues, anonymous: 'hidden' } }
  ],
  '/(public)/events/[slug]/poster.pdf': [
    { address: '/programok/{event}/poster.pdf?paper=a3', outcomes: everyone },
    { address: '/programok/{tentativeEvent}/poster.pdf', outcomes: { ...colleagues, anonymous: 'hidden' } }
  ],
  '/(app)/events/new': [{ address: '/programok/uj', outcomes: { ...editors, outsider: 'page' } }],
  '/(app)/events/[slug]/cancel': [{ address: '/programok/{event}/lemondas', outcomes: editors }],
  '/(app)/events/[slug]/edit': [{ address: '/programok/{event}/szerkesztes', outcomes: editors }],
  '/(public)/settlements': [{ address: '/telepulesek', outcomes: everyone }],
  '/(public)/settlements/[slug]': [{ address: '/telepulesek/szegvar', outcomes: everyone }],
  '/(public)/organisations': [{ address: '/szervezetek', outcomes: everyone }],
  '/(public)/organisations/[slug]': [{ address: '/szervezetek/{organisation}', outcomes: everyone }],
  '/(app)/organisations/new': [{ address: '/szervezetek/uj', outcomes: { ...editors, outsider: 'page' } }],
  '/(app)/organisations/duplicates': [
    { address: '/szervezetek/kettozott', outcomes: { ...administrators, caretaker: 'page' } }
  ],
  '/(app)/organisations/duplicates/merge': [
    {
      address:
        '/szervezetek/kettozott/osszevonas?kind=organisation&first={organisationId}&second={neighbourId}',
      outcomes: { ...administrators, caretaker: 'page' }
    },
    {
      address:
        '/szervezetek/kettozott/osszevonas?kind=organisation&first={organisationId}&second={organisationId}',
      outcomes: { ...administrators, administrator: 'hidden' }
    }
  ],
  '/(app)/organisations/[slug]/edit': [
    { address: '/szervezetek/{organisation}/szerkesztes', outcomes: editors }
  ],
  '/(app)/organisations/[slug]/close': [
    { address: '/szervezetek/{organisation}/megszunt', outcomes: editors }
  ],
  '/(public)/venues': [{ address: '/helyszinek', outcomes: everyone }],
  '/(public)/venues/[slug]': [{ address: '/helyszinek/{venue}', outcomes: everyone }],
  '/(app)/venues/new': [{ address: '/helyszinek/uj', outcomes: { ...editors, outsider: 'page' } }],
  '/(app)/venues/[slug]/edit': [{ address: '/helyszinek/{venue}/szerkesztes', outcomes: editors }],
  '/(app)/venues/[slug]/close': [{ address: '/helyszinek/{venue}/megszunt', outcomes: editors }],
  '/(public)/services': [{ address: '/szolgaltatasok', outcomes: everyone }],
  '/(public)/services/[slug]': [{ address: '/szolgaltatasok/{service}', outcomes: everyone }],
  '/(app)/services/new': [{ address: '/szolgaltatasok/uj', outcomes: { ...editors, outsider: 'page' } }],
  '/(app)/services/[slug]/edit': [{ address: '/szolgaltatasok/{service}/szerkesztes', outcomes: editors }],
  // Who of them sees which is tried in needs.server.test.ts.
  '/(app)/services/needs': [{ address: '/szolgaltatasok/jelzesek', outcomes: tenders }],
  // Whoever keeps some records; which acts they may do on which is tried in upkeep.server.test.ts.
  '/(app)/upkeep': [{ address: '/teendok', outcomes: { ...editors, outsider: 'page', coordinator: 'page' } }],
  '/(public)/venues/[slug]/availability': [{ address: '/helyszinek/{venue}/foglaltsag', outcomes: everyone }],
  '/(public)/venues/[slug]/door': [{ address: '/helyszinek/{venue}/ajtora', outcomes: everyone }],
  '/(app)/venues/[slug]/bookings': [
    { address: '/helyszinek/{venue}/foglalasok', outcomes: { ...editors, member: 'page' } }
  ],
  '/(app)/desk': [{ address: '/munkaasztal', outcomes: { ...colleagues, anonymous: 'elsewhere' } }],
  '/(public)/projects': [{ address: '/kozos-programok', outcomes: everyone }],
  '/(public)/projects/[slug]': [
    { address: '/kozos-programok/{project}', outcomes: { ...editors, member: 'page', anonymous: 'hidden' } }
  ],
  '/(public)/projects/[slug]/sheet.pdf': [
    {
      address: '/kozos-programok/{project}/sheet.pdf',
      outcomes: { ...editors, member: 'page', anonymous: 'hidden' }
    }
  ],
  '/(app)/projects/new': [{ address: '/kozos-programok/uj', outcomes: { ...editors, outsider: 'page' } }],
  '/(app)/projects/export.[format]': [
    { address: '/kozos-programok/export.xlsx', outcomes: { ...editors, outsider: 'page' } }
  ],
  '/(app)/projects/[slug]/edit': [{ address: '/kozos-programok/{project}/szerkesztes', outcomes: editors }],
  '/(app)/projects/[slug]/plan': [
    { address: '/kozos-programok/{project}/terv', outcomes: { ...editors, member: 'page' } }
  ],
  '/(public)/supporters': [{ address: '/tamogatok', outcomes: everyone }],
  '/(public)/supporters/[slug]': [
    { address: '/tamogatok/kurca-pekseg', outcomes: everyone },
    { address: '/tamogatok/{supporter}', outcomes: { ...editors, anonymous: 'hidden' } }
  ],
  '/(app)/supporters/new': [{ address: '/tamogatok/uj', outcomes: { ...editors, outsider: 'page' } }],
  '/(app)/supporters/export.[format]': [
    { address: '/tamogatok/export.xlsx', outcomes: { ...editors, outsider: 'page' } }
  ],
  '/(app)/supporters/[slug]/edit': [{ address: '/tamogatok/{supporter}/szerkesztes', outcomes: editors }],
  '/(app)/supporters/[slug]/keep': [{ address: '/tamogatok/{supporter}/kezeles', outcomes: editors }],
  '/(app)/supporters/[slug]/letter.pdf': [
    { address: '/tamogatok/{supporter}/letter.pdf', outcomes: editors }
  ],
  '/(app)/planning': [
    { address: '/tervezotabla', outcomes: { ...colleagues, anonymous: 'elsewhere' } },
    // Forms that name no event move none; whose they may name is tried in one-occurrence.server.test.ts.
    { address: '/tervezotabla?/move', method: 'POST', outcomes: { ...nobody, anonymous: 'elsewhere' } }
  ],
  '/(app)/planning/joint': [
    { address: '/tervezotabla/kozos?event={event}&other={tentativeEvent}', outcomes: editors }
  ],
  '/(app)/calendar-feeds': [{ address: '/naptarforrasok', outcomes: { ...editors, outsider: 'page' } }],
  '/(app)/calendar-feeds/new': [
    { address: '/naptarforrasok/uj', outcomes: { ...editors, outsider: 'page' } }
  ],
  '/(app)/calendar-feeds/[id]': [{ address: '/naptarforrasok/{feed}', outcomes: editors }],
  '/(app)/bookings': [{ address: '/foglalasok', outcomes: { ...colleagues, anonymous: 'elsewhere' } }],
  '/(app)/retiming': [
    { address: '/idopontok-osszehangolasa', outcomes: { ...colleagues, anonymous: 'elsewhere' } }
  ],
  // Of all that it asks about, one event is the organisation's.
  '/(app)/retiming/[id]': [
    { address: '/idopontok-osszehangolasa/{retiming}', outcomes: { ...editors, member: 'page' } },
    { address: '/idopontok-osszehangolasa/{retimingPlans}', outcomes: administrators },
    { address: '/elozmenyek/idopontok-osszehangolasa/{retiming}', outcomes: { ...editors, member: 'page' } }
  ],
  '/(app)/bookings/new': [
    { address: '/foglalasok/uj?venue={venue}', outcomes: { ...colleagues, anonymous: 'elsewhere' } }
  ],
  '/(app)/bookings/[id]': [
    { address: '/foglalasok/{booking}', outcomes: { ...editors, member: 'page' } },
    { address: '/elozmenyek/foglalasok/{booking}', outcomes: { ...editors, member: 'page' } }
  ],
  '/(app)/bookings/[id]/edit': [{ address: '/foglalasok/{booking}/szerkesztes', outcomes: editors }],
  '/(app)/photos-of/[kind]/[slug]': [
    { address: '/kepek/helyszinek/{venue}', outcomes: editors },
    { address: '/kepek/szervezetek/{organisation}', outcomes: editors },
    { address: '/kepek/szolgaltatasok/{service}', outcomes: editors },
    { address: '/kepek/eszkozok/{thing}', outcomes: editors },
    { address: '/kepek/telepulesek/{settlement}', outcomes: { ...nobody, anonymous: 'elsewhere' } }
  ],
  '/photos/[id]/[width]': [
    { address: '/photos/{photo}/400', outcomes: everyone },
    { address: '/photos/{photo}/500', outcomes: missing },
    // Taken off: for those who may put it back.
    { address: '/photos/{removedPhoto}/400', outcomes: { ...editors, anonymous: 'hidden' } },
    { address: '/photos/unknown/400', outcomes: missing }
  ],
  // Who of them reads which visit is tried in acquaintance.server.test.ts.
  '/(app)/acquaintance': [{ address: '/ismerkedes', outcomes: colleagues }],
  '/(app)/acquaintance/visits': [{ address: '/ismerkedes/latogatasok', outcomes: colleagues }],
  '/(app)/acquaintance/new': [
    { address: '/ismerkedes/uj?organisation={organisation}', outcomes: colleagues }
  ],
  '/(app)/acquaintance/quick': [{ address: '/ismerkedes/papirrol', outcomes: colleagues }],
  '/(app)/acquaintance/sheet': [
    { address: '/ismerkedes/adatlap?organisation={organisation}', outcomes: colleagues }
  ],
  // Written by nobody who is asked here, sent by the organisation, for the lead.
  '/(app)/acquaintance/[id]': [
    { address: '/ismerkedes/{visit}', outcomes: { ...tenders, owner: 'page' } },
    { address: '/elozmenyek/ismerkedes/{visit}', outcomes: { ...tenders, owner: 'page' } }
  ],
  '/(app)/acquaintance/[id]/edit': [
    { address: '/ismerkedes/{visit}/szerkesztes', outcomes: { ...tenders, owner: 'page' } }
  ],
  '/(public)/experts': [{ address: '/szakertok', outcomes: everyone }],
  // Of the sample: for everyone, for colleagues, and one who has not agreed yet.
  '/(public)/experts/[slug]': [
    { address: '/szakertok/ludas-toth-erzsebet', outcomes: everyone },
    { address: '/szakertok/revesz-bodnar-gabor', outcomes: { ...everyone, anonymous: 'hidden' } },
    { address: '/szakertok/eperjesi-sos-daniel', outcomes: { ...missing, administrator: 'page' } }
  ],
  '/(app)/experts/new': [
    { address: '/szakertok/uj', outcomes: signedIn },
    { address: '/szakertok/uj?for=other', outcomes: { ...signedIn, member: 'hidden' } }
  ],
  // Of somebody who keeps their entry themselves.
  '/(app)/experts/[slug]/edit': [
    { address: '/szakertok/ludas-toth-erzsebet/szerkesztes', outcomes: administrators }
  ],
  '/(app)/experts/[slug]/consent': [
    { address: '/szakertok/ludas-toth-erzsebet/hozzajarulas', outcomes: administrators }
  ],
  '/(app)/experts/[slug]/message': [
    { address: '/szakertok/ludas-toth-erzsebet/uzenet', outcomes: everyone },
    { address: '/szakertok/eperjesi-sos-daniel/uzenet', outcomes: missing }
  ],
  // One of the sample that everybody sees, and one that only its own people do.
  '/(public)/exchange': [
    { address: '/csere', outcomes: everyone },
    { address: '/csere?side=need&near=szegvar&km=20', outcomes: everyone }
  ],
  '/(public)/exchange/[slug]': [{ address: '/csere/{offering}', outcomes: everyone }],
  '/(public)/exchange/courses': [{ address: '/csere/tankatalogus?level=beginner', outcomes: everyone }],
  '/(public)/exchange/courses/booklet.pdf': [
    { address: '/csere/tankatalogus/booklet.pdf', outcomes: everyone }
  ],
  '/(public)/exchange/matrix': [
    { address: '/csere/adottsagok', outcomes: everyone },
    { address: '/csere/adottsagok?group=all&near=szegvar', outcomes: everyone }
  ],
  '/(public)/exchange/matrix/items': [
    { address: '/csere/adottsagok/tetelek?capacity=space.large', outcomes: everyone },
    {
      address: '/csere/adottsagok/tetelek?capacity=unknown',
      outcomes: missing
    }
  ],
  '/(public)/exchange/matrix/matrix.pdf': [
    { address: '/csere/adottsagok/matrix.pdf?near=szegvar&km=0', outcomes: everyone }
  ],
  '/(public)/exchange/matrix/matrix.xlsx': [{ address: '/csere/adottsagok/matrix.xlsx', outcomes: everyone }],
  '/(app)/matches': [{ address: '/talalatok', outcomes: { ...colleagues, anonymous: 'elsewhere' } }],
  '/(app)/matches/[id]': [{ address: '/talalatok/{match}', outcomes: editors }],
  '/(app)/matches/rings/[id]': [{ address: '/talalatok/gyuruk/{ring}', outcomes: editors }],
  '/(public)/matches/numbers': [{ address: '/talalatok/szamok', outcomes: everyone }],
  '/(app)/agreements/[id]': [
    { address: '/megallapodasok/{agreement}', outcomes: editors },
    { address: '/elozmenyek/megallapodasok/{agreement}', outcomes: editors }
  ],
  '/(app)/agreements/[id]/agreement.pdf': [
    { address: '/megallapodasok/{agreement}/agreement.pdf', outcomes: editors }
  ],
  // Whoever holds the link of a letter prints what it is about.
  '/(public)/agreements/paper/[token]': [
    { address: '/megallapodasok/lap/{sheet}', outcomes: everyone },
    { address: '/megallapodasok/lap/{match}', outcomes: missing }
  ],
  '/(app)/exchange/new': [{ address: '/csere/uj', outcomes: { ...editors, outsider: 'page' } }],
  '/(app)/exchange/[slug]/edit': [{ address: '/csere/{offering}/szerkesztes', outcomes: editors }],
  '/(app)/exchange/mine': [{ address: '/csere/sajat', outcomes: signedIn }],
  '/(app)/exchange/quick': [
    { address: '/csere/papirrol', outcomes: { ...administrators, caretaker: 'page' } }
  ],
  '/(app)/exchange/quick/forms.pdf': [
    { address: '/csere/papirrol/forms.pdf?count=2', outcomes: { ...administrators, caretaker: 'page' } }
  ],
  '/(public)/circles': [{ address: '/korok', outcomes: everyone }],
  '/(public)/circles/[slug]': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal', outcomes: everyone },
    { address: '/korok/{circle}', outcomes: { ...runners, anonymous: 'hidden' } }
  ],
  '/(public)/circles/[slug]/charter.pdf': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/charter.pdf', outcomes: everyone },
    { address: '/korok/{circle}/charter.pdf', outcomes: missing }
  ],
  '/(app)/circles/new': [{ address: '/korok/uj', outcomes: { ...runners, outsider: 'page' } }],
  '/(app)/circles/[slug]/edit': [{ address: '/korok/{circle}/szerkesztes', outcomes: runners }],
  '/(app)/circles/[slug]/members': [{ address: '/korok/{circle}/tagok', outcomes: runners }],
  '/(app)/circles/[slug]/members.csv': [{ address: '/korok/{circle}/members.csv', outcomes: runners }],
  '/(app)/circles/[slug]/members.xlsx': [{ address: '/korok/{circle}/members.xlsx', outcomes: runners }],
  '/(app)/circles/[slug]/members/[member]': [
    { address: '/korok/{circle}/tagok/{circleMember}', outcomes: runners }
  ],
  '/(app)/circles/[slug]/charter': [{ address: '/korok/{circle}/nyilatkozat', outcomes: runners }],
  '/(app)/circles/[slug]/questions': [{ address: '/korok/{circle}/kerdesek', outcomes: runners }],
  '/(app)/circles/[slug]/ask': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/kerdes-es-javaslat', outcomes: everyone },
    { address: '/korok/{circle}/kerdes-es-javaslat', outcomes: { ...runners, anonymous: 'hidden' } }
  ],
  '/(public)/circles/[slug]/decisions': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/dontesek', outcomes: everyone },
    { address: '/korok/{circle}/dontesek', outcomes: { ...runners, anonymous: 'hidden' } }
  ],
  '/(public)/circles/[slug]/decisions/export.[format]': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/dontesek/export.csv', outcomes: everyone },
    { address: '/korok/{circle}/dontesek/export.xlsx', outcomes: { ...runners, anonymous: 'hidden' } }
  ],
  '/(public)/circles/[slug]/tasks': [
    { address: '/korok/{circle}/feladatok', outcomes: { ...runners, anonymous: 'hidden' } }
  ],
  '/(public)/circles/[slug]/tasks/export.[format]': [
    { address: '/korok/{circle}/feladatok/export.csv', outcomes: { ...runners, anonymous: 'hidden' } }
  ],
  '/(public)/circles/[slug]/report/[year]': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/beszamolo/2026', outcomes: everyone },
    { address: '/korok/{circle}/beszamolo/2026', outcomes: { ...runners, anonymous: 'hidden' } }
  ],
  '/(public)/circles/[slug]/report/[year]/report.pdf': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/beszamolo/2026/report.pdf', outcomes: everyone },
    { address: '/korok/{circle}/beszamolo/2026/report.pdf', outcomes: { ...runners, anonymous: 'hidden' } }
  ],
  // Of the sample: the first meeting is over and its minutes are agreed on; only those who run the circle write them.
  '/(public)/circles/[slug]/meetings/[number]/agenda': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/talalkozok/1/napirend', outcomes: everyone }
  ],
  '/(public)/circles/[slug]/meetings/[number]/agenda/agenda.pdf': [
    {
      address: '/korok/kurca-tisza-kulturalis-kerekasztal/talalkozok/1/napirend/agenda.pdf',
      outcomes: everyone
    }
  ],
  '/(public)/circles/[slug]/meetings/[number]/minutes': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/talalkozok/1/emlekezteto', outcomes: everyone }
  ],
  '/(public)/circles/[slug]/meetings/[number]/minutes/minutes.pdf': [
    {
      address: '/korok/kurca-tisza-kulturalis-kerekasztal/talalkozok/1/emlekezteto/minutes.pdf',
      outcomes: everyone
    }
  ],
  '/(app)/circles/[slug]/meetings/[number]/table': [
    { address: '/korok/{circle}/talalkozok/1/asztalnal', outcomes: runners }
  ],
  '/(app)/circles/[slug]/meetings/[number]/table/sync': [
    {
      address: '/korok/{circle}/talalkozok/1/asztalnal/egyeztetes',
      method: 'POST',
      outcomes: runners
    }
  ],
  '/(app)/my-tasks': [{ address: '/kori-teendoim', outcomes: signedIn }],
  '/(app)/circles/[slug]/meetings': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/talalkozok', outcomes: everyone },
    { address: '/korok/{circle}/talalkozok', outcomes: runners }
  ],
  '/(app)/circles/[slug]/meetings/new': [{ address: '/korok/{circle}/talalkozok/uj', outcomes: runners }],
  '/(app)/circles/[slug]/meetings/[number]': [
    { address: '/korok/kurca-tisza-kulturalis-kerekasztal/talalkozok/5', outcomes: everyone },
    { address: '/korok/{circle}/talalkozok/99', outcomes: { ...missing, anonymous: 'elsewhere' } }
  ],
  '/(app)/circles/[slug]/meetings/[number]/edit': [
    { address: '/korok/{circle}/talalkozok/99/szerkesztes', outcomes: { ...missing, anonymous: 'elsewhere' } }
  ],
  '/(app)/circles/[slug]/rule': [{ address: '/korok/{circle}/rendszer', outcomes: runners }],
  '/(app)/circles/[slug]/dates': [{ address: '/korok/{circle}/idopontkereso', outcomes: runners }],
  '/(app)/circles/[slug]/hosts': [{ address: '/korok/{circle}/vendeglatok', outcomes: runners }],
  '/(app)/invitations': [{ address: '/meghivo', outcomes: signedIn }],
  '/(app)/invitations/[token]': [{ address: '/meghivo/unknown', outcomes: everyone }],
  '/feeds/circles/[slug].ics': [
    { address: '/feeds/circles/kurca-tisza-kulturalis-kerekasztal.ics', outcomes: everyone },
    { address: '/feeds/circles/{circle}.ics', outcomes: missing }
  ],
  '/(app)/upkeep/proof': [
    { address: '/teendok/ellenorzo-lap', outcomes: { ...editors, outsider: 'page' } },
    { address: '/teendok/ellenorzo-lap?organisation={organisation}', outcomes: editors }
  ],
  '/(app)/upkeep/proof/correct': [
    { address: '/teendok/ellenorzo-lap/javitas', outcomes: { ...editors, outsider: 'page' } }
  ],
  '/(public)/equipment': [{ address: '/eszkozok', outcomes: everyone }],
  '/(public)/equipment/[slug]': [{ address: '/eszkozok/{thing}', outcomes: everyone }],
  '/(app)/equipment/new': [{ address: '/eszkozok/uj', outcomes: { ...editors, outsider: 'page' } }],
  '/(app)/equipment/[slug]/edit': [{ address: '/eszkozok/{thing}/szerkesztes', outcomes: editors }],
  '/feeds/venues/[slug].ics': [{ address: '/feeds/venues/{venue}.ics', outcomes: everyone }],
  '/(public)/touring': [{ address: '/tajolas', outcomes: everyone }],
  '/(public)/touring/packages/[slug]': [
    { address: '/tajolas/programcsomagok/{package}', outcomes: everyone },
    { address: '/elozmenyek/programcsomagok/{package}', outcomes: editors }
  ],
  '/(public)/touring/packages/[slug]/sheet.pdf': [
    { address: '/tajolas/programcsomagok/{package}/sheet.pdf', outcomes: everyone }
  ],
  '/(app)/touring/packages/new': [
    { address: '/tajolas/programcsomagok/uj', outcomes: { ...editors, outsider: 'page' } }
  ],
  '/(app)/touring/packages/[slug]/edit': [
    { address: '/tajolas/programcsomagok/{package}/szerkesztes', outcomes: editors }
  ],
  // Who has no account asks by mail.
  '/(app)/touring/packages/[slug]/request': [
    { address: '/tajolas/programcsomagok/{package}/keres', outcomes: everyone }
  ],
  '/(app)/touring/packages/[slug]/invite': [
    { address: '/tajolas/programcsomagok/{package}/meghivas', outcomes: editors }
  ],
  '/(app)/touring/packages/[slug]/requests.[format]': [
    { address: '/tajolas/programcsomagok/{package}/requests.csv', outcomes: editors }
  ],
  '/(app)/touring/packages/[slug]/plan': [
    { address: '/tajolas/programcsomagok/{package}/terv', outcomes: editors }
  ],
  '/(app)/touring/tours': [{ address: '/tajolas/korutak', outcomes: signedIn }],
  // Nobody has been asked yet.
  '/(app)/touring/tours/[slug]': [
    { address: '/tajolas/korutak/{tour}', outcomes: { ...editors, member: 'page' } },
    { address: '/elozmenyek/korutak/{tour}', outcomes: { ...editors, member: 'page' } }
  ],
  '/(app)/touring/tours/[slug]/stops.[format]': [
    { address: '/tajolas/korutak/{tour}/stops.xlsx', outcomes: editors }
  ],
  '/(app)/touring/tours/[slug]/sheet.pdf': [
    { address: '/tajolas/korutak/{tour}/sheet.pdf', outcomes: editors }
  ],
  '/feeds/tours/[slug].ics': [
    { address: '/feeds/tours/kamarazene-a-kurca-menten.ics', outcomes: everyone },
    { address: '/feeds/tours/{tour}.ics', outcomes: missing }
  ],
  '/(public)/clashes': [{ address: '/utkozesek', outcomes: everyone }],
  '/(public)/map': [{ address: '/terkep?show=venues&box=46.5,20.1,46.8,20.5', outcomes: everyone }],
  '/(public)/embed': [{ address: '/beagyazas', outcomes: everyone }],
  '/(public)/embed/(framed)/organisations': [{ address: '/beagyazas/szervezetek', outcomes: everyone }],
  '/(public)/embed/(framed)/services': [{ address: '/beagyazas/szolgaltatasok', outcomes: everyone }],
  '/(public)/embed/(framed)/events': [{ address: '/beagyazas/programok', outcomes: everyone }],
  '/(public)/embed/(framed)/map': [{ address: '/beagyazas/terkep', outcomes: everyone }],
  '/(public)/search': [{ address: '/kereses', outcomes: everyone }],
  '/feeds/events.ics': [{ address: '/feeds/events.ics', outcomes: everyone }],
  '/feeds/events.rss': [{ address: '/feeds/events.rss', outcomes: everyone }],
  '/feeds/events/[slug].ics': [
    { address: '/feeds/events/{event}.ics', outcomes: everyone },
    { address: '/feeds/events/{tentativeEvent}.ics', outcomes: { ...colleagues, anonymous: 'hidden' } }
  ],
  // What is shown where a link to the event is shared: only of what everybody may see.
  '/feeds/events/[slug].png': [
    { address: '/feeds/events/{event}.png', outcomes: everyone },
    { address: '/feeds/events/{tentativeEvent}.png', outcomes: missing }
  ],
  '/exports/[kind].[format]': [
    { address: '/letoltesek/organisations.csv?kind=library', outcomes: everyone },
    {
      address: '/letoltesek/organisations.csv?kind=library&internal=yes',
      outcomes: { ...colleagues, anonymous: 'hidden' }
    },
    { address: '/letoltesek/equipment.csv?internal=yes', outcomes: missing },
    { address: '/letoltesek/need-figures.csv', outcomes: everyone },
    { address: '/letoltesek/agreements.csv', outcomes: everyone },
    {
      address: '/letoltesek/agreements.csv?internal=yes',
      outcomes: { ...administrators, anonymous: 'hidden' }
    },
    { address: '/letoltesek/people.csv', outcomes: missing }
  ],
  '/api/events': [{ address: '/api/events', outcomes: everyone }],
  '/api/offerings': [{ address: '/api/offerings?side=need', outcomes: everyone }],
  '/api/openapi.json': [{ address: '/api/openapi.json', outcomes: everyone }],
  '/api/hsds': [{ address: '/api/hsds', outcomes: everyone }],
  '/api/hsds/package.zip': [
    { address: '/api/hsds/package.zip', outcomes: { ...colleagues, anonymous: 'hidden' } }
  ],
  '/api/hsds/services': [{ address: '/api/hsds/services?per_page=2', outcomes: everyone }],
  '/api/hsds/services/[id]': [
    { address: '/api/hsds/services/{serviceId}', outcomes: everyone },
    { address: '/api/hsds/services/unknown', outcomes: missing }
  ],
  '/api/hsds/organizations': [{ address: '/api/hsds/organizations?per_page=2', outcomes: everyone }],
  '/api/hsds/organizations/[id]': [
    { address: '/api/hsds/organizations/{organisationId}', outcomes: everyone }
  ],
  '/api/hsds/locations': [{ address: '/api/hsds/locations?per_page=2', outcomes: everyone }],
  '/api/hsds/locations/[id]': [{ address: '/api/hsds/locations/unknown', outcomes: missing }],
  '/api/hsds/service_at_locations': [
    { address: '/api/hsds/service_at_locations?per_page=2', outcomes: everyone }
  ],
  '/api/hsds/service_at_locations/[id]': [
    { address: '/api/hsds/service_at_locations/unknown', outcomes: missing }
  ],
  '/api/hsds/taxonomies': [{ address: '/api/hsds/taxonomies', outcomes: everyone }],
  '/api/hsds/taxonomies/[id]': [{ address: '/api/hsds/taxonomies/unknown', outcomes: missing }],
  '/api/hsds/taxonomy_terms': [{ address: '/api/hsds/taxonomy_terms', outcomes: everyone }],
  '/api/hsds/taxonomy_terms/[id]': [{ address: '/api/hsds/taxonomy_terms/unknown', outcomes: missing }],
  '/(app)/sign-in': [{ address: '/belepes', outcomes: everyone }],
  '/(app)/sign-in/[token]': [{ address: '/belepes/unknown', outcomes: everyone }],
  '/(app)/sign-in/password': [{ address: '/belepes/jelszo', outcomes: everyone }],
  // The tests' server has a bare IP address, at which no browser uses passkeys.
  '/(app)/sign-in/passkey': [{ address: '/belepes/kulcs', method: 'POST', outcomes: nobody }],
  '/(app)/account': [{ address: '/fiok', outcomes: signedIn }],
  '/(public)/privacy': [{ address: '/adatvedelem', outcomes: everyone }],
  '/(public)/accessibility': [{ address: '/akadalymentesseg', outcomes: everyone }],
  '/(app)/account/privacy': [{ address: '/fiok/adatvedelem', outcomes: signedIn }],
  // The tests' people have asked for no copy: they are led back to the page where it is asked for.
  '/(app)/account/privacy/download': [
    { address: '/fiok/adatvedelem/letoltes', method: 'POST', outcomes: led }
  ],
  '/(app)/account/privacy/erase': [{ address: '/fiok/adatvedelem/torles', outcomes: signedIn }],
  '/(admin)/admin/setup': [{ address: '/admin/elso-lepesek', outcomes: administrators }],
  '/(admin)/admin/setup/profile': [{ address: '/admin/elso-lepesek/bemutatkozas', outcomes: administrators }],
  '/(admin)/admin/setup/house': [{ address: '/admin/elso-lepesek/haz', outcomes: administrators }],
  '/(admin)/admin/setup/region': [{ address: '/admin/elso-lepesek/terseg', outcomes: administrators }],
  '/(admin)/admin/setup/mail': [{ address: '/admin/elso-lepesek/levelek', outcomes: administrators }],
  '/(admin)/admin/setup/records': [{ address: '/admin/elso-lepesek/kezdo-adatok', outcomes: administrators }],
  '/(admin)/admin/setup/team': [{ address: '/admin/elso-lepesek/munkatarsak', outcomes: administrators }],
  '/(admin)/admin/setup/done': [{ address: '/admin/elso-lepesek/kesz', outcomes: administrators }],
  '/(admin)/admin/privacy': [{ address: '/admin/adatvedelem', outcomes: administrators }],
  '/(admin)/admin/privacy/register.csv': [
    { address: '/admin/adatvedelem/register.csv', outcomes: administrators }
  ],
  '/(admin)/admin/privacy/register.xlsx': [
    { address: '/admin/adatvedelem/register.xlsx', outcomes: administrators }
  ],
  '/(app)/account/email': [{ address: '/fiok/e-mail-cim', outcomes: signedIn }],
  '/(app)/account/language': [{ address: '/fiok/nyelv', outcomes: signedIn }],
  '/(app)/account/password': [{ address: '/fiok/jelszo', outcomes: signedIn }],
  '/(app)/account/sessions': [{ address: '/fiok/belepeseim', outcomes: signedIn }],
  '/(app)/account/confirm': [{ address: '/fiok/megerosites', outcomes: signedIn }],
  '/(app)/account/passkeys': [{ address: '/fiok/kulcsok', outcomes: signedIn }],
  '/(app)/account/passkeys/options': [
    {
      address: '/fiok/kulcsok/beallitasok',
      method: 'POST',
      outcomes: { ...nobody, anonymous: 'elsewhere' }
    }
  ],
  '/(app)/account/notifications': [{ address: '/fiok/ertesitesek', outcomes: signedIn }],
  '/(app)/history/[kind]/[id]/restore': [
    // Without a change of it there is nothing to put back.
    {
      address: '/elozmenyek/szervezetek/{organisation}/visszaallitas',
      outcomes: { ...administrators, administrator: 'hidden' }
    },
    {
      address: '/elozmenyek/szervezetek/{organisation}/visszaallitas?change={organisationChange}',
      outcomes: editors
    }
  ],
  '/(app)/history/[kind]/[id]': [
    { address: '/elozmenyek/programok/{event}', outcomes: { ...editors, member: 'page' } },
    { address: '/elozmenyek/szervezetek/{organisation}', outcomes: { ...editors, member: 'page' } },
    { address: '/elozmenyek/helyszinek/{venue}', outcomes: { ...editors, member: 'page' } },
    { address: '/elozmenyek/szolgaltatasok/{service}', outcomes: { ...editors, member: 'page' } },
    { address: '/elozmenyek/telepulesek/{settlement}', outcomes: tenders },
    { address: '/elozmenyek/szakertok/ludas-toth-erzsebet', outcomes: administrators },
    // Of a person: for themselves (here the member) and administrators.
    { address: '/elozmenyek/fiok/{person}', outcomes: { ...administrators, member: 'page' } },
    {
      address: '/elozmenyek/ismeretlen/{event}',
      outcomes: { ...nobody, anonymous: 'elsewhere' }
    }
  ],
  '/(app)/sign-out': [{ address: '/kilepes', outcomes: everyone }],
  '/(app)/answer/[token]': [{ address: '/valasz/unknown', outcomes: everyone }],
  '/(app)/organisations/[slug]/team': [
    { address: '/szervezetek/{organisation}/munkatarsak', outcomes: { ...editors, member: 'page' } }
  ],
  '/(app)/organisations/[slug]/join': [
    { address: '/szervezetek/{organisation}/csatlakozas', outcomes: everyone }
  ],
  '/(app)/settlements/[slug]/team': [{ address: '/telepulesek/{settlement}/munkatarsak', outcomes: tenders }],
  '/(app)/counties/[county]/team': [
    { address: '/varmegyek/{countySlug}/munkatarsak', outcomes: { ...administrators, coordinator: 'page' } },
    // Another county than the coordinator's.
    { address: '/varmegyek/csongrad-csanad/munkatarsak', outcomes: administrators }
  ],
  '/(app)/account/roles': [{ address: '/fiok/szerepeim', outcomes: signedIn }],
  '/(app)/account/name': [{ address: '/fiok/nev', outcomes: signedIn }],
  '/(admin)/admin/people': [{ address: '/admin/emberek', outcomes: administrators }],
  '/(admin)/admin/people/[id]': [{ address: '/admin/emberek/{person}', outcomes: administrators }],
  '/(admin)/admin/people/team': [{ address: '/admin/emberek/munkatarsak', outcomes: administrators }],
  '/ui': [{ address: '/ui', outcomes: everyone }],
  '/(admin)/admin/jobs': [{ address: '/admin/hatterfeladatok', outcomes: administrators }],
  '/(admin)/admin/storage': [{ address: '/admin/tarhely', outcomes: administrators }],
  '/(admin)/admin/health': [{ address: '/admin/allapot', outcomes: administrators }],
  '/(admin)/admin/days-off': [{ address: '/admin/tanitasi-szunetek', outcomes: administrators }],
  '/(admin)/admin/maintenance': [{ address: '/admin/karbantartas', outcomes: administrators }],
  // Those who watch the house have no session; who else may read the figures is tried in security.test.ts.
  '/health/live': [{ address: '/health/live', outcomes: everyone }],
  '/health/ready': [{ address: '/health/ready', outcomes: everyone }],
  '/metrics': [{ address: '/metrics', outcomes: everyone }],
  '/(admin)/admin': [{ address: '/admin', outcomes: administrators }],
  '/(admin)/admin/import': [{ address: '/admin/import', outcomes: administrators }],
  '/(admin)/admin/mail': [{ address: '/admin/levelek', outcomes: administrators }],
  '/(admin)/admin/mail/incoming': [{ address: '/admin/levelek/beerkezett', outcomes: administrators }],
  '/(admin)/admin/mail/[id]': [{ address: '/admin/levelek/{mail}', outcomes: administrators }],
  '/(admin)/admin/mail/[id]/html': [{ address: '/admin/levelek/{mail}/html', outcomes: administrators }],
  '/(admin)/admin/mail/[id]/attachments/[index]': [
    { address: '/admin/levelek/{mail}/mellekletek/0', outcomes: administrators }
  ],
  // Who holds the link may say how often to write, signed in or not.
  '/(app)/unsubscribe/[token]': [
    { address: '/leiratkozas/{unsubscribe}', outcomes: everyone },
    // It says what to do instead.
    { address: '/leiratkozas/unknown', outcomes: everyone }
  ],
  '/(app)/following/new': [
    { address: '/kovetes/uj', outcomes: everyone },
    { address: '/kovetes/uj?event={event}', outcomes: everyone },
    { address: '/kovetes/uj?event={tentativeEvent}', outcomes: { ...colleagues, anonymous: 'hidden' } },
    { address: '/kovetes/uj?circle=kurca-tisza-kulturalis-kerekasztal', outcomes: everyone },
    { address: '/kovetes/uj?circle={circle}', outcomes: missing }
  ],
  // Who holds the link sees what its address follows, signed in or not; of one that is none the page says what to do.
  '/(app)/following/[token]': [{ address: '/kovetes/unknown', outcomes: everyone }],
  '/(app)/account/following': [{ address: '/fiok/kovetes', outcomes: signedIn }],
  '/(admin)/admin/following': [{ address: '/admin/kovetes', outcomes: administrators }],
  '/(admin)/admin/import/[draft]': [{ address: '/admin/import/{draft}', outcomes: administrators }]
};
