/** How far firms are from each other. */

interface Placed {
  lat: number | null;
  lng: number | null;
}

/** Metres of a degree of latitude. */
const degree = 111_195;

/** Whole metres, on a plane that touches the earth between the two (within 1 % up to some hundred kilometres); null where one has no place. */
export function metresBetween(a: Placed, b: Placed): number | null {
  if (a.lat === null || a.lng === null || b.lat === null || b.lng === null) return null;
  const north = (a.lat - b.lat) * degree;
  const east = (a.lng - b.lng) * degree * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180));
  return Math.round(Math.hypot(north, east));
}
