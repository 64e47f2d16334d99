// The clubs of the sample region: what meets every week, every other week or once a month.
export { kiskunsagClubs } from './sample-clubs-kiskunsag.ts';
export { ozdClubs } from './sample-clubs-ozd.ts';
export { szentesClubs } from './sample-clubs-szentes.ts';
