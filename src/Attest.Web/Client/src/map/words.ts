// The few sentences that the browser makes itself; the words of incidents come from the server.

const numbers = new Intl.NumberFormat("en"), days = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

export function number(value: number): string {
  return numbers.format(value);
}

export function count(value: number, one: string): string {
  return `${number(value)} ${value === 1 ? one : `${one}s`}`;
}

/** A day as everywhere on the site: Wed 22 Mar 2023. */
export function dayWords(iso: string): string {
  return days.format(new Date(`${iso}T00:00:00Z`)).replace(",", "");
}
