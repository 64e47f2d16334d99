// Names of settlements that mean something else most of the time.

/** Ordinary words, surnames and words of other languages: as a place only where they stand alone ("Hét, Fő utca 1"). */
export const householdWords: ReadonlySet<string> = new Set(
  (
    'ág ajak aka alap arka áta bag baj bak baks bánd bár béb bér bő boda bojt bük cák cún csép csér csór dad dáka dör duka dúzs ebes ' +
    'edde ete fáj fonó füle gara gór hács harc hét hont hort igal igar ilk inke ják kám kánó kára káva kék kocs kup kupa kurd lad lak ' +
    'léh lócs magy majs mike moha muhi nak nick nova nyim nyúl old öcs őr őri ősi pap pat páty pere pér pula rád rém rum sand sáp sé sima ' +
    'som súr szár szil szín szűr tar tard táp tés tét told tök und ura úri vág vaja vát vid visz zala ' +
    'balaton bátor bocska bokor boldog bolhás bosta bugyi császár csatár csősz darvas doboz értény forró fülöp füzér gomba gyűrűs harka ' +
    'harsány hetes hidas hajós imola kakasd kápolna kánya kárász kardos kemence kereki keszeg kökény korlát köröm kórós kulcs lengyel ' +
    'levél levelek liget lipót lovas ludas lázi madaras medina mende mérges mesteri milota mucsi négyes nyíri olasz ordas oroszi páka ' +
    'pálfa páli pamuk papos pári parád pilis pogány polgár püski patak patca sáska sárok sátán sáta szálka szellő szente szerep szóló szőke ' +
    'székely szemere tarján tárnok tátika tengeri terem tilaj tompa torony udvar udvari várda varga várong velem vének visznek zádor zimány'
  ).split(' ')
);

/** Given names: after another name they are a person ("Erkel Gyula"), not the town. */
export const givenNames: ReadonlySet<string> = new Set(
  'aba barabás béla demjén egyed elek ellend erzsébet gyula iván jákó jenő kál lászló mátyus mór örkény regéc szabolcs taksony tas tass zsana'.split(
    ' '
  )
);
