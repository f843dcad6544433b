/** Days in whatever habit they are typed. */

/** Reads `2019-04-18`, `2019.4.18`, `20190418`, `2019年4月18日`, `２０１９／４／１８`; undefined if it is no day. */
export function readDate(text: string): string | undefined {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const match =
    /^(\d{4})[-./年\u2013\u2014、](\d{1,2})[-./月\u2013\u2014、](\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const [, year = "", month = "", day = ""] = match ?? [];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return match !== null && isDay(date) ? date : undefined;
}

/** Whether such a day exists. */
export function isDay(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** The day on this device's calendar. */
export function today(): string {
  const now = new Date();
  return [
    now.getFullYear().toString().padStart(4, "0"),
    (now.getMonth() + 1).toString().padStart(2, "0"),
    now.getDate().toString().padStart(2, "0"),
  ].join("-");
}

/** Calendar days from the first to the second. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
