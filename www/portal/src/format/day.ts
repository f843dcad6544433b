/** Days in words. */

import { t } from "../i18n/index.js";

/** A day of this year without its year: 12月31日. */
export function dayWords(day: string, today: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return year === today.slice(0, 4) ? monthDay(`${month}-${date}`) : t("dayOfYear", { year, day: monthDay(`${month}-${date}`) });
}

/** `05-31` in words. */
export function monthDay(text: string): string {
  const [month = 1, day = 1] = text.split("-").map(Number);
  return t("monthDay", { month, monthName: MONTHS[month - 1] ?? "", day });
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
