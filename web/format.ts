/** The only place where numbers, money, quantities and times become text. */
import type { Cluster } from '../schema/cluster.ts';
import type { Locale } from '../schema/ids.ts';
import type { ListingCard } from '../schema/listing.ts';
import { type Currency, currencies } from '../schema/money.ts';
import type { Quantity, Unit } from '../schema/quantity.ts';
import { textOf } from './text/index.ts';

export interface Format {
  number(n: number): string;
  /** A share of one: "80 %". */
  percent(share: number): string;
  money(minor: number, currency: Currency): string;
  /** "90 – 120 EGP / square foot", "negotiable", "free". */
  price(price: ListingCard['price']): string;
  quantity(quantity: Quantity): string;
  unit(unit: Unit): string;
  distance(metres: number): string;
  /** A calendar day in the cluster's time zone. */
  day(moment: number): string;
  /** "3 days ago", up to a month; then the day. */
  ago(moment: number, now: number): string;
  time(moment: number): string;
  /** A minute of the day: "21:00", "٩ مساءً". */
  clock(minute: number): string;
  /** "ج.م.", "DA", "₪". */
  currency(code: Currency): string;
  /** A country by its ISO code. */
  country(code: string): string;
}

/** One set of formatters per language, country and time zone: Intl objects cost far more to make than to use. */
const made = new Map<string, Format>();

export function formatOf(locale: Locale, cluster: Pick<Cluster, 'country' | 'timeZone'> | null): Format {
  const country = cluster?.country ?? 'EG';
  const timeZone = cluster?.timeZone ?? 'UTC';
  const name = `${locale}-${country} ${timeZone}`;
  let format = made.get(name);
  if (!format) {
    // English here is the English of the region: day before month
    format = make(locale, locale === 'en' ? 'en-GB' : `${locale}-${country}`, timeZone);
    made.set(name, format);
  }
  return format;
}

/** Amounts with their currency and without, and on which side the currency stands. */
interface MoneyFormat {
  whole: Intl.NumberFormat;
  bare: Intl.NumberFormat;
  signFirst: boolean;
}

function make(locale: Locale, tag: string, timeZone: string): Format {
  const text = textOf(locale);
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const plural = new Intl.PluralRules(locale);
  const money = new Map<Currency, MoneyFormat>();
  const dayFormat = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: 'long', calendar: 'gregory' });
  const timeFormat = new Intl.DateTimeFormat(tag, {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
    calendar: 'gregory',
    // nobody who writes French writes 2:01 AM, whatever the tables say of Algeria
    ...(locale === 'fr' && { hourCycle: 'h23' as const }),
  });
  // Arabic names the part of the day, where a lone letter would have to be guessed
  const clockFormat = (minute: number) =>
    new Intl.DateTimeFormat(tag, {
      timeZone: 'UTC',
      hour: 'numeric',
      ...((locale !== 'ar' || minute % 60 !== 0) && { minute: '2-digit' as const }),
      ...(locale === 'ar' ? { dayPeriod: 'long' as const } : { hourCycle: 'h23' as const }),
    });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });

  const moneyFormat = (currency: Currency): MoneyFormat => {
    let format = money.get(currency);
    if (!format) {
      const digits = currencies[currency];
      const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits, trailingZeroDisplay: 'stripIfInteger' as const };
      const whole = new Intl.NumberFormat(tag, { style: 'currency', currency, ...fraction });
      const parts = whole.formatToParts(1).map(({ type }) => type);
      format = { whole, bare: new Intl.NumberFormat(tag, fraction), signFirst: parts.indexOf('currency') < parts.indexOf('integer') };
      money.set(currency, format);
    }
    return format;
  };
  const major = (minor: number | null, currency: Currency) => (minor ?? 0) / 10 ** currencies[currency];
  const unit = (code: Unit) => text.units[code].one;
  // a word between the numbers says which comes first, in whatever direction the digits run; Intl's own ranges cost a hundred times more
  const range = ({ whole, bare, signFirst }: MoneyFormat, min: number, max: number) =>
    signFirst ? `${whole.format(min)}${text.price.to}${bare.format(max)}` : `${bare.format(min)}${text.price.to}${whole.format(max)}`;

  return {
    number: (n) => number.format(n),
    percent: (share) => percent.format(share),
    money: (minor, currency) => moneyFormat(currency).whole.format(major(minor, currency)),
    unit,
    price({ form, min, max, currency, per }) {
      if (form === 'negotiable') return text.price.negotiable;
      if (form === 'free') return text.price.free;
      const format = moneyFormat(currency);
      const amount = max === null ? format.whole.format(major(min, currency)) : range(format, major(min, currency), major(max, currency));
      return per ? `${amount} / ${unit(per)}` : amount;
    },
    quantity({ amount, unit: code }) {
      const n = amount / 1000;
      const forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string } = text.units[code];
      return `${number.format(n)} ${forms[plural.select(n)] ?? forms.other}`;
    },
    distance: (metres) =>
      metres < 950
        ? `${number.format(Math.max(10, Math.round(metres / 10) * 10))} ${text.distance.metres}`
        : `${number.format(Math.round(metres / 100) / 10)} ${text.distance.kilometres}`,
    day: (moment) => dayFormat.format(moment),
    time: (moment) => timeFormat.format(moment),
    clock: (minute) => clockFormat(minute).format(minute * 60_000),
    currency: (code) =>
      moneyFormat(code)
        .whole.formatToParts(0)
        .find((part) => part.type === 'currency')?.value ?? code,
    country: (code) => countries.of(code) ?? code,
    ago(moment, now) {
      const minutes = Math.round((now - moment) / 60_000);
      if (minutes < 1) return text.time.now;
      if (minutes < 60) return relative.format(-minutes, 'minute');
      if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), 'hour');
      if (minutes < 30 * 24 * 60) return relative.format(-Math.round(minutes / 1440), 'day');
      return dayFormat.format(moment);
    },
  };
}
