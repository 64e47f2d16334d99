// Invented colleagues of the sample region and the organisations for which they write.

export interface SamplePerson {
  readonly name: string;
  readonly email: string;
  /** A role and the key of an organisation of the sample. */
  readonly roles: readonly (readonly [kind: 'owner' | 'editor' | 'member', organisation: string])[];
}

export const samplePeople: readonly SamplePerson[] = [
  {
    name: 'Barkóczi-Nagy Ilona',
    email: 'ilona@hangonyparti.example',
    roles: [
      ['owner', 'ozd-muvhaz'],
      ['editor', 'ozd-nyugdijas']
    ]
  },
  { name: 'Vadász-Gál Péter', email: 'peter@kohaszkonyvtar.example', roles: [['editor', 'ozd-konyvtar']] },
  {
    name: 'Kunhegyi Tóbiás',
    email: 'tobias@bakerpart.example',
    roles: [
      ['owner', 'kunszent-muvhaz'],
      ['editor', 'kunszent-tarsulas']
    ]
  },
  {
    name: 'Pusztai-Révész Emese',
    email: 'emese@revhaz.example',
    roles: [
      ['owner', 'vecse-muvhaz'],
      ['editor', 'szalk-haz'],
      ['editor', 'tass-haz']
    ]
  },
  {
    name: 'Kurcai-Molnár Dorottya',
    email: 'dorottya@kurcapart.example',
    roles: [['owner', 'szentes-muvhaz']]
  },
  {
    name: 'Szélmalmi Márton',
    email: 'marton@szelmalomhaz.example',
    roles: [
      ['owner', 'szegvar-muvhaz'],
      ['editor', 'szegvar-csipke'],
      ['member', 'szentes-konyvtar']
    ]
  }
];
