// How calendar programs are told to follow a calendar of ours.

/** webcal: is what programs on telephones and desks register for; the rest of the address stays. */
export function followAddresses(feed: string): {
  readonly webcal: string;
  readonly google: string;
  readonly outlook: string;
} {
  const webcal = feed.replace(/^https?:/, 'webcal:');
  return {
    webcal,
    // Google follows an address only when it is given in this form, and only from the public web.
    google: `https://calendar.google.com/calendar/r?${new URLSearchParams({ cid: webcal })}`,
    outlook: `https://outlook.live.com/calendar/0/addfromweb?${new URLSearchParams({ url: feed })}`
  };
}
