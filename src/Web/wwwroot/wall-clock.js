// The moment at which a clock in a zone shows a date and time, in RFC 3339.

export function instant(date, time, zone) {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const offset = (moment) => {
    const parts = Object.fromEntries(new Intl.DateTimeFormat("en", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric",
      minute: "numeric", second: "numeric",
    }).formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - moment;
  };
  return new Date(wall - offset(wall - offset(wall))).toISOString();
}
